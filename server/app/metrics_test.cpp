#include "app/metrics.hpp"

#include "app/testing_app.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>
#include <sstream>

namespace likeness::app {
namespace {

using namespace std::chrono_literals;

/// A text in the exposition format, read strictly: HELP, then TYPE, then the samples of each
/// family.
class Exposition {
public:
    explicit Exposition(const std::string& text) {
        EXPECT_TRUE(text.ends_with('\n'));
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            read_line(line);
        }
    }

    /// By name and labels, as written.
    double value(const std::string& sample) const {
        const auto found = samples_.find(sample);
        EXPECT_NE(found, samples_.end()) << sample;
        return found == samples_.end() ? -1 : found->second;
    }

    const std::map<std::string, std::string>& types() const { return types_; }

    /// The counts of a histogram's buckets as they come.
    std::vector<double> buckets(const std::string& family) const {
        const auto found = buckets_.find(family);
        return found == buckets_.end() ? std::vector<double>{} : found->second;
    }

private:
    void read_line(const std::string& line) {
        std::istringstream words(line);
        std::string first;
        words >> first;
        if (first == "#") {
            std::string keyword;
            std::string name;
            std::string rest;
            words >> keyword >> name;
            std::getline(words, rest);
            read_comment(keyword, name, rest);
            return;
        }
        std::string number;
        words >> number;
        const std::string name = first.substr(0, first.find('{'));
        EXPECT_EQ(name.rfind(family_, 0), 0U) << line << " is not of " << family_;
        EXPECT_TRUE(samples_.emplace(first, std::stod(number)).second) << line << " comes twice";
        if (name == family_ + "_bucket") {
            buckets_[family_].push_back(std::stod(number));
        }
    }

    void
    read_comment(const std::string& keyword, const std::string& name, const std::string& rest) {
        if (keyword == "HELP") {
            EXPECT_TRUE(helped_.insert(name).second) << name << " is explained twice";
            EXPECT_FALSE(rest.empty()) << name;
            family_ = name;
            return;
        }
        EXPECT_EQ(keyword, "TYPE");
        EXPECT_EQ(name, family_) << "TYPE does not follow its HELP";
        EXPECT_TRUE(types_.emplace(name, rest.substr(1)).second) << name << " has two types";
    }

    std::string family_;
    std::set<std::string> helped_;
    std::map<std::string, std::string> types_;
    std::map<std::string, double> samples_;
    std::map<std::string, std::vector<double>> buckets_;
};

net::RequestSummary summary(int status, std::chrono::milliseconds duration) {
    net::RequestSummary summary;
    summary.status = status;
    summary.duration = duration;
    summary.bytes_sent = 100;
    return summary;
}

class MetricsTest : public ::testing::Test {
protected:
    Exposition metrics() {
        net::Server::Counts server;
        server.open_connections = 3;
        server.accepted = 17;
        return Exposition(metrics_text(requests_, server, app_.studio, *app_.storage));
    }

    TestApp app_;
    RequestCounts requests_;
};

TEST_F(MetricsTest, ExplainEveryFamilyOnceAndNameItsType) {
    const Exposition exposition = metrics();

    EXPECT_GE(exposition.types().size(), 10U);
    for (const auto& [name, type] : exposition.types()) {
        EXPECT_THAT(type, testing::AnyOf("counter", "gauge", "histogram")) << name;
        EXPECT_EQ(name.ends_with("_total"), type == "counter") << name;
    }
}

TEST_F(MetricsTest, CountRequestsByTheClassOfTheirStatus) {
    for (const int status : {200, 204, 304, 404, 499, 503}) {
        requests_.add(summary(status, 1ms));
    }

    const Exposition exposition = metrics();

    EXPECT_EQ(exposition.value("likeness_http_requests_total{status=\"2xx\"}"), 2);
    EXPECT_EQ(exposition.value("likeness_http_requests_total{status=\"3xx\"}"), 1);
    EXPECT_EQ(exposition.value("likeness_http_requests_total{status=\"4xx\"}"), 2);
    EXPECT_EQ(exposition.value("likeness_http_requests_total{status=\"5xx\"}"), 1);
    EXPECT_EQ(exposition.value("likeness_http_sent_bytes_total"), 600);
}

TEST_F(MetricsTest, AddUpTheBucketsOfAHistogram) {
    for (const auto duration : {1ms, 20ms, 20ms, 300ms, 60'000ms}) {
        requests_.add(summary(200, duration));
    }
    const std::string family = "likeness_http_request_duration_seconds";

    const Exposition exposition = metrics();
    const std::vector<double> buckets = exposition.buckets(family);

    EXPECT_EQ(exposition.types().at(family), "histogram");
    EXPECT_TRUE(std::is_sorted(buckets.begin(), buckets.end()));
    EXPECT_EQ(buckets.back(), 5);
    EXPECT_EQ(exposition.value(family + "_bucket{le=\"0.02\"}"), 3);
    EXPECT_EQ(exposition.value(family + "_bucket{le=\"0.5\"}"), 4);
    EXPECT_EQ(exposition.value(family + "_bucket{le=\"30\"}"), 4);
    EXPECT_EQ(exposition.value(family + "_bucket{le=\"+Inf\"}"), 5);
    EXPECT_EQ(exposition.value(family + "_count"), 5);
    EXPECT_NEAR(exposition.value(family + "_sum"), 60.341, 0.001);
}

TEST_F(MetricsTest, TellOfConnectionsAndMemory) {
    const Exposition exposition = metrics();

    EXPECT_EQ(exposition.value("likeness_http_connections"), 3);
    EXPECT_EQ(exposition.value("likeness_http_connections_total"), 17);
    EXPECT_GT(exposition.value("process_resident_memory_bytes"), 1'000'000);
}

TEST_F(MetricsTest, CountCommitsOfTheDatabase) {
    const double before = metrics().value("likeness_database_commits_total");

    app_.run.value(app_.studio.sign_in.issue_nonce());

    EXPECT_EQ(metrics().value("likeness_database_commits_total"), before + 1);
}

}  // namespace
}  // namespace likeness::app
