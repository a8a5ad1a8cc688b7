#pragma once

#include <boost/asio/awaitable.hpp>

#include "base/result.hpp"

namespace likeness {

namespace asio = boost::asio;

/// What every port and use case that waits returns. A task belongs to the thread that awaits it.
template <class T>
using Task = asio::awaitable<Result<T>>;

}  // namespace likeness
