#include "api/openapi.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace likeness::api {

namespace {

constexpr std::string_view kHead =
    R"(// Made by `likeness openapi --typescript` from the operation table; do not edit.
import type {
  TRPCBuiltRouter,
  TRPCDefaultErrorShape,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from '@trpc/server';

type Query<I, O> = TRPCQueryProcedure<{ input: I; output: O; meta: object }>;
type Mutation<I, O> = TRPCMutationProcedure<{ input: I; output: O; meta: object }>;
/** Every value is tracked, so the client sees {id, data}. */
type Subscription<I, T> = TRPCSubscriptionProcedure<{
  input: I;
  output: AsyncIterable<{ id: string; data: T }, void, unknown>;
  meta: object;
}>;

export interface FieldError {
  path: string;
  message: string;
}

export interface ErrorShape extends TRPCDefaultErrorShape {
  data: TRPCDefaultErrorShape['data'] & {
    errors?: FieldError[];
    nextAt?: string;
    retryAfterSeconds?: number;
    requestId?: string;
  };
}

)";

/// Callers may leave out an input of which nothing is required.
std::string input_text(const Endpoint& endpoint, TypeCollector& types) {
    if (!endpoint.takes_input()) {
        return "void";
    }
    const std::vector<std::string_view> names = endpoint.input_names();
    const bool any_required = std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        return endpoint.is_required(name);
    });
    return endpoint.input_type(types).typescript + (any_required ? "" : " | void");
}

std::string procedure_type(const Operation& operation, TypeCollector& types) {
    const std::string input = input_text(*operation.endpoint, types);
    const std::string output = operation.endpoint->output_type(types).typescript;
    const char* kind = operation.kind == Kind::query      ? "Query"
                       : operation.kind == Kind::mutation ? "Mutation"
                                                          : "Subscription";
    return std::string(kind) + "<" + input + ", " + output + ">";
}

std::string declaration(const std::string& name, const std::string& type) {
    const bool is_object = type.starts_with("{\n");
    return is_object ? "export interface " + name + " " + type + "\n\n"
                     : "export type " + name + " = " + type + ";\n\n";
}

}  // namespace

std::string typescript_module(const OperationTable& table) {
    TypeCollector types;
    std::map<std::string, std::string> routers;
    for (const Operation& operation : table.rows()) {
        if (operation.kind == Kind::download) {
            continue;  // an address for links, and no procedure
        }
        const std::size_t dot = operation.name.find('.');
        const std::string router(operation.name.substr(0, dot));
        const std::string procedure(operation.name.substr(dot + 1));
        routers[router] += "      /** " + std::string(operation.summary) + " */\n      " +
                           procedure + ": " + procedure_type(operation, types) + ";\n";
    }
    std::string text(kHead);
    for (const auto& [name, type] : types.named()) {
        text += declaration(name, type.typescript);
    }
    text +=
        "type Root = { ctx: object; meta: object; errorShape: ErrorShape; transformer: false "
        "};\n\n";
    text += "export type AppRouter = TRPCBuiltRouter<\n  Root,\n  {\n";
    for (const auto& [router, procedures] : routers) {
        text += "    " + router + ": {\n" + procedures + "    };\n";
    }
    return text + "  }\n>;\n";
}

}  // namespace likeness::api
