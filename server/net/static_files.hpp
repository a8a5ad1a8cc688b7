#pragma once

#include "net/content_coding.hpp"
#include "net/message.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace likeness::net {

/// A file embedded in the program. All views are of static storage.
struct Asset {
    /// As requested, with its slash: "/assets/app-1a2b3c.js".
    std::string_view path;
    std::string_view content_type;
    /// A strong entity-tag of the identity form, with its quotes.
    std::string_view etag;
    /// The name changes with the content: browsers may keep it for a year without asking.
    bool is_immutable = false;
    std::string_view identity;
    /// Empty: there is no such form.
    std::string_view gzip = {};
    std::string_view brotli = {};
};

/// Answers GET and HEAD for embedded assets in the form that suits the client, with heads made
/// beforehand.
class StaticFiles {
public:
    /// Copies what it needs of `assets`, but not their bytes. Must outlive every answer.
    explicit StaticFiles(std::span<const Asset> assets);
    StaticFiles(const StaticFiles&) = delete;
    StaticFiles& operator=(const StaticFiles&) = delete;
    ~StaticFiles() = default;

    /// 200, 304 or 412 for the asset of this path; nothing if there is none. Ranges are answered
    /// with the whole.
    std::optional<Response> find(const Request& request, std::string_view path) const;

private:
    struct Form {
        std::string_view bytes;
        // The same bytes, where they are many: copying them would cost more than sendfile().
        std::optional<FileBody> file;
        std::string etag;
        std::string headers;
        std::string headers_of_304;
    };

    struct Entry {
        Form identity;
        std::optional<Form> gzip;
        std::optional<Form> brotli;
    };

    void place_large_forms();
    static Form make_form(const Asset& asset, ContentCoding coding);
    static const Form& choose_form(const Entry& entry, const Request& request);

    std::unordered_map<std::string_view, Entry> entries_;
};

}  // namespace likeness::net
