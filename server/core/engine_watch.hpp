#pragma once

#include "core/engines.hpp"
#include "core/ports/clock.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace likeness {

/// Since when each engine works or does not, as far as this process has seen it. Used on the I/O
/// thread.
class EngineWatch {
public:
    EngineWatch(const Engines& engines, const Clock& clock);

    /// Notes what has changed; to be called often.
    void look();
    /// Calls look() every second for as long as `goes_on`.
    asio::awaitable<void> keep_looking(std::function<bool()> goes_on);
    /// Nothing for an engine that was never looked at.
    std::optional<Timestamp> since(std::string_view engine) const;

private:
    struct Seen {
        bool is_available = true;
        Timestamp since;
    };

    const Engines& engines_;
    const Clock& clock_;
    std::map<std::string, Seen, std::less<>> seen_;
};

}  // namespace likeness
