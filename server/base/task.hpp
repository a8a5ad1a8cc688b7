#pragma once

#include "base/result.hpp"

#include <boost/asio/awaitable.hpp>

namespace likeness {

namespace asio = boost::asio;

/// What every port and use case that waits returns. A task belongs to the thread that awaits it.
template <class T>
using Task = asio::awaitable<Result<T>>;

}  // namespace likeness
