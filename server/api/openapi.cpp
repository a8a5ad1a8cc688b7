#include "api/openapi.hpp"

#include "api/request_body.hpp"
#include "base/json_text.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace likeness::api {

namespace {

const Endpoint& rest_endpoint(const Operation& operation) {
    return operation.rest ? *operation.rest : *operation.endpoint;
}

bool is_in_path(const Operation& operation, std::string_view name) {
    return operation.route.path.find("{" + std::string(name) + "}") != std::string_view::npos;
}

std::string router_of(const Operation& operation) {
    return std::string(operation.name.substr(0, operation.name.find('.')));
}

/// A parameter's schema points at the property of the input's schema, so that it is said once.
std::string parameter(
    const Endpoint& endpoint,
    const std::string& input_name,
    std::string_view name,
    bool in_path
) {
    const bool required = in_path || endpoint.is_required(name);
    return R"({"name":)" + json_string(name) + R"(,"in":)" +
           (in_path ? R"("path")" : R"("query")") + R"(,"required":)" +
           (required ? "true" : "false") + R"(,"schema":{"$ref":"#/components/schemas/)" +
           input_name + "/properties/" + std::string(name) + R"("}})";
}

std::string parameters_of(const Operation& operation, const std::string& input_name) {
    const Endpoint& endpoint = rest_endpoint(operation);
    std::string list;
    for (const std::string_view name : endpoint.input_names()) {
        const bool in_path = is_in_path(operation, name);
        if (in_path || operation.kind != Kind::mutation || operation.takes_file) {
            list += (list.empty() ? "" : ",") + parameter(endpoint, input_name, name, in_path);
        }
    }
    if (operation.name == "generate.images" || operation.name == "generate.submit" ||
        operation.name == "training.create") {
        list += (list.empty() ? "" : ",") +
                std::string(R"({"$ref":"#/components/parameters/IdempotencyKey"})");
    }
    if (operation.name == "generate.images") {
        list += R"(,{"$ref":"#/components/parameters/Prefer"})";
    }
    if (operation.kind == Kind::subscription) {
        list += (list.empty() ? "" : ",") +
                std::string(R"({"$ref":"#/components/parameters/LastEventId"})");
    }
    return "[" + list + "]";
}

/// True if the body has members that the path does not say.
bool has_body(const Operation& operation) {
    if (operation.kind != Kind::mutation) {
        return false;
    }
    const std::vector<std::string_view> names = rest_endpoint(operation).input_names();
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        return !is_in_path(operation, name);
    });
}

std::string request_body(const Operation& operation, const TypeText& input) {
    if (operation.takes_file) {
        return R"(,"requestBody":{"required":true,"content":{"application/octet-stream":{"schema":{"type":"string","contentMediaType":"application/octet-stream"}},)"
               R"("multipart/form-data":{"schema":{"type":"object","properties":{"file":{"type":"string","contentMediaType":"application/octet-stream"}},"required":["file"]}}}})";
    }
    if (!has_body(operation)) {
        return {};
    }
    return R"(,"requestBody":{"required":true,"content":{"application/json":{"schema":)" +
           input.json_schema + "}}}";
}

std::string file_responses(const Operation& operation) {
    constexpr std::string_view kFile = R"(":{"schema":{"type":"string","format":"binary"}}}})";
    const std::string content = R"(,"content":{")" + std::string(operation.media_type);
    return R"("responses":{"200":{"description":)" + json_string(operation.summary) + content +
           std::string(kFile) + R"(,"206":{"description":"The part that Range asks for.")" +
           content + std::string(kFile) +
           R"(,"default":{"$ref":"#/components/responses/Problem"}})";
}

std::string responses(const Operation& operation, const TypeText& output) {
    if (operation.kind == Kind::download) {
        return file_responses(operation);
    }
    const char* media_type =
        operation.kind == Kind::subscription ? "text/event-stream" : "application/json";
    return R"("responses":{")" + std::to_string(operation.route.status) + R"(":{"description":)" +
           json_string(operation.summary) + R"(,"content":{")" + media_type + R"(":{"schema":)" +
           output.json_schema + R"(}}},"default":{"$ref":"#/components/responses/Problem"}})";
}

std::string operation_object(const Operation& operation, TypeCollector& types) {
    const Endpoint& endpoint = rest_endpoint(operation);
    const TypeText input = endpoint.input_type(types);
    const TypeText output = endpoint.output_type(types);
    const std::string input_name = input.typescript;  // inputs are named types
    std::string json = R"({"operationId":)" + json_string(operation.name) + R"(,"summary":)" +
                       json_string(operation.summary) + R"(,"tags":[)" +
                       json_string(router_of(operation)) + R"(],"parameters":)" +
                       parameters_of(operation, input_name) + request_body(operation, input) + "," +
                       responses(operation, output);
    if (operation.access == Access::everyone) {
        json += R"(,"security":[{},{"session":[]},{"apiKey":[]}])";
    }
    return json + "}";
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return static_cast<char>(c - 'A' + 'a');
    });
    return out;
}

constexpr std::string_view kFixedComponents =
    R"("parameters":{)"
    R"("IdempotencyKey":{"name":"Idempotency-Key","in":"header","description":"A repeat with the same key gets the first answer and costs nothing.","schema":{"type":"string","maxLength":255}},)"
    R"("Prefer":{"name":"Prefer","in":"header","description":"respond-async: answer 202 at once instead of waiting.","schema":{"type":"string"}},)"
    R"("LastEventId":{"name":"Last-Event-ID","in":"header","description":"Go on after this event.","schema":{"type":"string"}}},)"
    R"("responses":{"Problem":{"description":"What went wrong, by RFC 9457.","content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}},)"
    R"("securitySchemes":{"session":{"type":"apiKey","in":"cookie","name":"likeness","description":"Set by POST /api/auth/verify; over https its name is __Host-likeness."},)"
    R"("apiKey":{"type":"http","scheme":"bearer","description":"A key made by POST /api/tokens."}})";

constexpr std::string_view kProblemSchema =
    R"({"type":"object","properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},)"
    R"("code":{"type":"string","description":"The same on both wires: BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, METHOD_NOT_SUPPORTED, CONFLICT, PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, UNPROCESSABLE_CONTENT, TOO_MANY_REQUESTS, BAD_GATEWAY, GATEWAY_TIMEOUT, SERVICE_UNAVAILABLE, INTERNAL_SERVER_ERROR."},)"
    R"("errors":{"type":"array","items":{"type":"object","properties":{"path":{"type":"string"},"message":{"type":"string"}},"required":["path","message"]}},)"
    R"("nextAt":{"type":"string","format":"date-time"},"retryAfterSeconds":{"type":"integer"},"requestId":{"type":"string"}},)"
    R"("required":["type","title","status","detail","code"]})";

}  // namespace

std::string openapi_document(
    const OperationTable& table,
    std::string_view version,
    std::string_view server_url
) {
    TypeCollector types;
    std::map<std::string, std::string> paths;
    for (const Operation& operation : table.rows()) {
        std::string& path = paths[std::string(operation.route.path)];
        path += (path.empty() ? "" : ",") +
                json_string(lower(method_name(operation.route.method))) + ":" +
                operation_object(operation, types);
    }
    std::string json =
        R"({"openapi":"3.1.0","info":{"title":"Likeness","version":)" + json_string(version) +
        R"(,"description":"A self-hosted studio for LoRA images. Every operation is also a tRPC procedure under /api/trpc."},"servers":[{"url":)" +
        json_string(server_url) + R"(}],"security":[{"session":[]},{"apiKey":[]}],"paths":{)";
    bool is_first = true;
    for (const auto& [path, operations] : paths) {
        json += (is_first ? "" : ",") + json_string(path) + ":{" + operations + "}";
        is_first = false;
    }
    json += R"(},"components":{"schemas":{"Problem":)" + std::string(kProblemSchema);
    for (const auto& [name, type] : types.named()) {
        json += "," + json_string(name) + ":" + type.json_schema;
    }
    return json + "}," + std::string(kFixedComponents) + "}}\n";
}

}  // namespace likeness::api
