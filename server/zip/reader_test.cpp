#include "zip/reader.hpp"

#include "base/digest.hpp"
#include "zip/little_endian.hpp"
#include "zip/writer.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace likeness::zip {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

/// Data as deflate writes it when it packs nothing (RFC 1951, 3.2.4).
Bytes deflated(BytesView data) {
    Bytes packed = "\x01";
    append_le16(packed, static_cast<std::uint32_t>(data.size()));
    append_le16(packed, static_cast<std::uint32_t>(~data.size()) & 0xFFFFU);
    return packed + Bytes(data);
}

/// An archive part by part, so that each may lie.
class Forger {
public:
    struct File {
        std::string name = "a.jpg";
        Bytes packed = "picture";
        std::uint32_t method = 0;
        std::uint32_t flags = 0;
        std::uint32_t bytes = 7;
        std::uint32_t crc = crc32("picture");
        std::optional<std::uint32_t> offset = {};
        std::uint32_t time = 0;
        std::uint32_t date = 0;
    };

    Forger& add(const File& file) {
        const auto offset = static_cast<std::uint32_t>(data_.size());
        append_le32(data_, 0x04034b50);
        append_common(data_, file);
        data_ += file.name + file.packed;
        append_le32(directory_, 0x02014b50);
        append_le16(directory_, 20);
        append_common(directory_, file);
        directory_ += Bytes(10, '\0');
        append_le32(directory_, file.offset.value_or(offset));
        directory_ += file.name;
        ++count_;
        return *this;
    }

    Bytes archive() const {
        Bytes end;
        append_le32(end, 0x06054b50);
        append_le32(end, 0);
        append_le16(end, count_);
        append_le16(end, count_);
        append_le32(end, static_cast<std::uint32_t>(directory_.size()));
        append_le32(end, static_cast<std::uint32_t>(data_.size()));
        append_le16(end, 0);
        return data_ + directory_ + end;
    }

private:
    static void append_common(Bytes& out, const File& file) {
        append_le16(out, 20);
        append_le16(out, file.flags);
        append_le16(out, file.method);
        append_le16(out, file.time);
        append_le16(out, file.date);
        append_le32(out, file.crc);
        append_le32(out, static_cast<std::uint32_t>(file.packed.size()));
        append_le32(out, file.bytes);
        append_le16(out, static_cast<std::uint32_t>(file.name.size()));
        append_le16(out, 0);
    }

    Bytes data_;
    Bytes directory_;
    std::uint32_t count_ = 0;
};

/// The error of opening the archive or of reading its first file; fails the test when all is well.
Error refusal(const Bytes& archive, const Limits& limits = {}) {
    const auto source = view_bytes(archive);
    const Result<Reader> reader = Reader::open(*source, limits);
    if (!reader) {
        return reader.error();
    }
    const Result<Bytes> data = reader->read(reader->entries().at(0));
    EXPECT_FALSE(data);
    return data ? Error{} : data.error();
}

Bytes only_file(const Bytes& archive) {
    const auto source = view_bytes(archive);
    const Reader reader = Reader::open(*source).value();
    return reader.read(reader.entries().at(0)).value();
}

TEST(ZipReaderTest, ReadsStoredAndDeflatedFiles) {
    Forger::File packed;
    packed.packed = deflated("picture");
    packed.method = 8;

    EXPECT_EQ(only_file(Forger().add({}).archive()), "picture");
    EXPECT_EQ(only_file(Forger().add(packed).archive()), "picture");
}

TEST(ZipReaderTest, TellsWhenAFileWasChanged) {
    const auto time_of = [](std::uint32_t date, std::uint32_t time) {
        Forger::File file;
        file.date = date;
        file.time = time;
        const Bytes archive = Forger().add(file).archive();
        return Reader::open(*view_bytes(archive)).value().entries().at(0).modified_at;
    };

    const std::uint32_t day = 44U << 9U | 3U << 5U | 9U;
    EXPECT_EQ(time_of(day, 18U << 11U | 5U << 5U | 3U), parse_iso("2024-03-09T18:05:06Z"));
    EXPECT_EQ(time_of(0, 0), std::nullopt);
    EXPECT_EQ(time_of(44U << 9U | 2U << 5U | 30U, 0), std::nullopt) << "no such day";
    EXPECT_EQ(time_of(day, 24U << 11U), std::nullopt) << "no such hour";
}

TEST(ZipReaderTest, ReadsWhatOurWriterWrites) {
    std::ostringstream out;
    Writer writer(out);
    ASSERT_TRUE(writer.add("001.jpg", "first"));
    ASSERT_TRUE(writer.add("001.txt", "a caption"));
    ASSERT_TRUE(writer.finish());
    const Bytes archive = out.str();

    const auto source = view_bytes(archive);
    const Reader reader = Reader::open(*source).value();

    ASSERT_THAT(reader.entries(), SizeIs(2));
    EXPECT_EQ(reader.entries()[1].name, "001.txt");
    EXPECT_EQ(reader.read(reader.entries()[0]).value(), "first");
    EXPECT_EQ(reader.read(reader.entries()[1]).value(), "a caption");
}

TEST(ZipReaderTest, TakesNothingOfAPathButWhatIsBehindTheLastSlash) {
    const std::vector<std::pair<std::string, std::string>> names{
        {"../../etc/passwd", "passwd"},
        {"C:\\photos\\me.jpg", "me.jpg"},
        {"/abs.png", "abs.png"},
        {"plain.webp", "plain.webp"},
        {"folder/", ""}};
    for (const auto& [name, base] : names) {
        Entry entry;
        entry.name = name;
        EXPECT_EQ(entry.base_name(), base);
    }
}

TEST(ZipReaderTest, ReadsAnArchiveWithAComment) {
    Bytes with_comment = Forger().add({}).archive();
    with_comment[with_comment.size() - 2] = 5;
    with_comment += "hello";

    EXPECT_EQ(only_file(with_comment), "picture");
}

TEST(ZipReaderTest, RefusesWhatIsNoArchive) {
    for (const Bytes& bytes : {Bytes(), Bytes("PK"), Bytes(100, 'x'), Bytes(70'000, '\0')}) {
        EXPECT_THAT(refusal(bytes).message, HasSubstr("no zip archive"));
    }
}

TEST(ZipReaderTest, RefusesEveryCutArchive) {
    const Bytes archive = Forger().add({}).archive();
    for (std::size_t length = 0; length < archive.size(); ++length) {
        EXPECT_EQ(refusal(archive.substr(0, length)).code, ErrorCode::unprocessable);
    }
}

TEST(ZipReaderTest, SaysWhyItDoesNotReadAnArchive) {
    Forger::File encrypted;
    encrypted.flags = 1;
    Forger::File lzma;
    lzma.method = 14;
    Forger::File large;
    large.bytes = 0xFFFF'FFFF;
    large.method = 8;

    EXPECT_THAT(refusal(Forger().add(encrypted).archive()).message, HasSubstr("encrypted"));
    EXPECT_THAT(refusal(Forger().add(lzma).archive()).message, HasSubstr("method"));
    EXPECT_THAT(refusal(Forger().add(large).archive()).message, HasSubstr("zip64"));
}

TEST(ZipReaderTest, RefusesMoreThanItsLimitsBeforeUnpackingAnything) {
    Limits limits;
    limits.max_entries = 2;
    limits.max_entry_bytes = 7;
    limits.max_total_bytes = 10;
    Forger::File big;
    big.bytes = 8;
    big.method = 8;

    EXPECT_EQ(
        refusal(Forger().add({}).add({}).add({}).archive(), limits).code,
        ErrorCode::payload_too_large
    );
    EXPECT_EQ(
        refusal(Forger().add({}).add({}).archive(), limits).code, ErrorCode::payload_too_large
    );
    EXPECT_EQ(refusal(Forger().add(big).archive(), limits).code, ErrorCode::payload_too_large);
}

TEST(ZipReaderTest, NeverUnpacksMoreThanTheDirectorySays) {
    Forger::File bomb;
    bomb.packed = deflated(Bytes(60'000, 'x'));
    bomb.method = 8;
    bomb.bytes = 100;
    Forger::File less = bomb;
    less.bytes = 60'001;

    EXPECT_THAT(refusal(Forger().add(bomb).archive()).detail, HasSubstr("to its size"));
    EXPECT_THAT(refusal(Forger().add(less).archive()).detail, HasSubstr("to its size"));
}

TEST(ZipReaderTest, RefusesFilesThatShareBytes) {
    Forger::File second;
    second.name = "b.jpg";
    second.offset = 0;

    EXPECT_THAT(refusal(Forger().add({}).add(second).archive()).detail, HasSubstr("overlap"));
}

TEST(ZipReaderTest, RefusesAFileOutsideTheArchive) {
    Forger::File outside;
    outside.offset = 1'000'000;

    EXPECT_EQ(refusal(Forger().add(outside).archive()).code, ErrorCode::unprocessable);
}

TEST(ZipReaderTest, RefusesAWrongChecksum) {
    Forger::File wrong;
    wrong.crc = 1;

    EXPECT_THAT(refusal(Forger().add(wrong).archive()).detail, HasSubstr("checksum"));
}

TEST(ZipReaderTest, SurvivesEveryChangedByte) {
    const Bytes archive = Forger().add({}).add({}).archive();
    for (std::size_t at = 0; at < archive.size(); ++at) {
        for (const int change : {0x01, 0x80, 0xFF}) {
            Bytes changed = archive;
            changed[at] = static_cast<char>(changed[at] ^ change);
            const auto source = view_bytes(changed);
            const Result<Reader> reader = Reader::open(*source);
            for (const Entry& entry : reader ? reader->entries() : std::vector<Entry>()) {
                const Result<Bytes> data = reader->read(entry);
                EXPECT_TRUE(!data || data->size() == entry.bytes);
            }
        }
    }
}

}  // namespace
}  // namespace likeness::zip
