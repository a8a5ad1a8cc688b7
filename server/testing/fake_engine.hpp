#pragma once

#include "core/ports/image_engine.hpp"
#include "testing/faults.hpp"
#include "testing/gate.hpp"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace likeness::test {

/// "fake", which takes the LoRAs of samples.hpp, works on four jobs at once and is repeatable.
EngineProfile fake_engine_profile();
/// The same, but paid for: not repeatable.
EngineProfile paid_engine_profile();

/// An engine that keeps a book of what was asked of it and answers as it is told; without orders it
/// makes an image at once, whose bytes are its seed in words. It may outlive runners, as an engine
/// elsewhere outlives our process. Used on one thread.
class FakeEngine final : public ImageEngine {
public:
    explicit FakeEngine(
        asio::any_io_executor executor,
        EngineProfile profile = fake_engine_profile()
    )
        : submitting(executor),
          working(std::move(executor)),
          profile_(std::move(profile)) {}

    const EngineProfile& profile() const override { return profile_; }

    EngineHealth health() const override { return health_; }

    void set_health(EngineHealth health) { health_ = std::move(health); }

    Task<void> check_weights(std::filesystem::path file) override;
    Task<std::string> submit(EngineRequest request) override;
    Task<EngineImage> result(std::string request_id, StepListener on_step) override;
    void cancel(const std::string& request_id) override;
    void abandon(const std::string& request_id) override;

    /// The next images have these bytes instead of their own.
    void answer_with(Bytes bytes) { answer_ = std::move(bytes); }

    /// As if the engine had been started anew: it does not know the requests of before.
    void forget_requests() { known_.clear(); }

    /// The next call throws this text, as an engine with a bug would.
    void throw_from_next_submit(std::string text) { submit_bug_ = std::move(text); }

    void throw_from_next_result(std::string text) { result_bug_ = std::move(text); }

    /// Requests it took, in order; the first has the id "request-1".
    const std::vector<EngineRequest>& requests() const { return requests_; }

    /// Ids that cancel() was called with.
    const std::vector<std::string>& cancelled() const { return cancelled_; }

    /// Ids that abandon() was called with.
    const std::vector<std::string>& abandoned() const { return abandoned_; }

    /// The most results that were waited for at the same time.
    int most_at_once() const { return most_at_once_; }

    Faults submits;   // of submit(); its calls() count every attempt
    Faults results;   // of result()
    Faults weights;   // of check_weights()
    Gate submitting;  // where submit() waits, after it took the request
    Gate working;     // where result() waits; cancel() lets the request out

private:
    struct Request {
        Seed seed;
        bool is_cancelled = false;
        bool is_let_go = false;  // result() is not to wait any longer
    };

    EngineProfile profile_;
    EngineHealth health_;
    std::map<std::string, std::shared_ptr<Request>> known_;  // by request id
    std::vector<EngineRequest> requests_;
    std::vector<std::string> cancelled_;
    std::vector<std::string> abandoned_;
    std::optional<Bytes> answer_;
    std::string submit_bug_;
    std::string result_bug_;
    int at_once_ = 0;
    int most_at_once_ = 0;
};

/// What the fake makes of a seed.
Bytes fake_image_bytes(Seed seed);

}  // namespace likeness::test
