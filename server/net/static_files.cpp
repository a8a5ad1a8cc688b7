#include "net/static_files.hpp"

#include "base/log.hpp"
#include "net/conditional.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <memory>
#include <span>
#include <vector>

namespace likeness::net {

namespace {

struct CodingFacts {
    std::string_view bytes;
    std::string_view name;
    /// Distinguishes the entity-tags of the forms, which are different bytes.
    std::string_view etag_suffix;
};

CodingFacts facts_of(const Asset& asset, ContentCoding coding) {
    switch (coding) {
        case ContentCoding::gzip:
            return {asset.gzip, "gzip", "-gz"};
        case ContentCoding::brotli:
            return {asset.brotli, "br", "-br"};
        case ContentCoding::identity:
            break;
    }
    return {asset.identity, {}, {}};
}

/// From here on sendfile() is cheaper than copying from the program's memory.
constexpr std::size_t kLargeForm = std::size_t{8} * 1024;

/// A file in memory with these bytes one after the other; nothing when the system gives none.
std::shared_ptr<const OpenFile> memory_file(std::span<const std::string_view> pieces) {
    const int descriptor = ::memfd_create("assets", MFD_CLOEXEC);
    if (descriptor < 0) {
        return nullptr;
    }
    std::uint64_t size = 0;
    for (std::string_view piece : pieces) {
        size += piece.size();
    }
    auto file = std::make_shared<const OpenFile>(descriptor, size);
    for (std::string_view piece : pieces) {
        while (!piece.empty()) {
            const ssize_t count = ::write(descriptor, piece.data(), piece.size());
            if (count <= 0) {
                return nullptr;
            }
            piece.remove_prefix(static_cast<std::size_t>(count));
        }
    }
    return file;
}

std::string with_suffix(std::string_view etag, std::string_view suffix) {
    std::string text(etag);
    text.insert(text.ends_with('"') ? text.size() - 1 : text.size(), suffix);
    return text;
}

}  // namespace

StaticFiles::StaticFiles(std::span<const Asset> assets) {
    for (const Asset& asset : assets) {
        Entry entry;
        entry.identity = make_form(asset, ContentCoding::identity);
        if (!asset.gzip.empty()) {
            entry.gzip = make_form(asset, ContentCoding::gzip);
        }
        if (!asset.brotli.empty()) {
            entry.brotli = make_form(asset, ContentCoding::brotli);
        }
        entries_.emplace(asset.path, std::move(entry));
    }
    place_large_forms();
}

void StaticFiles::place_large_forms() {
    std::vector<Form*> large;
    std::vector<std::string_view> pieces;
    const auto gather = [&](Form& form) {
        if (form.bytes.size() >= kLargeForm) {
            large.push_back(&form);
            pieces.push_back(form.bytes);
        }
    };
    for (auto& [path, entry] : entries_) {
        gather(entry.identity);
        if (entry.gzip) {
            gather(*entry.gzip);
        }
        if (entry.brotli) {
            gather(*entry.brotli);
        }
    }
    std::shared_ptr<const OpenFile> file = memory_file(pieces);
    if (!file) {
        log::warning("large files of the page are sent from memory", {});
        return;
    }
    std::uint64_t offset = 0;
    for (Form* form : large) {
        form->file = FileBody{file, offset, form->bytes.size()};
        offset += form->bytes.size();
    }
}

StaticFiles::Form StaticFiles::make_form(const Asset& asset, ContentCoding coding) {
    const CodingFacts facts = facts_of(asset, coding);
    const std::string etag = with_suffix(asset.etag, facts.etag_suffix);
    Response lines;
    lines.add_header("ETag", etag);
    lines.add_header(
        "Cache-Control", asset.is_immutable ? "public, max-age=31536000, immutable" : "no-cache"
    );
    if (!asset.gzip.empty() || !asset.brotli.empty()) {
        lines.add_header("Vary", "Accept-Encoding");
    }
    std::string headers_of_304(lines.header_lines());
    lines.add_header("Content-Type", asset.content_type);
    if (!facts.name.empty()) {
        lines.add_header("Content-Encoding", facts.name);
    }
    return {
        facts.bytes,
        std::nullopt,
        etag,
        std::string(lines.header_lines()),
        std::move(headers_of_304)};
}

const StaticFiles::Form& StaticFiles::choose_form(const Entry& entry, const Request& request) {
    switch (choose_coding(
        request.header("Accept-Encoding"), entry.gzip.has_value(), entry.brotli.has_value()
    )) {
        case ContentCoding::gzip:
            return *entry.gzip;
        case ContentCoding::brotli:
            return *entry.brotli;
        case ContentCoding::identity:
            break;
    }
    return entry.identity;
}

std::optional<Response> StaticFiles::find(const Request& request, std::string_view path) const {
    const auto found = entries_.find(path);
    if (found == entries_.end()) {
        return std::nullopt;
    }
    const Form& form = choose_form(found->second, request);
    Response response(check_preconditions(request, {form.etag}));
    if (response.status == 200) {
        response.fixed_headers = form.headers;
        if (form.file) {
            response.body = *form.file;
        } else {
            response.body = StaticBody{form.bytes};
        }
    } else if (response.status == 304) {
        response.fixed_headers = form.headers_of_304;
    }
    return response;
}

}  // namespace likeness::net
