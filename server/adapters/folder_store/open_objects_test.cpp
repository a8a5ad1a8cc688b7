#include "adapters/folder_store/open_objects.hpp"

#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace likeness::folder_store {
namespace {

using namespace std::chrono_literals;

class OpenObjectsTest : public ::testing::Test {
protected:
    std::shared_ptr<const net::OpenFile> open(const std::string& name) {
        return objects_.open(folder_.path_of(name), clock_.now()).value();
    }

    test::FakeClock clock_;
    test::TemporaryFolder folder_;
    OpenObjects objects_;
};

TEST_F(OpenObjectsTest, OpensAFileThatIsAskedForTwiceOnce) {
    folder_.write("a", "content");

    EXPECT_EQ(open("a"), open("a"));
}

TEST_F(OpenObjectsTest, LooksAgainAfterAWhile) {
    folder_.write("a", "content");
    const auto before = open("a");

    clock_.advance(OpenObjects::kKeep);

    EXPECT_NE(open("a"), before);
}

TEST_F(OpenObjectsTest, LooksAgainWhenTheClockWasSetBack) {
    folder_.write("a", "content");
    const auto before = open("a");

    clock_.advance(-1h);

    EXPECT_NE(open("a"), before);
}

TEST_F(OpenObjectsTest, HasNothingOfAFileThatWasForgotten) {
    folder_.write("a", "content");
    open("a");
    std::filesystem::remove(folder_.path_of("a"));

    objects_.forget(folder_.path_of("a"));

    EXPECT_EQ(
        test::code_of(objects_.open(folder_.path_of("a"), clock_.now())), ErrorCode::not_found
    );
}

TEST_F(OpenObjectsTest, KeepsABoundedNumberOfFilesOpen) {
    folder_.write("first", "content");
    const std::weak_ptr<const net::OpenFile> first = open("first");

    for (std::size_t i = 0; i < OpenObjects::kMost; ++i) {
        const std::string name = std::to_string(i);
        folder_.write(name, "content");
        open(name);
    }

    EXPECT_TRUE(first.expired());
}

}  // namespace
}  // namespace likeness::folder_store
