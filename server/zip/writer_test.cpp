#include "zip/writer.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <sstream>

namespace likeness::zip {
namespace {

Bytes archive_of(const std::vector<std::pair<std::string, Bytes>>& files) {
    std::ostringstream out;
    Writer writer(out);
    for (const auto& [name, data] : files) {
        EXPECT_TRUE(writer.add(name, data));
    }
    EXPECT_TRUE(writer.finish());
    return out.str();
}

TEST(ZipWriterTest, WritesTheSameBytesForTheSameFiles) {
    EXPECT_EQ(archive_of({{"a", "1"}, {"b", "2"}}), archive_of({{"a", "1"}, {"b", "2"}}));
}

TEST(ZipWriterTest, SaysWhenItCannotWrite) {
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    Writer writer(out);

    const Result<void> added = writer.add("a", "1");

    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, ErrorCode::unavailable);
}

TEST(ZipWriterTest, PythonReadsWhatItWrites) {
    const std::string file = ::testing::TempDir() + "/likeness_zip_writer_test.zip";
    std::ofstream(file, std::ios::binary)
        << archive_of({{"001.jpg", Bytes(70'000, 'x')}, {"001.txt", "[trigger] by the sea"}});
    const std::string check =
        "python3 -c \"import zipfile,sys; z=zipfile.ZipFile('" + file +
        "'); sys.exit(0 if z.testzip() is None and z.namelist()==['001.jpg','001.txt'] and "
        "z.read('001.txt')==b'[trigger] by the sea' else 1)\"";

    EXPECT_EQ(std::system(check.c_str()), 0);  // NOLINT(concurrency-mt-unsafe): the only thread
    std::remove(file.c_str());
}

}  // namespace
}  // namespace likeness::zip
