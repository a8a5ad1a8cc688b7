#include "adapters/lora_staging/link_lora_staging.hpp"

#include "base/digest.hpp"
#include "http_client/testing_server.hpp"
#include "safetensors/testing_lora.hpp"
#include "testing/code_of.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <iterator>
#include <string>
#include <vector>

namespace likeness::lora_staging {
namespace {

using namespace std::chrono_literals;
using http_client::Peer;
using http_client::ScriptedServer;
using test::code_of;
using ::testing::HasSubstr;

constexpr std::int64_t kLimit = 64 << 20;

Bytes lora_file() {
    return safetensors::write_safetensors(
        safetensors::paperflux_lora(4), safetensors::kPaperfluxMetadata
    );
}

class LinkLoraStagingTest : public ::testing::Test {
protected:
    static LinkLoraStaging::Options options(const std::filesystem::path& folder) {
        LinkLoraStaging::Options options;
        options.folder = folder;
        options.addresses = http_client::AddressRule::any;
        options.first_pause = 1ms;
        return options;
    }

    Result<StagedLora> fetch(const std::string& url, std::int64_t limit = kLimit) {
        return run_(staging_.fetch(test::sample_wallet(1), url, limit));
    }

    std::ptrdiff_t files() const {
        return std::distance(
            std::filesystem::directory_iterator(root_.path()), std::filesystem::directory_iterator()
        );
    }

    std::string reason(const std::string& url) { return fetch(url).error().fields.at(0).message; }

    test::TaskRunner run_;
    test::TemporaryFolder root_{test::memory_folder()};
    test::SeededRandom random_;
    http_client::Client client_{run_.executor(), http_client::Client::Options()};
    LinkLoraStaging staging_{client_, random_, options(root_.path())};
    Bytes file_ = lora_file();
};

TEST_F(LinkLoraStagingTest, BringsTheFileIn) {
    ScriptedServer server([&](Peer& peer) {
        while (!peer.read_request().empty()) {
            peer.answer(file_);
        }
    });

    const StagedLora staged = fetch(server.url("/x.safetensors")).value();

    EXPECT_EQ(staged.byte_count, static_cast<std::int64_t>(file_.size()));
    EXPECT_EQ(staged.sha256, to_hex(sha256(file_)));
    EXPECT_EQ(staged.facts.rank, 4);
}

TEST_F(LinkLoraStagingTest, GoesOnWhereTheConnectionBroke) {
    std::string second;
    std::atomic<int> requests = 0;
    ScriptedServer server([&](Peer& peer) {
        const std::string request = peer.read_request();
        if (++requests == 1) {
            peer.send(
                "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: " +
                std::to_string(file_.size()) + "\r\n\r\n" + file_.substr(0, 1'000)
            );
            return;
        }
        second = request;
        peer.send(
            "HTTP/1.1 206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes 1000-" +
            std::to_string(file_.size() - 1) + "/" + std::to_string(file_.size()) +
            "\r\nContent-Length: " + std::to_string(file_.size() - 1'000) + "\r\n\r\n" +
            file_.substr(1'000)
        );
        peer.wait_for_end();
    });

    const StagedLora staged = fetch(server.url("/x")).value();

    EXPECT_EQ(staged.sha256, to_hex(sha256(file_)));
    EXPECT_THAT(second, HasSubstr("\r\nRange: bytes=1000-\r\n"));
    EXPECT_THAT(second, HasSubstr("\r\nIf-Range: \"v1\"\r\n"));
}

TEST_F(LinkLoraStagingTest, BeginsAnewWhereAServerCannotGoOn) {
    std::atomic<int> requests = 0;
    ScriptedServer server([&](Peer& peer) {
        peer.read_request();
        if (++requests == 1) {
            peer.send(
                "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(file_.size() + 100) +
                "\r\n\r\n" + file_ + "and more"
            );
            return;
        }
        peer.answer(file_);
    });

    EXPECT_EQ(fetch(server.url("/x")).value().sha256, to_hex(sha256(file_)));
}

TEST_F(LinkLoraStagingTest, DoesNotJoinHalvesOfWhatMayBeTwoFiles) {
    for (const std::string tags : {"W/\"v1\"", "\"v1\""}) {
        std::vector<std::string> requests;
        ScriptedServer server([&](Peer& peer) {
            requests.push_back(peer.read_request());
            if (requests.size() == 1) {
                peer.send(
                    "HTTP/1.1 200 OK\r\nETag: " + tags +
                    "\r\nContent-Length: " + std::to_string(file_.size()) + "\r\n\r\n" +
                    file_.substr(0, 8) + std::string(992, 'x')
                );
            } else if (requests.back().find("\r\nRange:") != std::string::npos) {
                peer.send(
                    "HTTP/1.1 206 Partial Content\r\nETag: \"v2\"\r\nContent-Range: bytes 1000-" +
                    std::to_string(file_.size() - 1) + "/" + std::to_string(file_.size()) +
                    "\r\nContent-Length: " + std::to_string(file_.size() - 1'000) + "\r\n\r\n" +
                    file_.substr(1'000)
                );
            } else {
                peer.answer(file_);
            }
        });

        EXPECT_EQ(fetch(server.url("/x")).value().sha256, to_hex(sha256(file_))) << tags;
    }
}

TEST_F(LinkLoraStagingTest, FollowsRedirects) {
    ScriptedServer server([&](Peer& peer) {
        for (std::string request = peer.read_request(); !request.empty();
             request = peer.read_request()) {
            if (request.starts_with("GET /models/x?download=1 ")) {
                peer.send("HTTP/1.1 302 Found\r\nLocation: ../cdn/x\r\nContent-Length: 0\r\n\r\n");
            } else {
                peer.answer(request.starts_with("GET /cdn/x ") ? file_ : "wrong");
            }
        }
    });

    EXPECT_TRUE(fetch(server.url("/models/x?download=1")));
}

TEST_F(LinkLoraStagingTest, FollowsThemNotForEver) {
    ScriptedServer server([](Peer& peer) {
        while (!peer.read_request().empty()) {
            peer.send("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
        }
    });

    EXPECT_THAT(reason(server.url("/")), HasSubstr("without end"));
}

TEST_F(LinkLoraStagingTest, GoesNowhereButToPublicAddresses) {
    ScriptedServer server([&](Peer& peer) { peer.answer(file_); });
    LinkLoraStaging::Options guarded = options(root_.path());
    guarded.addresses = http_client::AddressRule::public_only;
    LinkLoraStaging staging(client_, random_, guarded);

    const Result<StagedLora> staged =
        run_(staging.fetch(test::sample_wallet(1), server.url("/x"), kLimit));

    EXPECT_EQ(code_of(staged), ErrorCode::invalid_argument);
    EXPECT_THAT(staged.error().message, HasSubstr("private network"));
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(LinkLoraStagingTest, FetchesOneAtATimeForAWalletAndFourInAll) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.wait_for_end();
    });
    LinkLoraStaging::Options patient = options(root_.path());
    patient.total_timeout = 300ms;
    LinkLoraStaging staging(client_, random_, patient);
    std::vector<Task<StagedLora>> tasks;
    for (const int wallet : {1, 1, 2, 3, 4, 5}) {
        tasks.push_back(staging.fetch(test::sample_wallet(wallet), server.url("/x"), kLimit));
    }

    std::vector<std::optional<ErrorCode>> codes;
    for (const Result<StagedLora>& staged : run_.all(std::move(tasks))) {
        codes.push_back(code_of(staged));
    }

    using enum ErrorCode;
    EXPECT_THAT(
        codes,
        ::testing::ElementsAre(
            upstream_failed,
            resource_exhausted,
            upstream_failed,
            upstream_failed,
            upstream_failed,
            resource_exhausted
        )
    );
}

TEST_F(LinkLoraStagingTest, RefusesWhatIsNoWebAddress) {
    for (const char* url :
         {"",
          "x",
          "file:///etc/passwd",
          "ftp://example.org/x",
          "https://a:b@example.org/x",
          "https:///x"}) {
        EXPECT_EQ(code_of(fetch(url)), ErrorCode::invalid_argument) << url;
    }
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"
        );
    });
    EXPECT_EQ(code_of(fetch(server.url("/"))), ErrorCode::invalid_argument);
}

TEST_F(LinkLoraStagingTest, StopsAtThePageThatIsThereInsteadOfAFile) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.answer("<!doctype html><title>Sign in</title>");
    });

    EXPECT_EQ(code_of(fetch(server.url("/"))), ErrorCode::unprocessable);
}

TEST_F(LinkLoraStagingTest, TakesNoMoreThanItMay) {
    ScriptedServer told([&](Peer& peer) {
        peer.read_request();
        peer.answer(file_);
    });
    ScriptedServer untold([&](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\n\r\n" + file_);
    });
    const auto limit = static_cast<std::int64_t>(file_.size()) - 1;

    EXPECT_EQ(code_of(fetch(told.url("/"), limit)), ErrorCode::payload_too_large);
    EXPECT_EQ(code_of(fetch(untold.url("/"), limit)), ErrorCode::payload_too_large);
}

TEST_F(LinkLoraStagingTest, SaysWhatTheOtherSideAnswered) {
    ScriptedServer server([](Peer& peer) {
        while (!peer.read_request().empty()) {
            peer.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        }
    });

    EXPECT_THAT(reason(server.url("/")), HasSubstr("status 403: it needs a sign-in"));
}

TEST_F(LinkLoraStagingTest, GivesUpAfterSomeFaultsAndLeavesNothingBehind) {
    ScriptedServer server([](Peer& peer) { peer.read_request(); });

    EXPECT_EQ(code_of(fetch(server.url("/"))), ErrorCode::upstream_failed);
    EXPECT_EQ(files(), 0);
    EXPECT_EQ(server.connections(), 6);
}

}  // namespace
}  // namespace likeness::lora_staging
