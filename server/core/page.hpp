#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace likeness {

/// A place in a list that runs from new to old: the row after which the next page begins. Opaque to
/// callers.
struct Cursor {
    Timestamp created_at;
    std::string id;

    std::string text() const;
    /// Refuses what text() did not make, naming the field `cursor`.
    static Result<Cursor> parse(std::string_view text);

    friend bool operator==(const Cursor&, const Cursor&) = default;
};

template <class Item>
struct Page {
    std::vector<Item> items;
    std::optional<Cursor> next;  // empty at the end
};

}  // namespace likeness
