#pragma once

#include "net/request.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace likeness::net {

/// A request without a connection, for tests of what takes requests. Build it up with the setters,
/// then take request().
class InMemoryRequest final : public BodySource {
public:
    explicit InMemoryRequest(Method method = Method::get, std::string target = "/")
        : method_(method),
          target_(std::move(target)) {}

    InMemoryRequest& header(std::string name, std::string value) {
        headers_.emplace_back(std::move(name), std::move(value));
        return *this;
    }

    /// `piece`: how many bytes one read gives at most.
    InMemoryRequest&
    body(Bytes bytes, std::size_t piece = std::numeric_limits<std::size_t>::max()) {
        body_ = std::move(bytes);
        piece_ = piece;
        has_body_ = true;
        return *this;
    }

    InMemoryRequest& content_length(std::uint64_t length) {
        content_length_ = length;
        return *this;
    }

    /// Call once, after the setters. Valid as long as this object.
    Request request() {
        for (const auto& [name, value] : headers_) {
            fields_.push_back({name, value});
        }
        const std::size_t mark = std::min(target_.find('?'), target_.size());
        RequestHead head;
        head.method = method_;
        head.target = target_;
        head.path = std::string_view(target_).substr(0, mark);
        head.query = std::string_view(target_).substr(std::min(mark + 1, target_.size()));
        head.fields = fields_;
        head.content_length = content_length_;
        head.has_body = has_body_;
        head.remote_address = "192.0.2.1";
        return Request(head, id_, *this);
    }

    Task<std::size_t> read_some(std::span<char> into) override {
        const std::size_t count = std::min({into.size(), piece_, body_.size() - taken_});
        std::copy_n(body_.data() + taken_, count, into.data());
        taken_ += count;
        co_return count;
    }

private:
    Method method_;
    std::string target_;
    std::string id_ = "00112233aabbccdd";
    std::vector<std::pair<std::string, std::string>> headers_;
    std::vector<HeaderField> fields_;
    Bytes body_;
    std::size_t piece_ = 0;
    std::size_t taken_ = 0;
    std::optional<std::uint64_t> content_length_;
    bool has_body_ = false;
};

}  // namespace likeness::net
