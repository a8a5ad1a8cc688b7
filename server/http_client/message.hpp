#pragma once

#include "base/bytes.hpp"
#include "http_client/address_rule.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace likeness::http_client {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A piece of a file as a body; read while it is sent.
struct FileBody {
    std::filesystem::path path;
    std::uint64_t offset = 0;  // bytes
    std::uint64_t length = 0;
};

/// Takes the body of a 2xx answer as it comes, piece by piece; false ends the transfer.
using DataSink = std::function<bool(std::string_view)>;

/// Ends a request from outside. Used on the I/O thread; must outlive the send() it is given to.
class Cancellation {
public:
    /// That send() ends soon with conflict; one that has not begun ends at once.
    void cancel();

    bool is_cancelled() const { return is_cancelled_; }

private:
    friend class Transfer;
    std::function<void()> on_cancel_;
    bool is_cancelled_ = false;
};

struct Response;

/// Sees status and headers of a 2xx answer before the first piece of its body; false ends the
/// transfer.
using HeadSink = std::function<bool(const Response&)>;

struct Request {
    std::string method = "GET";
    std::string url = {};   // http or https
    Headers headers = {};   // sent in this order
    std::string body = {};  // or:
    std::optional<FileBody> file = {};
    std::chrono::milliseconds connect_timeout{5'000};
    std::chrono::seconds stall_timeout{15};  // without a byte in either direction; 0: none
    std::chrono::milliseconds total_timeout{60'000};
    std::uint64_t max_response_bytes = 1 << 20;
    HeadSink on_head = {};
    DataSink on_data = {};
    AddressRule addresses = AddressRule::any;
    Cancellation* cancellation = nullptr;
};

struct Response {
    int status = 0;
    Headers headers = {};  // names in lower case
    Bytes body = {};       // empty where on_data took it

    bool is_success() const { return status >= 200 && status < 300; }

    /// The first of that name, which is in lower case.
    std::optional<std::string_view> header(std::string_view name) const;
};

}  // namespace likeness::http_client
