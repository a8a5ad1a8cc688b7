#include "paperflux/adapter.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// Bytes that claim to be a LoRA: whatever they are, they are an adapter with sane numbers or a
// refusal with a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using likeness::paperflux::Adapter;
    const std::string file(data, data + size);
    const auto adapter = Adapter::load(file, "fuzz");
    if (!adapter) {
        return adapter.error().message.empty() ? (std::abort(), 1) : 0;
    }
    for (const auto& module : (*adapter)->modules()) {
        const auto& [rank, a, b] = module.product;
        const bool fits = rank >= 1 && rank <= Adapter::kMaxRank &&
                          a.size() == module.module->inputs * rank &&
                          b.size() == module.module->outputs * rank && module.factor > 0;
        if (!fits) {
            std::abort();
        }
    }
    return 0;
}
