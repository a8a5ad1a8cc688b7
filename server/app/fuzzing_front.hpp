#pragma once

#include "app/front.hpp"
#include "net/in_memory_request.hpp"
#include "testing/run_task.hpp"
#include "testing/temporary_folder.hpp"

#include <memory>
#include <string>

namespace likeness::app {

/// The whole program behind its socket, with an empty data folder and a signed-in caller, for
/// fuzzers. Nothing is ever drawn: the runner stands still.
class FuzzingFront {
public:
    FuzzingFront();

    /// The answer to the caller's request; the process aborts if it is a server error, or names one
    /// of our files or types.
    net::Response answer(net::InMemoryRequest& source);

    /// "Bearer lk_...".
    const std::string& authorization() const { return authorization_; }

private:
    test::TemporaryFolder folder_{test::memory_folder()};
    test::TaskRunner run_;
    Config config_;
    std::unique_ptr<Storage> storage_;
    std::unique_ptr<Studio> studio_;
    std::unique_ptr<Front> front_;
    std::string authorization_;
};

}  // namespace likeness::app
