#include "testing/code_of.hpp"
#include "testing/shared_paperflux.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <filesystem>

namespace likeness::paperflux_engine {
namespace {

namespace fs = std::filesystem;
using test::code_of;
using test::file_bytes;
using test::kModelFolder;
using test::PaperfluxEngineTest;
using test::shipped_files;
using ::testing::HasSubstr;

class PaperfluxWeightsTest : public PaperfluxEngineTest {
protected:
    EngineRequest request_with(const std::string& key, const std::string& sha256) const {
        EngineRequest request = this->request();
        request.loras = {{ObjectKey::trusted(key), sha256, 1.5}};
        return request;
    }

    Result<void> check(const Bytes& file) {
        const fs::path path = folder_.path() / "weights";
        std::ofstream(path, std::ios::binary) << file;
        return run_(engine_.check_weights(path));
    }

    test::TemporaryFolder folder_;
};

TEST_F(PaperfluxWeightsTest, FetchesTheFileOfALoraOnce) {
    const int before = objects_.gets.calls();

    drawn(request_with("cat/weights.safetensors", "a hash of its own"));
    drawn(request_with("cat/weights.safetensors", "a hash of its own"));

    EXPECT_EQ(objects_.gets.calls() - before, 1);
}

TEST_F(PaperfluxWeightsTest, TellsLorasApartByTheirHash) {
    const Bytes moon = file_bytes(kModelFolder + "loras/harvest-moon.safetensors");
    put("moon/weights.safetensors", moon);

    const Bytes with_cat = drawn(request());
    const Bytes with_moon = drawn(request_with("moon/weights.safetensors", to_hex(sha256(moon))));

    EXPECT_NE(with_cat, with_moon);
}

TEST_F(PaperfluxWeightsTest, MergesSeveralLorasEachWithItsScale) {
    const Bytes moon = file_bytes(kModelFolder + "loras/harvest-moon.safetensors");
    put("moon/weights.safetensors", moon);
    const EngineLora second{
        ObjectKey::trusted("moon/weights.safetensors"), to_hex(sha256(moon)), 1.0};
    EngineRequest both = request();
    both.loras.push_back(second);
    EngineRequest weaker = both;
    weaker.loras[1].scale = 0.5;
    EngineRequest without = both;
    without.loras[1].scale = 0;
    EngineRequest only_second = request();
    only_second.loras = {second};

    const Bytes with_both = drawn(both);

    EXPECT_EQ(drawn(both), with_both);
    EXPECT_NE(drawn(weaker), with_both);
    EXPECT_NE(drawn(only_second), with_both);
    EXPECT_NE(drawn(request()), with_both);
    EXPECT_EQ(drawn(without), drawn(request()));
}

TEST_F(PaperfluxWeightsTest, DrawsNothingWhenOneOfSeveralFilesIsMissing) {
    EngineRequest both = request();
    both.loras.push_back({ObjectKey::trusted("gone/weights.safetensors"), "5678", 1.0});

    EXPECT_EQ(code_of(draw(both)), ErrorCode::upstream_failed);
}

TEST_F(PaperfluxWeightsTest, SaysThatTheFileOfALoraIsMissing) {
    const Result<EngineImage> image = draw(request_with("gone/weights.safetensors", "1234"));

    ASSERT_EQ(code_of(image), ErrorCode::upstream_failed);
    EXPECT_EQ(image.error().message, "The LoRA's file is missing from the store.");
}

TEST_F(PaperfluxWeightsTest, SaysThatTheFileOfALoraIsDamaged) {
    put("broken/weights.safetensors", lora_file_.substr(0, lora_file_.size() / 2));

    const Result<EngineImage> image = draw(request_with("broken/weights.safetensors", "1234"));

    ASSERT_EQ(code_of(image), ErrorCode::upstream_failed);
    EXPECT_EQ(image.error().message, "The LoRA's file in the store is damaged.");
    EXPECT_FALSE(image.error().detail.empty());
}

TEST_F(PaperfluxWeightsTest, PassesOnThatTheStoreIsDown) {
    objects_.gets.next(Error::unavailable("The store is down."));

    const EngineRequest request = request_with("cat/weights.safetensors", "not fetched before");

    EXPECT_EQ(code_of(draw(request)), ErrorCode::unavailable);
    EXPECT_TRUE(draw(request));
}

TEST_F(PaperfluxWeightsTest, TakesTheLorasThatComeWithTheProgram) {
    EXPECT_TRUE(check(lora_file_));
}

TEST_F(PaperfluxWeightsTest, RefusesOtherFilesWithTheReason) {
    for (const Bytes& file : {Bytes(), Bytes("<html>"), lora_file_.substr(0, 1000)}) {
        const Result<void> checked = check(file);

        ASSERT_EQ(code_of(checked), ErrorCode::unprocessable);
        EXPECT_FALSE(checked.error().message.empty());
    }
}

TEST_F(PaperfluxWeightsTest, RefusesAFileThatIsFarTooLargeWithoutReadingIt) {
    const fs::path path = folder_.path() / "large";
    std::ofstream(path, std::ios::binary) << lora_file_;
    fs::resize_file(path, (std::uintmax_t{64} << 20U) + 1);

    const Result<void> checked = run_(engine_.check_weights(path));

    ASSERT_EQ(code_of(checked), ErrorCode::unprocessable);
    EXPECT_THAT(checked.error().message, HasSubstr("far larger"));
}

TEST_F(PaperfluxWeightsTest, FailsWithEachImageWhileItsOwnModelIsBroken) {
    PaperfluxEngine broken(run_.executor(), objects_, random_, {"", "{}", "{}", "{}"}, 1);
    for (int attempt = 0; attempt < 2; ++attempt) {
        const std::string id = run_.value(broken.submit(request()));

        const Result<EngineImage> image = run_(broken.result(id, ignore_steps));

        ASSERT_FALSE(image);
        EXPECT_FALSE(image.error().message.empty());
    }
}

}  // namespace
}  // namespace likeness::paperflux_engine
