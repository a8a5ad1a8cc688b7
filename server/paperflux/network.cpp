#include "paperflux/network.hpp"

#include <algorithm>

namespace likeness::paperflux {

namespace {

/// How large each Linear is: the outputs of its modules together.
std::vector<std::shared_ptr<Linear>> empty_linears() {
    std::array<std::size_t, kLinearCount> outputs{};
    std::array<std::size_t, kLinearCount> inputs{};
    for (const Module& module : modules()) {
        outputs[module.linear] += module.outputs;
        inputs[module.linear] = module.inputs;
    }
    std::vector<std::shared_ptr<Linear>> linears;
    for (std::size_t i = 0; i < kLinearCount; ++i) {
        linears.push_back(std::make_shared<Linear>(outputs[i], inputs[i]));
    }
    return linears;
}

Result<AttentionGains>
load_gains(const TensorFile& file, const std::string& query, const std::string& key) {
    AttentionGains gains;
    LIKENESS_TRY(gains.query, file.read(query + ".weight", {kHeadWidth}));
    LIKENESS_TRY(gains.key, file.read(key + ".weight", {kHeadWidth}));
    return gains;
}

Result<void> load_all_gains(const TensorFile& file, Network& network) {
    for (std::size_t i = 0; i < kDoubleBlocks; ++i) {
        const std::string at = "transformer_blocks." + std::to_string(i) + ".attn.";
        LIKENESS_TRY(network.image_gains[i], load_gains(file, at + "norm_q", at + "norm_k"));
        LIKENESS_TRY(
            network.context_gains[i], load_gains(file, at + "norm_added_q", at + "norm_added_k")
        );
    }
    for (std::size_t i = 0; i < kSingleBlocks; ++i) {
        const std::string at = "single_transformer_blocks." + std::to_string(i) + ".attn.";
        LIKENESS_TRY(network.single_gains[i], load_gains(file, at + "norm_q", at + "norm_k"));
    }
    return {};
}

}  // namespace

Result<Network> Network::load(const TensorFile& file) {
    Network network;
    const std::vector<std::shared_ptr<Linear>> linears = empty_linears();
    for (const Module& module : modules()) {
        LIKENESS_TRY(
            const Floats weight, file.read(module.name + ".weight", {module.outputs, module.inputs})
        );
        LIKENESS_TRY(const Floats bias, file.read(module.name + ".bias", {module.outputs}));
        linears[module.linear]->set(module.first_output, weight, bias);
    }
    std::copy(linears.begin(), linears.end(), network.linears.begin());
    LIKENESS_TRY(Floats slots, file.read("slot_embedding.weight", {kTokens, kWidth}));
    network.slot_embedding = std::make_shared<const Floats>(std::move(slots));
    LIKENESS_CHECK(load_all_gains(file, network));
    return network;
}

}  // namespace likeness::paperflux
