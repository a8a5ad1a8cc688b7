#pragma once

#include "app/table_rows.hpp"

#include <string_view>

namespace likeness::app {

/// Whether the value could stand in a column of this name, had this program written it: ids, times,
/// addresses, keys, states and lists look as they do in a database of ours, so that whatever reads
/// them later can rely on it. The same name means the same in every table.
bool is_as_we_write(std::string_view column, const Value& value);

}  // namespace likeness::app
