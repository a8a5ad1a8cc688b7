#pragma once

#include "api/operation.hpp"

#include <vector>

namespace likeness::api {

/// A table for tests of what serves tables:
/// - `echo.text` (everyone, GET /api/echo/{word}?times=): says the word one to three times;
/// - `echo.slow` (everyone, GET /api/slow): says "slow" after some milliseconds;
/// - `echo.shout` (signed in, POST /api/shouts, 201): the word with a mark, and a header X-Shout;
/// - `echo.limited` (everyone, POST /api/limited): counted per address;
/// - `fail.busy` (everyone, GET /api/echo/busy): unavailable;
/// - `fail.bug` (everyone, GET /api/bug): an exception;
/// - `count.events` (everyone, GET /api/count/{to}/events): a subscription that counts up from
///   `lastEventId`;
/// - `files.take` (signed in, POST /api/files): a file and its label.
const std::vector<Operation>& testing_operations();

}  // namespace likeness::api
