#pragma once

#include "paperflux/engine.hpp"
#include "paperflux/testing_reference.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

/// What the tests of the engine share: small requests and an engine with the shipped model.
namespace likeness::paperflux {

inline constexpr std::size_t kTestCacheLimit = 64U << 20U;

/// A small and quick picture.
inline Request quick(std::string prompt, std::uint64_t seed = 1) {
    Request request;
    request.prompt = std::move(prompt);
    request.seed = seed;
    request.steps = 2;
    request.width = 256;
    request.height = 256;
    return request;
}

inline Request quick_with(const std::string& adapter, float scale) {
    Request request = quick("a boat on the sea");
    request.adapters = {{shipped_adapter(adapter), scale}};
    return request;
}

class EngineTest : public ::testing::Test {
protected:
    Picture draw(const Request& request) {
        auto picture = engine.draw(request);
        EXPECT_TRUE(picture) << picture.error().message;
        EXPECT_TRUE(picture && *picture);
        return picture && *picture ? **picture : Picture{};
    }

    /// The paths of the fields that are refused.
    std::vector<std::string> refused_fields(const Request& request) {
        const auto picture = engine.draw(request);
        EXPECT_FALSE(picture);
        std::vector<std::string> paths;
        if (!picture) {
            EXPECT_EQ(picture.error().code, ErrorCode::invalid_argument);
            for (const FieldError& field : picture.error().fields) {
                paths.push_back(field.path);
            }
        }
        return paths;
    }

    Engine engine{shipped_model(), kTestCacheLimit};
};

}  // namespace likeness::paperflux
