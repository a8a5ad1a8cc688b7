#include "net/open_file.hpp"

#include "testing/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

namespace likeness::net {
namespace {

TEST(OpenFileTest, OpensARegularFileAndKnowsItsSize) {
    const test::TemporaryFolder folder;
    const std::string path = folder.write("image.jpg", "twelve bytes");

    const auto file = OpenFile::open(path);

    ASSERT_TRUE(file);
    EXPECT_EQ((*file)->size(), 12U);
}

TEST(OpenFileTest, HasNoSuchFileForWhatIsMissing) {
    const test::TemporaryFolder folder;

    EXPECT_EQ(OpenFile::open(folder.path_of("missing")).error().code, ErrorCode::not_found);
    EXPECT_EQ(
        OpenFile::open(folder.write("file", "") + "/below").error().code, ErrorCode::not_found
    );
}

TEST(OpenFileTest, RefusesWhatIsNoRegularFile) {
    const test::TemporaryFolder folder;
    ASSERT_EQ(::mkfifo(folder.path_of("fifo").c_str(), 0600), 0);
    ASSERT_EQ(::symlink(folder.write("target", "x").c_str(), folder.path_of("link").c_str()), 0);

    for (const std::string& path :
         {folder.path_of("fifo"), folder.path_of("link"), folder.path_of("")}) {
        EXPECT_EQ(OpenFile::open(path).error().code, ErrorCode::not_found) << path;
    }
}

TEST(OpenFileTest, DoesNotCutNamesAtANul) {
    const test::TemporaryFolder folder;
    const std::string path = folder.write("file", "x");

    EXPECT_FALSE(OpenFile::open(path + std::string("\0.jpg", 5)));
}

}  // namespace
}  // namespace likeness::net
