#include "paperflux/adapter.hpp"

#include "paperflux/tensor_file.hpp"
#include "safetensors/display_text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace likeness::paperflux {

namespace {

using safetensors::display_text;
using safetensors::Header;
using safetensors::quoted_name;
using safetensors::Tensor;

constexpr std::string_view kPrefix = "transformer.";
constexpr std::string_view kDown = ".lora_A.weight";
constexpr std::string_view kUp = ".lora_B.weight";
constexpr std::string_view kAlpha = ".alpha";

Error refuse(std::string why) {
    return Error{ErrorCode::unprocessable, std::move(why)};
}

std::string tensor_name(std::string_view module, std::string_view part) {
    return std::string(kPrefix).append(module).append(part);
}

/// The module that a tensor belongs to; nothing for names of another pattern.
std::optional<std::string_view> module_name(std::string_view tensor) {
    if (!tensor.starts_with(kPrefix)) {
        return std::nullopt;
    }
    tensor.remove_prefix(kPrefix.size());
    for (const std::string_view part : {kDown, kUp, kAlpha}) {
        if (tensor.ends_with(part)) {
            return tensor.substr(0, tensor.size() - part.size());
        }
    }
    return std::nullopt;
}

std::string metadata_text(const Header& header, std::string_view key) {
    const auto found = header.metadata.find(key);
    return found == header.metadata.end() ? std::string()
                                          : display_text(found->second, Adapter::kMaxTextLength);
}

Result<void> check_base_model(const Header& header) {
    const auto found = header.metadata.find("base_model");
    if (found == header.metadata.end()) {
        return refuse(
            "This LoRA does not say that it was made for PaperFlux: its metadata has no base_model."
        );
    }
    if (found->second != kModelId) {
        return refuse(
            "This LoRA was made for " + quoted_name(found->second) + ", not for " +
            std::string(kModelId) + "."
        );
    }
    return {};
}

Result<double> check_alpha(double alpha, const std::string& where) {
    // Also refuses what is not a number.
    if (!(alpha > 0 && alpha <= Adapter::kMaxAlpha)) {
        return refuse("The alpha of " + where + " must be above 0 and at most 1024.");
    }
    return alpha;
}

/// The file's lora_alpha; nothing if its metadata has none.
Result<std::optional<double>> read_metadata_alpha(const Header& header) {
    const auto found = header.metadata.find("lora_alpha");
    if (found == header.metadata.end()) {
        return std::optional<double>();
    }
    double alpha = 0;
    const std::string& text = found->second;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), alpha);
    if (failure != std::errc{} || end != text.data() + text.size()) {
        return refuse("The metadata's lora_alpha is not a number.");
    }
    LIKENESS_TRY(const double checked, check_alpha(alpha, "the metadata (lora_alpha)"));
    return std::optional<double>(checked);
}

Result<double> read_alpha(
    const TensorFile& file,
    const std::string& name,
    std::optional<double> metadata_alpha,
    std::size_t rank
) {
    const Tensor* tensor = file.header().find(name);
    if (tensor == nullptr) {
        return metadata_alpha.value_or(static_cast<double>(rank));
    }
    if (tensor->element_count() != 1) {
        return refuse(
            "The tensor " + quoted_name(name) + " has the shape " + shape_text(tensor->shape) +
            "; a single number was expected."
        );
    }
    LIKENESS_TRY(const Floats value, file.read(*tensor));
    return check_alpha(static_cast<double>(value.front()), quoted_name(name));
}

Floats transposed(const Floats& matrix, std::size_t rows) {
    const std::size_t columns = matrix.size() / rows;
    Floats result(matrix.size());
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        result[i % columns * rows + i / columns] = matrix[i];
    }
    return result;
}

Result<std::size_t> read_rank(const Tensor& down) {
    const std::uint64_t rank = down.shape.empty() ? 0 : down.shape.front();
    if (rank < 1 || rank > Adapter::kMaxRank) {
        return refuse(
            "The rank of " + quoted_name(down.name) + " is " + std::to_string(rank) +
            "; PaperFlux takes 1 to 128."
        );
    }
    return static_cast<std::size_t>(rank);
}

/// `down` is the module's A; its B must be there too.
Result<AdapterModule> read_module(
    const TensorFile& file,
    const Module& module,
    const Tensor& down,
    std::optional<double> metadata_alpha
) {
    AdapterModule result;
    result.module = &module;
    LIKENESS_TRY(const std::size_t rank, read_rank(down));
    result.product.rank = rank;
    LIKENESS_TRY(const Floats a, file.read(down.name, {rank, module.inputs}));
    result.product.a = transposed(a, rank);
    const std::string up = tensor_name(module.name, kUp);
    LIKENESS_TRY(result.product.b, file.read(up, {module.outputs, rank}));
    const std::string alpha_name = tensor_name(module.name, kAlpha);
    LIKENESS_TRY(const double alpha, read_alpha(file, alpha_name, metadata_alpha, rank));
    result.factor = alpha / static_cast<double>(rank);
    return result;
}

/// The module of a tensor that must have one.
Result<const Module*> module_of(const Tensor& tensor) {
    const std::optional<std::string_view> name = module_name(tensor.name);
    if (!name) {
        return refuse(
            "PaperFlux cannot use the tensor " + quoted_name(tensor.name) +
            ": it is not named transformer.<module>.lora_A.weight, .lora_B.weight or .alpha."
        );
    }
    const Module* module = find_module(*name);
    if (module == nullptr) {
        return refuse(
            "This LoRA changes " + quoted_name(*name) + ", which PaperFlux does not have."
        );
    }
    return module;
}

Result<std::vector<AdapterModule>>
read_modules(const TensorFile& file, std::optional<double> metadata_alpha) {
    std::vector<AdapterModule> modules;
    for (const Tensor& tensor : file.header().tensors) {
        LIKENESS_TRY(const Module* module, module_of(tensor));
        const Tensor* down = file.header().find(tensor_name(module->name, kDown));
        if (down == nullptr) {
            return refuse(
                "The tensor " + quoted_name(tensor.name) + " has no partner " +
                quoted_name(tensor_name(module->name, kDown)) + "."
            );
        }
        if (down == &tensor) {
            LIKENESS_TRY(AdapterModule read, read_module(file, *module, tensor, metadata_alpha));
            modules.push_back(std::move(read));
        }
    }
    if (modules.empty()) {
        return refuse("This LoRA changes nothing: it holds no tensors.");
    }
    return modules;
}

std::size_t largest_rank(const std::vector<AdapterModule>& modules) {
    std::size_t rank = 0;
    for (const AdapterModule& module : modules) {
        rank = std::max(rank, module.product.rank);
    }
    return rank;
}

}  // namespace

Result<std::shared_ptr<const Adapter>>
Adapter::load(BytesView safetensors_file, std::string identity) {
    LIKENESS_TRY(const TensorFile file, TensorFile::open(safetensors_file));
    LIKENESS_CHECK(check_base_model(file.header()));
    LIKENESS_TRY(const std::optional<double> alpha, read_metadata_alpha(file.header()));
    LIKENESS_TRY(std::vector<AdapterModule> modules, read_modules(file, alpha));
    Adapter adapter;
    adapter.identity_ = std::move(identity);
    adapter.name_ = metadata_text(file.header(), "name");
    adapter.title_ = metadata_text(file.header(), "title");
    adapter.trigger_word_ = metadata_text(file.header(), "trigger_word");
    adapter.kind_ = metadata_text(file.header(), "kind");
    adapter.rank_ = largest_rank(modules);
    adapter.alpha_ = alpha.value_or(static_cast<double>(adapter.rank_));
    adapter.modules_ = std::move(modules);
    return std::make_shared<const Adapter>(std::move(adapter));
}

}  // namespace likeness::paperflux
