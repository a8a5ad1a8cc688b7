#pragma once

#include "api/operation.hpp"

#include <string>
#include <string_view>

namespace likeness::api {

/// The OpenAPI 3.1 document of the REST routes.
std::string openapi_document(
    const OperationTable& table,
    std::string_view version,
    std::string_view server_url
);

/// The TypeScript module web/src/api/router.ts: models and a type-only AppRouter for @trpc/client.
std::string typescript_module(const OperationTable& table);

}  // namespace likeness::api
