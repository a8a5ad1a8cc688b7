#pragma once

#include "core/trash.hpp"

#include <functional>

namespace likeness::app {

/// Removes what has been in the trash long enough, and the objects of removed images, as long as
/// `goes_on` says so.
asio::awaitable<void> sweep_trash(Trash& trash, std::function<bool()> goes_on);

}  // namespace likeness::app
