#pragma once

#include "app/config.hpp"
#include "base/result.hpp"
#include "core/ports/random.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace likeness::app {

/// Makes the folder, readable by its owner only. unavailable with a sentence for the operator.
Result<void> make_data_folder(const std::filesystem::path& folder);

/// The configured secret, or the one in the data folder, made on first use (32 random bytes in hex,
/// mode 0600). With a shared database it must be configured: nodes accept what others have signed.
Result<std::string> session_secret(const Config& config);

/// Names this process among all that work on a database: host, dot, something random.
std::string node_name(Random& random);

/// Notes in the data folder that this node works there now, and returns the one that did before, if
/// it was on this host: a copy of a folder on another host says nothing about who is alive.
Result<std::optional<std::string>>
exchange_node(const std::filesystem::path& folder, const std::string& node);

/// Held by the one server that may work on a data folder; ends with the process, however it ends.
class ServerLock {
public:
    /// conflict when another server holds it.
    static Result<std::unique_ptr<ServerLock>> take(const std::filesystem::path& folder);
    ~ServerLock();
    ServerLock(const ServerLock&) = delete;
    ServerLock& operator=(const ServerLock&) = delete;

private:
    explicit ServerLock(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
};

}  // namespace likeness::app
