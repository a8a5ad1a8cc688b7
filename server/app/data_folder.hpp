#pragma once

#include "app/config.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace likeness::app {

/// Makes the folder, readable by its owner only. unavailable with a sentence for the operator.
Result<void> make_data_folder(const std::filesystem::path& folder);

/// The configured secret, or the one in the data folder, made on first use (32 random bytes in hex,
/// mode 0600).
Result<std::string> session_secret(const Config& config);

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
