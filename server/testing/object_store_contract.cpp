#include "testing/object_store_contract.hpp"

#include "testing/code_of.hpp"
#include "testing/temporary_folder.hpp"

#include <algorithm>
#include <utility>

namespace likeness::test {

namespace {

ObjectKey key_of(std::string_view text) {
    return ObjectKey::parse(text).value();
}

/// All byte values, so that no store may take the data for text.
Bytes every_byte() {
    Bytes bytes;
    for (int value = 0; value < 256; ++value) {
        bytes += static_cast<char>(value);
    }
    return bytes;
}

}  // namespace

std::string name_of_store(const ::testing::TestParamInfo<ObjectStoreKind>& kind) {
    return kind.param.name;
}

ObjectStoreContract::ObjectStoreContract() : prepared_(GetParam().make(run_.executor())) {}

Result<void> ObjectStoreContract::put(Bucket bucket, std::string_view key, Bytes data) {
    return run_(store().put(bucket, key_of(key), std::move(data), "application/octet-stream"));
}

Result<Bytes> ObjectStoreContract::get(Bucket bucket, std::string_view key, std::uint64_t limit) {
    return run_(store().get(bucket, key_of(key), limit));
}

TEST_P(ObjectStoreContract, GivesBackTheBytesThatItWasGiven) {
    for (const Bytes& data : {Bytes(), Bytes("a"), every_byte(), Bytes(3'000'000, '\x80')}) {
        ASSERT_TRUE(put(Bucket::generated, "2026/11/picture.jpg", data));

        EXPECT_EQ(get(Bucket::generated, "2026/11/picture.jpg").value(), data);
    }
}

TEST_P(ObjectStoreContract, ReplacesAnObjectThatIsPutAgain) {
    ASSERT_TRUE(put(Bucket::generated, "a", "a longer first text"));

    ASSERT_TRUE(put(Bucket::generated, "a", "second"));

    EXPECT_EQ(get(Bucket::generated, "a").value(), "second");
    EXPECT_EQ(listed("").size(), 1U);
}

TEST_P(ObjectStoreContract, KeepsTheBucketsApart) {
    ASSERT_TRUE(put(Bucket::loras, "same", "weights"));
    ASSERT_TRUE(put(Bucket::generated, "same", "image"));

    EXPECT_EQ(get(Bucket::loras, "same").value(), "weights");
    EXPECT_EQ(get(Bucket::generated, "same").value(), "image");
    EXPECT_EQ(code_of(get(Bucket::uploads, "same")), ErrorCode::not_found);
}

TEST_P(ObjectStoreContract, TakesTheLongestKey) {
    const std::string key = "a/" + std::string(198, 'b');
    ASSERT_TRUE(put(Bucket::loras, key, "x"));

    EXPECT_EQ(get(Bucket::loras, key).value(), "x");
}

TEST_P(ObjectStoreContract, PutsAFileFromDisk) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.write("weights.part", every_byte());

    ASSERT_TRUE(run_(store().put_file(Bucket::loras, key_of("id/w"), file, "application/x")));

    EXPECT_EQ(get(Bucket::loras, "id/w").value(), every_byte());
    EXPECT_EQ(run_.value(store().stat(Bucket::loras, key_of("id/w"))).size, 256U);
}

TEST_P(ObjectStoreContract, ReplacesAnObjectByAFile) {
    const TemporaryFolder folder;
    ASSERT_TRUE(put(Bucket::loras, "id/w", "a longer first text"));

    ASSERT_TRUE(run_(store().put_file(
        Bucket::loras, key_of("id/w"), folder.write("new", "second"), "application/x"
    )));

    EXPECT_EQ(get(Bucket::loras, "id/w").value(), "second");
}

TEST_P(ObjectStoreContract, PutsNothingForAFileThatIsNotThere) {
    const TemporaryFolder folder;

    const Result<void> outcome = run_(
        store().put_file(Bucket::loras, key_of("id/w"), folder.path() / "missing", "application/x")
    );

    EXPECT_EQ(code_of(outcome), ErrorCode::not_found);
    EXPECT_EQ(code_of(get(Bucket::loras, "id/w")), ErrorCode::not_found);
}

TEST_P(ObjectStoreContract, FindsNothingUnderAnUnknownKey) {
    ASSERT_TRUE(put(Bucket::generated, "2026/a", "x"));

    for (const char* unknown : {"b", "2026/b", "2026/a/b", "2025/a"}) {
        EXPECT_EQ(code_of(get(Bucket::generated, unknown)), ErrorCode::not_found) << unknown;
        EXPECT_EQ(
            code_of(run_(store().stat(Bucket::generated, key_of(unknown)))), ErrorCode::not_found
        ) << unknown;
    }
}

TEST_P(ObjectStoreContract, TakesTheBeginningOfAKeyForNoObject) {
    ASSERT_TRUE(put(Bucket::generated, "2026/11/a", "x"));

    EXPECT_EQ(code_of(get(Bucket::generated, "2026/11")), ErrorCode::not_found);
    EXPECT_EQ(code_of(run_(store().stat(Bucket::generated, key_of("2026")))), ErrorCode::not_found);
    EXPECT_TRUE(run_(store().remove(Bucket::generated, key_of("2026/11"))));
    EXPECT_EQ(get(Bucket::generated, "2026/11/a").value(), "x");
}

TEST_P(ObjectStoreContract, GivesNoMoreThanTheLimit) {
    ASSERT_TRUE(put(Bucket::generated, "a", "12345"));

    EXPECT_EQ(get(Bucket::generated, "a", 5).value(), "12345");
    EXPECT_EQ(code_of(get(Bucket::generated, "a", 4)), ErrorCode::payload_too_large);
}

TEST_P(ObjectStoreContract, TellsTheSizeOfAnObject) {
    ASSERT_TRUE(put(Bucket::generated, "2026/a", every_byte()));

    const StoredObject object = run_.value(store().stat(Bucket::generated, key_of("2026/a")));

    EXPECT_EQ(object.key.text(), "2026/a");
    EXPECT_EQ(object.size, 256U);
}

TEST_P(ObjectStoreContract, RemovesAnObjectAndItsNeighboursStay) {
    put_all({"2026/a", "2026/b"});

    ASSERT_TRUE(run_(store().remove(Bucket::generated, key_of("2026/a"))));

    EXPECT_EQ(code_of(get(Bucket::generated, "2026/a")), ErrorCode::not_found);
    EXPECT_EQ(listed(""), std::vector<std::string>{"2026/b"});
}

TEST_P(ObjectStoreContract, RemovesWhatIsNotThereWithoutComplaint) {
    put_all({"2026/a"});

    EXPECT_TRUE(run_(store().remove(Bucket::generated, key_of("2026/b"))));
    EXPECT_TRUE(run_(store().remove(Bucket::generated, key_of("2025/11/a"))));
    EXPECT_TRUE(run_(store().remove(Bucket::generated, key_of("2026/a/b"))));
    EXPECT_EQ(listed(""), std::vector<std::string>{"2026/a"});
}

TEST_P(ObjectStoreContract, TakesAnObjectAgainThatWasRemoved) {
    put_all({"2026/a"});
    ASSERT_TRUE(run_(store().remove(Bucket::generated, key_of("2026/a"))));

    ASSERT_TRUE(put(Bucket::generated, "2026/a", "again"));

    EXPECT_EQ(get(Bucket::generated, "2026/a").value(), "again");
}

TEST_P(ObjectStoreContract, KeepsOneWholeObjectOfManyPutAtOnce) {
    std::vector<Task<void>> puts;
    for (char letter = 'a'; letter < 'k'; ++letter) {
        puts.push_back(
            store().put(Bucket::generated, key_of("same"), Bytes(100'000, letter), "text/plain")
        );
    }

    const std::vector<Result<void>> outcomes = run_.all(std::move(puts));
    const Bytes kept = get(Bucket::generated, "same").value();

    EXPECT_TRUE(std::all_of(outcomes.begin(), outcomes.end(), [](const auto& outcome) {
        return outcome.has_value();
    }));
    EXPECT_EQ(kept, Bytes(100'000, kept.at(0)));
}

TEST_P(ObjectStoreContract, NamesAnObjectByItsBucketAndKey) {
    const std::string url = store().plain_url(Bucket::generated, key_of("2026/11/a.jpg"));

    EXPECT_NE(url.find("://"), std::string::npos) << url;
    EXPECT_TRUE(url.ends_with("/2026/11/a.jpg")) << url;
    EXPECT_NE(url.find(store().bucket_name(Bucket::generated)), std::string::npos) << url;
}

TEST_P(ObjectStoreContract, AddsASignatureToThePlainAddress) {
    const ObjectKey key = key_of("2026/11/a.jpg");

    const std::string url = store().signed_url(Bucket::generated, key, std::chrono::hours{1});

    EXPECT_TRUE(url.starts_with(store().plain_url(Bucket::generated, key) + "?")) << url;
}

TEST_P(ObjectStoreContract, HasThreeBucketsOfDifferentNames) {
    const std::string_view loras = store().bucket_name(Bucket::loras);
    const std::string_view generated = store().bucket_name(Bucket::generated);
    const std::string_view uploads = store().bucket_name(Bucket::uploads);

    EXPECT_FALSE(loras.empty());
    EXPECT_NE(loras, generated);
    EXPECT_NE(generated, uploads);
    EXPECT_NE(uploads, loras);
}

}  // namespace likeness::test
