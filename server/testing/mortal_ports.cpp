#include "testing/mortal_ports.hpp"

#include <utility>

namespace likeness::test {

namespace {

/// Makes the call, if the process lives to make it and to see the answer.
template <class T>
Task<T> through(Lifeline& life, Task<T> call) {
    const bool leaves = co_await life.pass();
    if (!leaves) {
        co_return died();
    }
    Result<T> answer = co_await std::move(call);
    const bool returns = co_await life.pass();
    if (!returns) {
        co_return died();
    }
    co_return answer;
}

template <class T>
Task<T> through_uncounted(Lifeline& life, Task<T> call) {
    const bool leaves = co_await life.pass_uncounted();
    if (!leaves) {
        co_return died();
    }
    Result<T> answer = co_await std::move(call);
    const bool returns = co_await life.pass_uncounted();
    if (!returns) {
        co_return died();
    }
    co_return answer;
}

}  // namespace

/// Looks that find nothing are not counted: their number depends on the machine.
Task<std::optional<LeasedJob>> MortalJobQueue::lease(LeaseRequest request) {
    const bool leaves = co_await life_.pass_uncounted();
    if (!leaves) {
        co_return died();
    }
    Result<std::optional<LeasedJob>> answer = co_await queue_.lease(std::move(request));
    const bool has_job = answer && *answer;
    const bool returns = has_job ? co_await life_.pass() : co_await life_.pass_uncounted();
    if (!returns) {
        co_return died();
    }
    co_return answer;
}

Task<void> MortalJobQueue::renew(std::string owner, Timestamp until) {
    Result<void> answer = co_await through_uncounted(life_, queue_.renew(std::move(owner), until));
    ++renewals_;
    co_return answer;
}

Task<bool> MortalJobQueue::submitted(JobId id, std::string request_id) {
    return through(life_, queue_.submitted(std::move(id), std::move(request_id)));
}

Task<bool> MortalJobQueue::report(JobId id, std::string request_id) {
    return through(life_, queue_.report(std::move(id), std::move(request_id)));
}

Task<std::optional<std::string>> MortalJobQueue::reported_request(JobId id) {
    return through_uncounted(life_, queue_.reported_request(std::move(id)));
}

Task<JobEnding> MortalJobQueue::complete(JobId id, GeneratedImage image) {
    return through(life_, queue_.complete(std::move(id), std::move(image)));
}

Task<JobEnding>
MortalJobQueue::fail(JobId id, JobState state, GenerationFailure failure, Timestamp now) {
    return through(life_, queue_.fail(std::move(id), state, std::move(failure), now));
}

Task<Cancelling> MortalJobQueue::cancel(BatchId id, Timestamp now) {
    return through(life_, queue_.cancel(std::move(id), now));
}

Task<std::int64_t> MortalJobQueue::waiting() {
    return through_uncounted(life_, queue_.waiting());
}

Task<void> MortalJobQueue::release_leases(std::optional<std::string> owner) {
    return through_uncounted(life_, queue_.release_leases(std::move(owner)));
}

Task<void> MortalEngine::check_weights(std::filesystem::path file) {
    return through(life_, engine_.check_weights(std::move(file)));
}

Task<std::string> MortalEngine::submit(EngineRequest request) {
    return through(life_, engine_.submit(std::move(request)));
}

Task<EngineImage> MortalEngine::result(std::string request_id, StepListener on_step) {
    return through(life_, engine_.result(std::move(request_id), std::move(on_step)));
}

void MortalEngine::abandon(const std::string& request_id) {
    if (!life_.is_dead()) {
        engine_.abandon(request_id);
    }
}

void MortalEngine::cancel(const std::string& request_id) {
    if (!life_.is_dead()) {
        engine_.cancel(request_id);
    }
}

Task<void>
MortalObjectStore::put(Bucket bucket, ObjectKey key, Bytes data, std::string content_type) {
    return through(
        life_, store_.put(bucket, std::move(key), std::move(data), std::move(content_type))
    );
}

Task<void> MortalObjectStore::put_file(
    Bucket bucket,
    ObjectKey key,
    std::filesystem::path file,
    std::string content_type
) {
    return through(
        life_, store_.put_file(bucket, std::move(key), std::move(file), std::move(content_type))
    );
}

Task<Bytes> MortalObjectStore::get(Bucket bucket, ObjectKey key, std::uint64_t limit) {
    return through(life_, store_.get(bucket, std::move(key), limit));
}

Task<StoredObject> MortalObjectStore::stat(Bucket bucket, ObjectKey key) {
    return through(life_, store_.stat(bucket, std::move(key)));
}

Task<void> MortalObjectStore::remove(Bucket bucket, ObjectKey key) {
    return through(life_, store_.remove(bucket, std::move(key)));
}

Task<ObjectPage>
MortalObjectStore::list(Bucket bucket, std::string prefix, std::optional<std::string> from) {
    return through(life_, store_.list(bucket, std::move(prefix), std::move(from)));
}

std::string
MortalObjectStore::signed_url(Bucket bucket, const ObjectKey& key, std::chrono::seconds lifetime) {
    return store_.signed_url(bucket, key, lifetime);
}

std::string MortalObjectStore::plain_url(Bucket bucket, const ObjectKey& key) const {
    return store_.plain_url(bucket, key);
}

std::string_view MortalObjectStore::bucket_name(Bucket bucket) const {
    return store_.bucket_name(bucket);
}

}  // namespace likeness::test
