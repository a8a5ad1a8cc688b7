#pragma once

#include "adapters/folder_store/folder_store.hpp"
#include "net/message.hpp"

#include <string_view>

namespace likeness::folder_store {

/// Serves GET and HEAD of `/objects/{bucket}/{key}?expires=...&signature=...` from the folder, with
/// ranges and conditional requests, by sendfile.
class ObjectRoute {
public:
    static constexpr std::string_view kPrefix = "/objects/";

    ObjectRoute(FolderStore& store, const Clock& clock) : store_(store), clock_(clock) {}

    /// permission_denied for a wrong or expired signature, not_found, method_not_supported.
    Result<net::Response> respond(const net::Request& request) const;

private:
    FolderStore& store_;
    const Clock& clock_;
};

}  // namespace likeness::folder_store
