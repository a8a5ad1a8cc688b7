#include "core/zip_links.hpp"

#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::code_of;
using test::sample_wallet;

class ZipLinksTest : public ::testing::Test {
protected:
    std::vector<ImageId> ids(std::size_t count) {
        std::vector<ImageId> ids;
        for (std::size_t i = 0; i < count; ++i) {
            ids.push_back(random_.id<ImageId>(clock_.now()));
        }
        return ids;
    }

    std::string link(std::vector<ImageId> images) {
        return run_.value(links_.make(maker_, std::move(images)));
    }

    Result<ImageSelection> open(const std::string& link) {
        const std::size_t mark = link.find('?');
        const std::size_t begin = ZipLinks::kPrefix.size();
        return run_(links_.open(link.substr(begin, mark - begin), link.substr(mark + 1)));
    }

    const Caller maker_{sample_wallet(1), false};
    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::TestDatabase database_;
    ZipLinks links_{database_.selections(), clock_, random_, "a key"};
};

TEST_F(ZipLinksTest, LeadBackToTheListForAnyoneWhoHasThem) {
    const std::vector<ImageId> images = ids(3);

    const Result<ImageSelection> found = open(link(images));

    ASSERT_TRUE(found);
    EXPECT_EQ(found->images, images);
    EXPECT_EQ(found->wallet, sample_wallet(1));
}

TEST_F(ZipLinksTest, TakeTenThousandImagesAndNoMore) {
    EXPECT_EQ(open(link(ids(ZipLinks::kMaxImages))).value().images.size(), ZipLinks::kMaxImages);
    EXPECT_EQ(
        code_of(run_(links_.make(maker_, ids(ZipLinks::kMaxImages + 1)))),
        ErrorCode::invalid_argument
    );
    EXPECT_EQ(code_of(run_(links_.make(maker_, {}))), ErrorCode::invalid_argument);
}

TEST_F(ZipLinksTest, CannotBeMadeByOthers) {
    std::string link = this->link(ids(1));
    const std::string other = this->link(ids(1));
    const std::size_t mark = link.find('?');

    EXPECT_EQ(
        code_of(open(other.substr(0, other.find('?')) + link.substr(mark))),
        ErrorCode::permission_denied
    );
    EXPECT_EQ(
        code_of(open(link.substr(0, mark) + "?expires=9&signature=x")), ErrorCode::permission_denied
    );
}

TEST_F(ZipLinksTest, LiveForSomeHours) {
    const std::string link = this->link(ids(1));

    clock_.advance(ZipLinks::kLifetime - 1s);
    EXPECT_TRUE(open(link));
    clock_.advance(ZipLinks::kLifetime + 1s);
    EXPECT_EQ(code_of(open(link)), ErrorCode::permission_denied);
}

TEST_F(ZipLinksTest, AreKeptForAWalletUpToANumber) {
    const std::string first = link(ids(1));
    for (int i = 0; i < ZipLinks::kMaxKept; ++i) {
        clock_.advance(1s);
        EXPECT_TRUE(open(link(ids(1))));
    }

    EXPECT_EQ(code_of(open(first)), ErrorCode::not_found);
}

}  // namespace
}  // namespace likeness
