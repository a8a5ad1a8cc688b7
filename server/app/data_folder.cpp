#include "app/data_folder.hpp"

#include "base/digest.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace likeness::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSecretBytes = 32;

std::string reason() {
    return std::generic_category().message(errno);
}

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "host";
}

Result<std::string> make_secret(const fs::path& file) {
    const std::string secret = to_hex(secure_random(kSecretBytes));
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return Error::unavailable(
            "The secret " + file.string() + " cannot be written: " + reason()
        );
    }
    const bool written =
        ::write(descriptor, secret.data(), secret.size()) == static_cast<ssize_t>(secret.size()) &&
        ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!written) {
        ::unlink(file.c_str());
        return Error::unavailable(
            "The secret " + file.string() + " cannot be written: " + reason()
        );
    }
    return secret;
}

}  // namespace

Result<void> make_data_folder(const fs::path& folder) {
    std::error_code failed;
    if (fs::create_directories(folder, failed)) {
        fs::permissions(folder, fs::perms::owner_all, failed);
    }
    if (failed || ::access(folder.c_str(), R_OK | W_OK | X_OK) != 0) {
        const std::string why = failed ? failed.message() : reason();
        return Error::unavailable("The data folder " + folder.string() + " cannot be used: " + why);
    }
    return {};
}

Result<std::string> session_secret(const Config& config) {
    if (!config.session_secret.empty()) {
        return config.session_secret;
    }
    if (config.has_shared_database()) {
        return Error{
            ErrorCode::invalid_argument,
            "Set LIKENESS_SESSION_SECRET, the same for all nodes on this PostgreSQL database: what "
            "one of them signs, the others must accept."};
    }
    const fs::path file = config.data_dir / "session-secret";
    if (std::ifstream stream(file); stream) {
        const std::string secret{
            std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        if (secret.size() >= 2 * kSecretBytes) {
            return secret;
        }
        return Error::unavailable(
            "The secret " + file.string() + " is damaged. Remove it; everybody signs in again then."
        );
    }
    return make_secret(file);
}

std::string node_name(Random& random) {
    return host_name() + "." + to_hex(random.bytes(8));
}

Result<std::optional<std::string>> exchange_node(const fs::path& folder, const std::string& node) {
    const fs::path file = folder / "node";
    std::string before;
    std::getline(std::ifstream(file), before);
    std::ofstream stream(file, std::ios::trunc);
    stream << node << "\n" << std::flush;
    if (!stream) {
        return Error::unavailable("The file " + file.string() + " cannot be written: " + reason());
    }
    const bool is_of_this_host =
        before.substr(0, before.rfind('.')) == node.substr(0, node.rfind('.'));
    return is_of_this_host ? std::optional(before) : std::nullopt;
}

Result<std::unique_ptr<ServerLock>> ServerLock::take(const fs::path& folder) {
    const fs::path file = folder / "server.lock";
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return Error::unavailable("The lock " + file.string() + " cannot be opened: " + reason());
    }
    std::unique_ptr<ServerLock> lock(new ServerLock(descriptor));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        return Error{
            ErrorCode::conflict,
            "Another server is working on the data folder " + folder.string() + "."};
    }
    return lock;
}

ServerLock::~ServerLock() {
    ::close(descriptor_);
}

}  // namespace likeness::app
