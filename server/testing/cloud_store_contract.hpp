#pragma once

#include "http_client/client.hpp"
#include "testing/cloud_imposter.hpp"
#include "testing/object_store_contract.hpp"

#include <chrono>
#include <memory>
#include <ostream>
#include <string>

namespace likeness::test {

/// An empty store on an imposter, which lives longer than this.
class PreparedCloudStore : public PreparedStore {
public:
    virtual CloudImposter& imposter() = 0;
    /// Texts that must never be seen: keys and the like.
    virtual std::vector<std::string> secrets() = 0;
    /// Who the operator has to look for when the store refuses.
    virtual std::string account() = 0;
    /// A file larger than this is uploaded in pieces.
    virtual std::size_t large() = 0;
    /// The same store, whose links were all signed a week ago and more.
    virtual std::unique_ptr<ObjectStore> of_long_ago() = 0;
};

struct CloudStoreKind {
    std::string name;  // letters and digits
    std::unique_ptr<PreparedCloudStore> (*make)(asio::any_io_executor);

    friend std::ostream& operator<<(std::ostream& out, const CloudStoreKind& kind) {
        return out << kind.name;
    }
};

/// What every ObjectStore behind a network promises when that or the service fails. The stores that
/// it runs on repeat a call four times with pauses of milliseconds, and wait 400 ms for an answer.
class CloudStoreContract : public ::testing::TestWithParam<CloudStoreKind> {
protected:
    CloudStoreContract();

    ObjectStore& store() { return prepared_->store(); }

    /// From now on: {"kind": ..., ...}, as imposters/cloud_server.mjs says.
    void fault(const std::string& json);
    Result<void> put(const std::string& data);
    Result<Bytes> get();
    /// Uploads a file with these bytes under another key.
    Result<void> put_file(const Bytes& data);
    /// Uploads the same in four steps, while the file is being written; `whole` false gives it up
    /// before the last.
    Result<void> put_growing(const Bytes& data, bool whole = true);
    /// Waits until what was given up is taken back.
    bool drained_within(std::chrono::milliseconds limit);
    /// Opens a link as a browser would.
    http_client::Response open(const std::string& url, http_client::Headers headers = {});
    /// No error of a store may tell a secret.
    void expect_discreet(const Error& error);

    TaskRunner run_;
    std::unique_ptr<PreparedCloudStore> prepared_ = GetParam().make(run_.executor());
    CloudImposter& imposter_ = prepared_->imposter();
    http_client::Client client_{run_.executor(), http_client::Client::Options()};
};

/// For INSTANTIATE_TEST_SUITE_P. Defined beside the tests, so that whoever names it links them.
std::string name_of_cloud_store(const ::testing::TestParamInfo<CloudStoreKind>& kind);

}  // namespace likeness::test
