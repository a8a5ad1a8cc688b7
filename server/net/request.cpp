#include "net/request.hpp"

#include "net/field_value.hpp"

#include <algorithm>
#include <limits>

namespace likeness::net {

namespace {

constexpr std::size_t kFirstRead = 16 * std::size_t{1024};

Error body_too_large(std::size_t limit) {
    return {
        ErrorCode::payload_too_large,
        "The body is larger than the limit of " + std::to_string(limit) + " bytes."};
}

}  // namespace

std::optional<std::string_view> Request::header(std::string_view name) const {
    const auto found =
        std::find_if(head_.fields.begin(), head_.fields.end(), [&](const HeaderField& field) {
            return equals_ignoring_case(field.name, name);
        });
    return found == head_.fields.end() ? std::nullopt : std::optional(found->value);
}

Task<Bytes> Request::read_body(std::size_t limit) {
    limit = std::min(limit, std::numeric_limits<std::size_t>::max() - 1);
    const std::uint64_t announced = head_.content_length.value_or(0);
    if (announced > limit) {
        co_return body_too_large(limit);
    }
    Bytes body;
    std::size_t filled = 0;
    while (head_.has_body) {
        // Room grows with what has come, never with what was announced: an announcement costs its
        // sender nothing. One byte past the limit is asked for, to see whether there is one.
        const std::size_t room = std::min(limit + 1, std::max(kFirstRead, filled * 2));
        body.resize(announced > 0 && announced + 1 < room ? announced + 1 : room);
        LIKENESS_CO_TRY(
            const std::size_t count, co_await read_some(std::span(body).subspan(filled))
        );
        filled += count;
        if (filled > limit) {
            co_return body_too_large(limit);
        }
        if (count == 0) {
            break;
        }
    }
    body.resize(filled);
    co_return body;
}

}  // namespace likeness::net
