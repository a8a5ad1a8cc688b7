#include "cloud_calls/attempts.hpp"

#include "base/digest.hpp"
#include "base/signal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace likeness::cloud_calls {

namespace {

using std::chrono::milliseconds;

/// Between nothing and all of it, so that clients which failed together do not come back together.
milliseconds jittered(milliseconds pause) {
    const Bytes random = secure_random(2);
    const auto share = static_cast<std::uint64_t>(static_cast<unsigned char>(random[0])) * 256 +
                       static_cast<unsigned char>(random[1]);
    return milliseconds(pause.count() * static_cast<std::int64_t>(share) / 65'536);
}

}  // namespace

bool may_pass(int status) {
    return status == 408 || status == 429 || status == 500 || (status >= 502 && status <= 504);
}

std::optional<std::chrono::seconds> retry_after(const http_client::Response& response) {
    const std::string_view text = response.header("retry-after").value_or("");
    std::uint32_t seconds = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool is_number = failure == std::errc{} && end == text.data() + text.size();
    return is_number ? std::optional(std::chrono::seconds{seconds}) : std::nullopt;
}

milliseconds Attempts::pause() const {
    const int doublings = std::min(made_ - 1, 16);
    return std::min(rules_.first_pause * (1 << doublings), rules_.longest_pause);
}

asio::awaitable<bool> Attempts::again(std::optional<std::chrono::seconds> wish) {
    if (made_ >= rules_.attempts || (wish && *wish > rules_.longest_pause)) {
        co_return false;
    }
    milliseconds wait = jittered(pause());
    if (wish) {
        wait = std::max<milliseconds>(wait, *wish);
    }
    ++made_;
    co_await sleep_for(wait);
    co_return true;
}

}  // namespace likeness::cloud_calls
