#include "api/decode.hpp"
#include "api/openapi.hpp"
#include "api/operation.hpp"
#include "api/request_body.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace likeness::api {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;

const Endpoint& rest_endpoint(const Operation& row) {
    return row.rest ? *row.rest : *row.endpoint;
}

/// The names in braces.
std::vector<std::string> parameters_of(std::string_view path) {
    std::vector<std::string> names;
    for (std::size_t open = path.find('{'); open != std::string_view::npos;
         open = path.find('{', open + 1)) {
        names.emplace_back(path.substr(open + 1, path.find('}', open) - open - 1));
    }
    return names;
}

TEST(OperationsTest, HaveNamesOfRouterAndProcedureThatAreTheirOwn) {
    std::set<std::string_view> names;
    for (const Operation& row : operations()) {
        EXPECT_EQ(std::count(row.name.begin(), row.name.end(), '.'), 1) << row.name;
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
    }
}

TEST(OperationsTest, HaveRoutesOfTheirOwn) {
    std::set<std::pair<net::Method, std::string_view>> routes;
    for (const Operation& row : operations()) {
        EXPECT_TRUE(row.route.path.starts_with("/api/")) << row.name;
        EXPECT_TRUE(routes.insert({row.route.method, row.route.path}).second) << row.name;
    }
}

TEST(OperationsTest, AskWithGetAndChangeWithOtherMethods) {
    for (const Operation& row : operations()) {
        EXPECT_EQ(row.route.method == net::Method::get, row.kind != Kind::mutation) << row.name;
    }
}

TEST(OperationsTest, FindEveryParameterOfThePathInTheirInput) {
    for (const Operation& row : operations()) {
        const std::vector<std::string_view> inputs = rest_endpoint(row).input_names();
        for (const std::string& name : parameters_of(row.route.path)) {
            EXPECT_THAT(inputs, Contains(name)) << row.name;
        }
    }
}

TEST(OperationsTest, LetOnlySignedInCallersChangeThings) {
    for (const Operation& row : operations()) {
        if (row.kind == Kind::mutation && row.access == Access::everyone) {
            EXPECT_THAT(row.name, AnyOf("auth.nonce", "auth.verify", "shares.unlock"));
            EXPECT_TRUE(row.is_limited_by_address) << row.name;
        }
    }
}

TEST(OperationTableTest, FindsRowsByTheirWholeName) {
    const OperationTable table(operations());

    EXPECT_EQ(table.find("generate.images")->name, "generate.images");
    EXPECT_EQ(table.find("generate"), nullptr);
    EXPECT_EQ(table.find("Generate.images"), nullptr);
    EXPECT_EQ(table.find(""), nullptr);
}

class OpenApiTest : public ::testing::Test {
protected:
    /// Follows the members down from the document.
    const json::value& at(std::initializer_list<std::string_view> members) const {
        const json::value* value = &document_;
        for (const std::string_view member : members) {
            value = &value->as_object().at(member);
        }
        return *value;
    }

    /// Calls `visit` with every "$ref" below the value.
    template <class Visitor>
    static void for_each_reference(const json::value& value, const Visitor& visit) {
        if (value.is_array()) {
            for (const json::value& item : value.get_array()) {
                for_each_reference(item, visit);
            }
        } else if (value.is_object()) {
            for (const json::key_value_pair& member : value.get_object()) {
                if (member.key() == "$ref") {
                    visit(std::string(member.value().as_string()));
                } else {
                    for_each_reference(member.value(), visit);
                }
            }
        }
    }

    OperationTable table_{operations()};
    json::value document_ = parse_json(openapi_document(table_, "1.2.3", "/")).value();
};

TEST_F(OpenApiTest, DescribesEveryRowAtItsRoute) {
    EXPECT_EQ(at({"openapi"}).as_string(), "3.1.0");
    EXPECT_EQ(at({"info", "version"}).as_string(), "1.2.3");
    for (const Operation& row : operations()) {
        std::string method(method_name(row.route.method));
        std::transform(method.begin(), method.end(), method.begin(), [](unsigned char c) {
            return static_cast<char>(std::tolower(c));
        });

        EXPECT_EQ(at({"paths", row.route.path, method, "operationId"}).as_string(), row.name);
    }
}

TEST_F(OpenApiTest, RefersToNothingThatItLacks) {
    for_each_reference(document_, [&](const std::string& reference) {
        ASSERT_TRUE(reference.starts_with("#")) << reference;
        boost::system::error_code missing;
        document_.find_pointer(json::string_view(reference).substr(1), missing);
        EXPECT_FALSE(missing) << reference;
    });
}

TEST_F(OpenApiTest, SaysWhichResponsesAreEventStreams) {
    const json::value& content =
        at({"paths", "/api/generations/{batchId}/events", "get", "responses", "200", "content"});

    EXPECT_TRUE(content.as_object().contains("text/event-stream"));
}

TEST_F(OpenApiTest, TellsCallersOfImagesHowToRepeatAndNotToWait) {
    std::vector<std::string> references;
    for_each_reference(
        at({"paths", "/api/generate-image", "post", "parameters"}),
        [&](const std::string& reference) { references.push_back(reference); }
    );

    EXPECT_THAT(references, Contains("#/components/parameters/IdempotencyKey"));
    EXPECT_THAT(references, Contains("#/components/parameters/Prefer"));
}

TEST(TypescriptModuleTest, DeclaresEveryProcedureInItsRouter) {
    const OperationTable table(operations());

    const std::string text = typescript_module(table);

    for (const Operation& row : operations()) {
        if (row.kind == Kind::download) {
            continue;  // bytes, on REST alone
        }
        const std::string procedure(row.name.substr(row.name.find('.') + 1));
        EXPECT_THAT(text, HasSubstr("      " + procedure + ": ")) << row.name;
    }
    EXPECT_THAT(text, HasSubstr("events: Subscription<"));
    EXPECT_THAT(text, HasSubstr("session: Query<void, SessionState>;"));
    EXPECT_THAT(text, HasSubstr("export interface Lora {\n"));
    EXPECT_THAT(text, HasSubstr("export type OutputFormat = 'jpeg' | 'png' | 'webp';\n"));
}

}  // namespace
}  // namespace likeness::api
