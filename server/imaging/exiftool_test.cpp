#include "imaging/codec.hpp"
#include "imaging/metadata.hpp"
#include "imaging/test_images.hpp"
#include "imaging/test_recipe.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

/// What another program reads out of our files: ExifTool, the reference of its trade.
namespace likeness::imaging {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

Recipe hostile_recipe() {
    Recipe recipe = test::full_recipe();
    recipe.prompt = test::kHostilePrompt;
    recipe.final_prompt = std::string(test::kHostilePrompt) + " in the style of ohwx";
    return recipe;
}

Recipe long_recipe() {
    Recipe recipe = test::full_recipe();
    for (int i = 0; i < 10'000; ++i) {
        recipe.prompt += "\xF0\x9F\xA6\x8A";
    }
    recipe.final_prompt = recipe.prompt;
    return recipe;
}

/// What ExifTool says of files with these recipes, by file name ("hostile.jpg", "long.webp" ...).
class ExiftoolTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        const fs::path folder =
            fs::temp_directory_path() / ("likeness-exiftool-" + std::to_string(getpid()));
        fs::create_directories(folder);
        for (const Format format : {Format::jpeg, Format::png, Format::webp}) {
            const Bytes file = encode(test::scene(64, 48), format).value();
            const std::string extension = '.' + std::string(file_extension(format));
            std::ofstream(folder / ("hostile" + extension))
                << write_recipe(file, hostile_recipe()).value();
            std::ofstream(folder / ("long" + extension))
                << write_recipe(file, long_recipe()).value();
            std::ofstream(folder / ("none" + extension)) << file;
        }
        const boost::json::value files = boost::json::parse(run_exiftool(folder));
        for (const boost::json::value& object : files.as_array()) {
            const fs::path path(std::string(object.at("SourceFile").as_string()));
            tags_by_file[path.filename().string()] = object.as_object();
        }
        fs::remove_all(folder);
    }

    /// The value of a tag; "" if ExifTool did not see it.
    static std::string said(const std::string& file, std::string_view tag) {
        const auto* const value = tags_by_file[file].if_contains(tag);
        return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                      : std::string();
    }

private:
    static std::string run_exiftool(const fs::path& folder) {
        const std::string command = "exiftool -quiet -json -b -a -G1 " + folder.string();
        FILE* const pipe = popen(command.c_str(), "r");
        std::string output;
        std::array<char, 4096> buffer{};
        for (std::size_t count = 1; pipe != nullptr && count > 0;) {
            count = std::fread(buffer.data(), 1, buffer.size(), pipe);
            output.append(buffer.data(), count);
        }
        EXPECT_EQ(pclose(pipe), 0) << command;
        return output.empty() ? "[]" : output;
    }

    static inline std::map<std::string, boost::json::object> tags_by_file;
};

constexpr std::array kHostileFiles{"hostile.jpg", "hostile.png", "hostile.webp"};

TEST_F(ExiftoolTest, ReadsThePromptAsDescription) {
    for (const char* const file : kHostileFiles) {
        EXPECT_EQ(said(file, "XMP-dc:Description"), test::kHostilePrompt) << file;
        EXPECT_EQ(said(file, "IFD0:ImageDescription"), test::kHostilePrompt) << file;
    }
}

TEST_F(ExiftoolTest, ReadsTheA1111TextAsUserComment) {
    for (const char* const file : kHostileFiles) {
        EXPECT_THAT(
            said(file, "ExifIFD:UserComment"),
            AllOf(
                StartsWith("a \"fox\" & <b>owl</b> \xF0\x9F\xA6\x8A, caf\xC3\xA9 "
                           "\xE9\x9B\xAA\nSteps : 99, "),
                HasSubstr(" in the style of ohwx <lora:winter:1.5>\nNegative prompt: rain\nSteps: "
                          "28, Sampler: Euler, ")
            )
        ) << file;
    }
}

TEST_F(ExiftoolTest, ReadsTheParametersOfAPng) {
    EXPECT_EQ(said("hostile.png", "PNG:Parameters"), said("hostile.png", "ExifIFD:UserComment"));
    EXPECT_EQ(said("hostile.png", "PNG:Likeness"), json(hostile_recipe()));
}

TEST_F(ExiftoolTest, ReadsOurJson) {
    for (const char* const file : kHostileFiles) {
        EXPECT_EQ(said(file, "XMP-likeness:Recipe"), json(hostile_recipe())) << file;
    }
}

TEST_F(ExiftoolTest, ReadsSoftwareAndTime) {
    for (const char* const file : kHostileFiles) {
        EXPECT_EQ(said(file, "IFD0:Software"), "Likeness 0.1.0") << file;
        EXPECT_EQ(said(file, "XMP-xmp:CreatorTool"), "Likeness 0.1.0") << file;
        EXPECT_EQ(said(file, "Composite:SubSecDateTimeOriginal"), "2026:11:21 10:46:00.123+00:00")
            << file;
        EXPECT_EQ(said(file, "XMP-xmp:CreateDate"), "2026:11:21 10:46:00.123Z") << file;
    }
}

TEST_F(ExiftoolTest, ReadsRecipesLargerThanASegment) {
    for (const char* const file : {"long.jpg", "long.png", "long.webp"}) {
        EXPECT_EQ(said(file, "XMP-likeness:Recipe"), json(long_recipe())) << file;
        EXPECT_EQ(said(file, "XMP-dc:Description"), long_recipe().prompt) << file;
        EXPECT_THAT(said(file, "ExifIFD:UserComment"), EndsWith("\"}")) << file;
    }
}

TEST_F(ExiftoolTest, WarnsOfNothing) {
    for (const std::string name : {"hostile", "long", "none"}) {
        for (const std::string extension : {".jpg", ".png", ".webp"}) {
            EXPECT_EQ(said(name + extension, "ExifTool:Warning"), "") << name + extension;
            EXPECT_EQ(said(name + extension, "ExifTool:Error"), "") << name + extension;
        }
    }
}

}  // namespace
}  // namespace likeness::imaging
