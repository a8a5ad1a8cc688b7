#pragma once

#include "net/message.hpp"
#include "net/open_file.hpp"

#include <memory>
#include <string>
#include <variant>

namespace likeness::api {

/// A file that an operation gives to keep.
struct Download {
    std::string content_type;
    std::string file_name;  // UTF-8
    std::string etag;       // strong, without its quotes: the same text, the same bytes
    std::variant<Bytes, std::shared_ptr<const net::OpenFile>, std::unique_ptr<net::RangedBody>>
        content;
};

/// Content-Disposition by RFC 6266: the name in ASCII, and in full where that loses something.
std::string attachment(std::string_view file_name);

/// The answer: conditional requests and ranges as for every file.
net::Response download_response(const net::Request& request, Download download);

}  // namespace likeness::api
