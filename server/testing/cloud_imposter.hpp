#pragma once

#include <boost/json/value.hpp>
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::test {

/// An imposter of an object store (testing/imposters), as a process of its own that ends with this
/// object. Needs node in the PATH, and the repository's root as working folder.
class CloudImposter {
public:
    /// `name` is "gcs" or "s3".
    explicit CloudImposter(std::string_view name, std::vector<std::string> arguments = {});
    ~CloudImposter();
    CloudImposter(const CloudImposter&) = delete;
    CloudImposter& operator=(const CloudImposter&) = delete;

    std::uint16_t port() const { return port_; }

    std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }

    /// What it said about itself: its keys.
    std::string fact(std::string_view name) const;

    /// Tells it what to do (see imposters/cloud_server.mjs); gives its counts and what it keeps.
    boost::json::value control(const std::string& json = "") const;
    /// How often a call came since the last {"clear": true}.
    std::int64_t count(std::string_view call) const;

private:
    pid_t process_ = -1;
    int input_ = -1;  // while it is open, the imposter lives
    std::uint16_t port_ = 0;
    boost::json::value facts_;
};

}  // namespace likeness::test
