#include "cloud_signing/canonical_request.hpp"

#include "cloud_signing/percent_encoding.hpp"

#include <algorithm>
#include <map>

namespace likeness::cloud_signing {

namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n\v\f";

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) { return lower(c); });
    return text;
}

std::string trimmed(std::string_view value) {
    std::string out;
    bool has_gap = false;
    for (const char c : value) {
        if (kWhiteSpace.find(c) != std::string_view::npos) {
            has_gap = !out.empty();
            continue;
        }
        if (has_gap) {
            out += ' ';
            has_gap = false;
        }
        out += c;
    }
    return out;
}

}  // namespace

std::string canonical_query(const NameValues& parameters) {
    NameValues encoded;
    encoded.reserve(parameters.size());
    for (const auto& [name, value] : parameters) {
        encoded.emplace_back(percent_encoded(name), percent_encoded(value));
    }
    // Not the joined texts: '-' sorts before '=', and "Param=" has to come before "Param-3=".
    std::sort(encoded.begin(), encoded.end());
    std::string query;
    for (const auto& [name, value] : encoded) {
        query += query.empty() ? "" : "&";
        query += name;
        query += '=';
        query += value;
    }
    return query;
}

CanonicalHeaders canonical_headers(const NameValues& headers) {
    std::map<std::string, std::string> by_name;
    for (const auto& [name, value] : headers) {
        const auto [place, is_new] = by_name.try_emplace(lower(name), trimmed(value));
        if (!is_new) {
            place->second += "," + trimmed(value);
        }
    }
    CanonicalHeaders canonical;
    for (const auto& [name, value] : by_name) {
        canonical.lines += name;
        canonical.lines += ':';
        canonical.lines += value;
        canonical.lines += '\n';
        canonical.names += canonical.names.empty() ? "" : ";";
        canonical.names += name;
    }
    return canonical;
}

std::string normalized_path(std::string_view path) {
    std::vector<std::string_view> kept;
    bool ends_in_folder = true;
    for (std::size_t begin = 0; begin < path.size();) {
        const std::size_t slash = std::min(path.find('/', begin), path.size());
        const std::string_view segment = path.substr(begin, slash - begin);
        ends_in_folder =
            slash < path.size() || segment.empty() || segment == "." || segment == "..";
        if (segment == "..") {
            if (!kept.empty()) {
                kept.pop_back();
            }
        } else if (!segment.empty() && segment != ".") {
            kept.push_back(segment);
        }
        begin = slash + 1;
    }
    std::string out;
    for (const std::string_view segment : kept) {
        out += '/';
        out += segment;
    }
    return out.empty() || ends_in_folder ? out + "/" : out;
}

std::string CanonicalRequest::text() const {
    std::string out;
    out.reserve(
        method.size() + path.size() + query.size() + headers.lines.size() + headers.names.size() +
        payload.size() + 5
    );
    for (const std::string_view part :
         {method, path, query, std::string_view(headers.lines), std::string_view(headers.names)}) {
        out += part;
        out += '\n';
    }
    out += payload;
    return out;
}

}  // namespace likeness::cloud_signing
