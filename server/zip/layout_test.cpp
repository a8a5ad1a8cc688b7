#include "zip/layout.hpp"

#include "base/digest.hpp"
#include "zip/reader.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace likeness::zip {
namespace {

const Timestamp kTime = *parse_iso("2026-11-21T10:46:04.000Z");

struct Sample {
    std::string name;
    Bytes data;
};

Layout layout_of(const std::vector<Sample>& samples) {
    std::vector<OutsideFile> files;
    for (const Sample& sample : samples) {
        files.push_back({sample.name, crc32(sample.data), sample.data.size(), kTime});
    }
    return Layout(std::move(files));
}

Bytes archive_of(const std::vector<Sample>& samples, std::string_view notes = {}) {
    const Layout layout = layout_of(samples);
    Bytes archive;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        EXPECT_EQ(layout.header_offset(i), archive.size());
        archive += layout.header(i);
        EXPECT_EQ(layout.data_offset(i), archive.size());
        archive += samples[i].data;
    }
    EXPECT_EQ(layout.tail_offset(), archive.size());
    archive += layout.tail(notes);
    EXPECT_EQ(layout.size(), archive.size());
    return archive;
}

/// Runs a Python program on the archive, which it finds as `z`.
bool python_says(const Bytes& archive, const std::string& condition) {
    const std::string file = ::testing::TempDir() + "/likeness_zip_layout_test.zip";
    std::ofstream(file, std::ios::binary) << archive;
    const std::string check = "python3 -c \"import zipfile,sys; z=zipfile.ZipFile('" + file +
                              "'); sys.exit(0 if z.testzip() is None and " + condition +
                              " else 1)\"";
    const int code = std::system(check.c_str());  // NOLINT(concurrency-mt-unsafe): one thread
    std::remove(file.c_str());
    return code == 0;
}

const std::vector<Sample> kTwo{{"2026-11-21-a-fox-7.jpg", Bytes(70'000, 'x')}, {"käfer.png", "2"}};

TEST(ZipLayoutTest, KnowsEveryPlaceBeforeAnyFileIsRead) {
    const Bytes archive = archive_of(kTwo);
    const auto source = view_bytes(archive);

    const Result<Reader> reader = Reader::open(*source);

    ASSERT_TRUE(reader) << reader.error().detail;
    ASSERT_EQ(reader->entries().size(), 2U);
    EXPECT_EQ(reader->entries()[1].name, "käfer.png");
    EXPECT_EQ(reader->read(reader->entries()[0]).value(), Bytes(70'000, 'x'));
    EXPECT_EQ(reader->read(reader->entries()[1]).value(), "2");
}

TEST(ZipLayoutTest, SaysWhatWentWrongWithoutBecomingLongerOrShorter) {
    const Bytes archive = archive_of(kTwo, "käfer.png: missing\n");
    const auto source = view_bytes(archive);

    const Result<Reader> reader = Reader::open(*source);

    ASSERT_TRUE(reader) << reader.error().detail;
    ASSERT_EQ(reader->entries().size(), 3U);
    EXPECT_EQ(reader->entries()[2].name, "problems.txt");
    EXPECT_TRUE(reader->read(reader->entries()[2]).value().starts_with("käfer.png: missing\n\n"));
    EXPECT_EQ(archive.size(), archive_of(kTwo).size());
}

TEST(ZipLayoutTest, CutsNotesToTheirRoom) {
    EXPECT_EQ(
        archive_of(kTwo, std::string(2 * Layout::kNotesBytes, 'n')).size(), archive_of(kTwo).size()
    );
}

TEST(ZipLayoutTest, HoldsNotesAlone) {
    EXPECT_TRUE(python_says(archive_of({}, "nothing is left"), "z.namelist()==['problems.txt']"));
}

TEST(ZipLayoutTest, FindsTheFileOfEveryByte) {
    const Layout layout = layout_of(kTwo);

    EXPECT_EQ(layout.index_at(0), 0U);
    EXPECT_EQ(layout.index_at(layout.data_offset(0)), 0U);
    EXPECT_EQ(layout.index_at(layout.header_offset(1) - 1), 0U);
    EXPECT_EQ(layout.index_at(layout.header_offset(1)), 1U);
    EXPECT_EQ(layout.index_at(layout.tail_offset() - 1), 1U);
    EXPECT_EQ(layout.index_at(layout.tail_offset()), 2U);
}

TEST(ZipLayoutTest, PythonReadsNamesTimesAndBytes) {
    EXPECT_TRUE(python_says(
        archive_of(kTwo),
        "z.namelist()==['2026-11-21-a-fox-7.jpg','k\\u00e4fer.png'] and "
        "z.infolist()[0].date_time==(2026,11,21,10,46,4) and z.read('k\\u00e4fer.png')==b'2'"
    ));
    EXPECT_TRUE(python_says(archive_of(kTwo, "p"), "z.read('problems.txt').strip()==b'p'"));
}

TEST(ZipLayoutTest, GoesOnBeyondTheLimitsOfSmallArchives) {
    std::vector<Sample> many;
    for (int i = 0; i < 66'000; ++i) {
        many.push_back({std::to_string(i), ""});
    }

    EXPECT_TRUE(python_says(archive_of(many), "len(z.namelist())==66000"));
    EXPECT_TRUE(python_says(archive_of(many, "p"), "len(z.namelist())==66001"));
}

TEST(ZipLayoutTest, FindsFilesBeyondFourGigabytes) {
    // Their bytes are a hole in the file.
    const Bytes last = "the last one";
    const std::uint64_t large = 0xFFFF'FF00;
    const Layout layout({{"large", 0, large, kTime}, {"last", crc32(last), last.size(), kTime}});
    const std::string file = ::testing::TempDir() + "/likeness_zip_layout_large.zip";
    {
        std::ofstream out(file, std::ios::binary);
        out << layout.header(0);
        out.seekp(static_cast<std::streamoff>(layout.header_offset(1)));
        out << layout.header(1) << last << layout.tail("");
        out.seekp(0, std::ios::end);
        EXPECT_EQ(static_cast<std::uint64_t>(out.tellp()), layout.size());
    }
    const std::string check = "python3 -c \"import zipfile,sys; z=zipfile.ZipFile('" + file +
                              "'); sys.exit(0 if z.read('last')==b'the last one' and "
                              "z.infolist()[0].file_size==" +
                              std::to_string(large) + " else 1)\"";

    EXPECT_EQ(std::system(check.c_str()), 0);  // NOLINT(concurrency-mt-unsafe): one thread
    std::remove(file.c_str());
}

}  // namespace
}  // namespace likeness::zip
