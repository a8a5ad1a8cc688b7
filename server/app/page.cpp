#include "app/page.hpp"

#include "base/digest.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace likeness::app {

namespace {

constexpr std::string_view kDocument = "/index.html";

std::string_view content_type_of(std::string_view path) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kTypes{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".txt", "text/plain; charset=utf-8"},
        {".map", "application/json"},
    }};
    for (const auto& [extension, type] : kTypes) {
        if (path.ends_with(extension)) {
            return type;
        }
    }
    return "application/octet-stream";
}

/// The bundler puts a hash of the content into the names below assets/.
bool has_hashed_name(std::string_view path) {
    return path.starts_with("/assets/");
}

std::map<std::string, net::Asset> gather_assets(std::vector<std::string>& texts) {
    std::map<std::string, net::Asset> assets;
    const auto keep = [&](std::string text) -> std::string_view {
        return texts.emplace_back(std::move(text));
    };
    texts.reserve(page_files().size() * 2);  // the views below point into its strings
    for (const EmbeddedFile& file : page_files()) {
        const bool is_brotli = file.path.ends_with(".br");
        const bool is_gzip = file.path.ends_with(".gz");
        const std::string path =
            "/" +
            std::string(file.path.substr(0, file.path.size() - (is_brotli || is_gzip ? 3 : 0)));
        net::Asset& asset = assets[path];
        if (is_brotli) {
            asset.brotli = file.bytes;
        } else if (is_gzip) {
            asset.gzip = file.bytes;
        } else {
            asset.path = keep(path);
            asset.content_type = content_type_of(path);
            asset.etag = keep("\"" + to_hex(sha256(file.bytes)).substr(0, 20) + "\"");
            asset.is_immutable = has_hashed_name(path);
            asset.identity = file.bytes;
        }
    }
    return assets;
}

std::vector<net::Asset> asset_list(std::vector<std::string>& texts) {
    std::vector<net::Asset> list;
    for (const auto& [path, asset] : gather_assets(texts)) {
        if (!asset.path.empty()) {
            list.push_back(asset);
        }
    }
    return list;
}

/// Nothing may run, load or frame but what is ours; images also come from the object store.
std::string content_policy(const std::vector<std::string>& origins) {
    std::string images;
    for (const std::string& origin : origins) {
        // A policy cannot hold an IPv6 address; pages under that name get their images from the
        // first origin.
        images += origin.find('[') == std::string::npos ? " " + origin : "";
    }
    return "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src "
           "'self' data: blob:" +
           images +
           "; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
           "form-action 'self'; frame-ancestors 'none'";
}

/// Takes out what stands from `first` to `last`; where it stood, or where the head begins.
std::size_t cut(std::string& text, std::string_view first, std::string_view last) {
    const std::size_t from = text.find(first);
    const std::size_t to = from == std::string::npos ? from : text.find(last, from);
    if (to == std::string::npos) {
        const std::size_t head = text.find("<head>");
        return head == std::string::npos ? 0 : head + std::string_view("<head>").size();
    }
    text.erase(from, to + last.size() - from);
    return from;
}

}  // namespace

Page::Page(std::vector<std::string> origins)
    : assets_(asset_list(texts_)),
      policy_(content_policy(origins)),
      files_(assets_) {}

std::optional<net::Response> Page::asset(const net::Request& request) const {
    if (request.path() == kDocument) {
        return document(request);
    }
    return files_.find(request, request.path());
}

net::Response Page::document(const net::Request& request) const {
    std::optional<net::Response> found = files_.find(request, kDocument);
    if (!found) {
        net::Response missing(404);
        missing.add_header("Content-Type", "text/plain; charset=utf-8");
        missing.body =
            net::StaticBody{"This program was built without its page. Run ./run to build both.\n"};
        return missing;
    }
    add_policies(*found);
    return *std::move(found);
}

void Page::add_policies(net::Response& response) const {
    response.add_header("Content-Security-Policy", policy_);
    response.add_header("Referrer-Policy", "same-origin");
    response.add_header("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
    response.add_header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
}

net::Response Page::document_with(const net::Request& request, std::string_view head, int status)
    const {
    const auto found = std::find_if(assets_.begin(), assets_.end(), [](const net::Asset& asset) {
        return asset.path == kDocument;
    });
    if (found == assets_.end()) {
        return document(request);
    }
    std::string text(found->identity);
    cut(text, "<meta name=\"description\"", ">");
    const std::size_t at = cut(text, "<title>", "</title>");
    text.insert(at, head);
    net::Response response(status);
    response.add_header("Content-Type", found->content_type);
    response.add_header("Cache-Control", "no-store");
    response.add_header("X-Robots-Tag", "noindex, nofollow");
    add_policies(response);
    response.body = std::move(text);
    return response;
}

}  // namespace likeness::app
