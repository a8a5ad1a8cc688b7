#pragma once

#include "api/dto/enums.hpp"
#include "api/schema.hpp"
#include "api/wire_types.hpp"
#include "base/time.hpp"
#include "core/seed.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

/// Described structs that the tests of decoding, encoding and types share.
namespace likeness::api {

/// One member of any type, without limits.
template <class T>
struct Holding {
    T value{};

    static constexpr std::string_view kName = "Holding";

    static constexpr auto fields() {
        return std::tuple{field("value", &Holding::value, "The value.")};
    }
};

/// Every kind of limit.
struct Bounded {
    int count = 2;
    std::string text;
    double ratio = 1;
    std::vector<int> list;

    static constexpr std::string_view kName = "Bounded";

    static constexpr auto fields() {
        return std::tuple{
            field("count", &Bounded::count, "How many.").within(1, 4).defaulted(),
            field("text", &Bounded::text, "Words.").within(1, 5),
            field("ratio", &Bounded::ratio, "How much.").within(0.5, 2).defaulted(),
            field("list", &Bounded::list, "Numbers.").within(0, 3).defaulted(),
        };
    }
};

struct Leaf {
    int number = 0;
    std::optional<std::string> note;

    static constexpr std::string_view kName = "Leaf";

    static constexpr auto fields() {
        return std::tuple{
            field("number", &Leaf::number, "A number.").also("n"),
            field("note", &Leaf::note, "A note."),
        };
    }
};

struct Tree {
    Leaf first;
    std::vector<Leaf> rest;

    static constexpr std::string_view kName = "Tree";

    static constexpr auto fields() {
        return std::tuple{
            field("first", &Tree::first, "The first leaf."),
            field("rest", &Tree::rest, "The others.").defaulted(),
        };
    }
};

}  // namespace likeness::api
