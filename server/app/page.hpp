#pragma once

#include "base/embedded_file.hpp"
#include "net/static_files.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::app {

/// The built front end (web/dist), which lies in the program: assets under hashed names, and one
/// document for all pages.
class Page {
public:
    /// `origins` may serve images besides the page's own.
    explicit Page(std::vector<std::string> origins);

    /// An asset, or nothing.
    std::optional<net::Response> asset(const net::Request& request) const;
    /// The document, for every address of the page.
    net::Response document(const net::Request& request) const;
    /// The document with other elements in place of its title and description, made for this answer
    /// alone.
    net::Response document_with(const net::Request& request, std::string_view head, int status)
        const;

private:
    void add_policies(net::Response& response) const;

    std::vector<std::string> texts_;  // what the assets' views point into
    std::vector<net::Asset> assets_;
    std::string policy_;
    net::StaticFiles files_;
};

/// The files of web/dist, each with its forms `.br` and `.gz` beside it.
std::span<const EmbeddedFile> page_files();

}  // namespace likeness::app
