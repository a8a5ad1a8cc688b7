#include "http_client/message.hpp"

#include <algorithm>

namespace likeness::http_client {

void Cancellation::cancel() {
    is_cancelled_ = true;
    if (on_cancel_) {
        on_cancel_();
    }
}

std::optional<std::string_view> Response::header(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& header) {
        return header.first == name;
    });
    return found == headers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

}  // namespace likeness::http_client
