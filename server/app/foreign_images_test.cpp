#include "app/foreign_images.hpp"

#include "testing/code_of.hpp"
#include "testing/temporary_folder.hpp"
#include "zip/writer.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace likeness::app {
namespace {

namespace fs = std::filesystem;
using test::code_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ForeignImagesTest : public ::testing::Test {
protected:
    void write(const std::string& name, const std::string& content = "x") const {
        fs::create_directories((place() / name).parent_path());
        std::ofstream(place() / name, std::ios::binary) << content;
    }

    fs::path place() const { return folder_.path() / "outputs"; }

    static std::vector<std::string> paths(const ForeignImages& images) {
        std::vector<std::string> paths;
        for (const ForeignImage& image : images.images()) {
            paths.push_back(image.path + (image.sidecar.empty() ? "" : " with ") + image.sidecar);
        }
        return paths;
    }

    std::unique_ptr<ForeignImages> open() const { return ForeignImages::open(place()).value(); }

    test::TemporaryFolder folder_;
};

TEST_F(ForeignImagesTest, AreTheImagesOfAllFoldersWithTheTextsBesideThem) {
    write("2024-03/b.PNG");
    write("2024-03/b.txt");
    write("a.jpg");
    write("a.json");
    write("c.webp");
    write("c.webp.json");
    write("notes.txt");
    write("model.safetensors");

    EXPECT_THAT(
        paths(*open()),
        ElementsAre(
            "2024-03/b.PNG with 2024-03/b.txt", "a.jpg with a.json", "c.webp with c.webp.json"
        )
    );
}

TEST_F(ForeignImagesTest, PassOverLinksHiddenFilesAndLitter) {
    write("a.png");
    write(".hidden.png");
    write(".thumbnails/a.png");
    write("__MACOSX/a.png");
    std::ofstream(folder_.path() / "secret.png") << "x";
    fs::create_symlink(folder_.path() / "secret.png", place() / "link.png");
    fs::create_directory_symlink(folder_.path(), place() / "up");

    EXPECT_THAT(paths(*open()), ElementsAre("a.png"));
}

TEST_F(ForeignImagesTest, EndAtSomeDepth) {
    std::string deep = "1";
    for (int i = 0; i < 40; ++i) {
        deep += "/1";
    }
    write(deep + "/a.png");
    write("1/2/3/b.png");

    EXPECT_THAT(paths(*open()), ElementsAre("1/2/3/b.png"));
}

TEST_F(ForeignImagesTest, TellWhenAFileWasChanged) {
    write("a.png");
    const Timestamp then = std::chrono::sys_days{std::chrono::year{2024} / 3 / 9};
    fs::last_write_time(place() / "a.png", std::chrono::file_clock::from_sys(then));

    EXPECT_EQ(open()->images().at(0).modified_at, then);
}

TEST_F(ForeignImagesTest, AreReadUpToALimit) {
    write("a.png", "picture");

    EXPECT_EQ(open()->read("a.png", 7).value(), "picture");
    EXPECT_EQ(code_of(open()->read("a.png", 6)), ErrorCode::payload_too_large);
}

TEST_F(ForeignImagesTest, OfAnArchiveAreThoseOfItsFolders) {
    {
        std::ofstream out(place().string() + ".zip", std::ios::binary);
        zip::Writer writer(out);
        for (const std::string name : {"x/a.png", "x/a.txt", "../b.jpg", ".c.png", "d.doc"}) {
            ASSERT_TRUE(writer.add(name, "content of " + name));
        }
        ASSERT_TRUE(writer.finish());
    }

    const auto images = ForeignImages::open(place().string() + ".zip").value();

    EXPECT_THAT(paths(*images), ElementsAre("x/a.png with x/a.txt"));
    EXPECT_EQ(images->read("x/a.png", 100).value(), "content of x/a.png");
    EXPECT_EQ(code_of(images->read("x/a.png", 3)), ErrorCode::payload_too_large);
}

TEST_F(ForeignImagesTest, AreNoneInAnEmptyFolder) {
    fs::create_directories(place());

    EXPECT_THAT(paths(*open()), IsEmpty());
}

TEST_F(ForeignImagesTest, OfWhatIsNeitherFolderNorArchiveAreAnError) {
    fs::create_directories(folder_.path());
    std::ofstream(place()) << "a letter";

    EXPECT_EQ(code_of(ForeignImages::open(place())), ErrorCode::unprocessable);
    EXPECT_EQ(code_of(ForeignImages::open(folder_.path() / "none")), ErrorCode::unavailable);
}

}  // namespace
}  // namespace likeness::app
