#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace likeness::fal {

/// A request in fal.ai's queue and the addresses it is reached by.
struct FalRequest {
    std::string id;
    std::string status_url;
    std::string result_url;
    std::string cancel_url;

    friend bool operator==(const FalRequest&, const FalRequest&) = default;
};

/// Makes requests of ids and texts of requests. Addresses are taken from fal's answers only where
/// they have the queue's own origin, because the key is sent to them; else they are built from
/// owner and app, without the sub-path that was submitted to.
class FalAddresses {
public:
    /// `endpoint` as in "fal-ai/flux-lora" or "fal-ai/flux/dev".
    FalAddresses(std::string queue_url, std::string_view endpoint);

    std::string submit_url() const { return submit_url_; }

    /// By fal's rules; nothing if the id could not stand in an address.
    std::optional<FalRequest> request(std::string_view id) const;
    /// Of an answer to a submit; nothing if it has no usable request_id.
    std::optional<FalRequest> from_answer(std::string_view json) const;

    /// What is stored of a request: its id, with its addresses where fal gave others than ours.
    std::string to_text(const FalRequest& request) const;
    std::optional<FalRequest> from_text(std::string_view text) const;

private:
    bool has_origin(std::string_view url) const;

    std::string queue_url_;
    std::string submit_url_;
    std::string requests_url_;
};

}  // namespace likeness::fal
