#pragma once

#include "base/blocking_pool.hpp"
#include "base/task.hpp"
#include "core/ports/random.hpp"

#include <string>

namespace likeness {

/// Passwords that are kept slowly and recognised slowly, one after the other on a thread of its
/// own: guessing never takes more than that thread and 32 MiB. unavailable when too many wait.
class Passwords {
public:
    explicit Passwords(Random& random);

    /// What to keep of it.
    Task<std::string> record(std::string password);
    Task<bool> fits(std::string password, std::string record);

private:
    Random& random_;
    BlockingPool pool_;
};

}  // namespace likeness
