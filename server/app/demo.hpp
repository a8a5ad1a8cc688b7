#pragma once

#include "app/studio.hpp"

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace likeness::app {

/// An adapter that comes with the program, and what makes its first impression.
struct DemoLora {
    std::string_view name;  // of its file
    std::string_view cover_prompt;
    std::uint64_t cover_seed;
    std::vector<std::string_view> example_prompts;
};

std::span<const DemoLora> demo_loras();

/// Who owns the demo LoRAs: an address whose key nobody has.
WalletAddress demo_wallet();

/// Makes the shipped adapters public LoRAs where they are not there yet; those that were removed
/// stay away.
Task<void> install_demo_loras(Storage& storage);

/// Draws the covers that are missing, one after the other, with the embedded engine, as long as
/// `goes_on`. Takes seconds; what is missing then is drawn at the next start.
asio::awaitable<void>
draw_demo_covers(Studio& studio, Storage& storage, std::function<bool()> goes_on);

}  // namespace likeness::app
