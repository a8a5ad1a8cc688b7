#include "api/download.hpp"

#include "net/conditional.hpp"
#include "net/target.hpp"

#include <array>
#include <utility>

namespace likeness::api {

namespace {

/// Asked again each time, because who may see it can change; who has it gets no byte.
constexpr std::string_view kCacheControl = "private, no-cache";

bool is_plain(char c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '%';
}

}  // namespace

std::string attachment(std::string_view file_name) {
    std::string plain;
    for (const char c : file_name) {
        const bool goes_on = (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
        plain += is_plain(c) ? std::string(1, c) : goes_on ? "" : "_";
    }
    std::string value = "attachment; filename=\"" + plain + "\"";
    if (plain != file_name) {
        value += "; filename*=UTF-8''" + net::percent_encode(file_name);
    }
    return value;
}

net::Response download_response(const net::Request& request, Download download) {
    const std::string etag = '"' + download.etag + '"';
    const std::string disposition = attachment(download.file_name);
    const std::array<net::HeaderField, 1> extra{{{"Content-Disposition", disposition}}};
    const net::Representation representation{download.content_type, {etag}, kCacheControl, extra};
    if (auto* bytes = std::get_if<Bytes>(&download.content)) {
        return net::bytes_response(request, std::move(*bytes), representation);
    }
    if (auto* file = std::get_if<std::shared_ptr<const net::OpenFile>>(&download.content)) {
        return net::file_response(request, std::move(*file), representation);
    }
    return net::ranged_response(
        request,
        std::get<std::unique_ptr<net::RangedBody>>(std::move(download.content)),
        representation
    );
}

}  // namespace likeness::api
