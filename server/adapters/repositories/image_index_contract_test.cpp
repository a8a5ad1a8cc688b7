#include "base/bytes.hpp"
#include "testing/repository_contract.hpp"

#include <gmock/gmock.h>

#include <numeric>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;

class ImageIndexContract : public RepositoryContract {
protected:
    ImageIndex index(std::string_view text) {
        ImageQuery query;
        query.wallet = sample_wallet(1);
        query.search = parse_image_search(text).value();
        return run_.value(images().index(query));
    }

    static std::vector<std::string> ids_in(const ImageIndex& index) {
        const Bytes bytes = from_base64(index.ids).value();
        std::vector<std::string> ids;
        for (std::size_t at = 0; at < bytes.size(); at += 16) {
            ids.push_back(to_hex(bytes.substr(at, 16)));
        }
        return ids;
    }

    std::vector<GeneratedImage> made(std::string prompt, int count) {
        clock_.advance(25h);
        NewBatch batch = samples_.batch(lora_, sample_wallet(1), count);
        batch.batch.prompt = std::move(prompt);
        std::vector<Timestamp> times;
        for (int i = 0; i < count; ++i) {
            times.push_back(clock_.now() + i * 1s);
        }
        return kept(std::move(batch), times);
    }

    Lora lora_ = added_lora(sample_wallet(1));
};

TEST_P(ImageIndexContract, TellsNothingOfNothing) {
    const ImageIndex none = index("");

    EXPECT_EQ(none.total, 0);
    EXPECT_EQ(none.ids, "");
    EXPECT_TRUE(none.shapes.empty());
    EXPECT_TRUE(none.batches.empty());
    EXPECT_TRUE(none.months.empty());
}

TEST_P(ImageIndexContract, TellsIdsShapesBatchesAndMonthsNewestFirst) {
    const auto old = made("fox", 2);
    clock_.advance(40 * 24h);
    const auto fresh = made("fox", 3);

    const ImageIndex all = index("");

    EXPECT_EQ(all.total, 5);
    EXPECT_THAT(
        ids_in(all),
        ::testing::ElementsAre(
            fresh[2].id.text(),
            fresh[1].id.text(),
            fresh[0].id.text(),
            old[1].id.text(),
            old[0].id.text()
        )
    );
    EXPECT_THAT(all.batches, ::testing::ElementsAre(3, 2));
    ASSERT_EQ(all.shapes.size(), 1U);
    EXPECT_EQ(all.shapes[0].width, fresh[0].size.width);
    EXPECT_EQ(all.shapes[0].height, fresh[0].size.height);
    EXPECT_EQ(all.shapes[0].count, 5);
    ASSERT_EQ(all.months.size(), 2U);
    EXPECT_EQ(all.months[0].name, to_iso(fresh[0].created_at).substr(0, 7));
    EXPECT_EQ(all.months[0].count, 3);
    EXPECT_EQ(all.months[1].count, 2);
}

TEST_P(ImageIndexContract, IsNarrowedAsTheListIs) {
    const auto foxes = made("fox", 2);
    const auto hares = made("hare", 2);
    run_.value(trash().put(sample_wallet(1), {foxes[1].id}, clock_.now()));
    run_.value(library().change_tags(sample_wallet(1), {hares[0].id}, {"best"}, {}, 30));

    EXPECT_THAT(ids_in(index("fox")), ::testing::ElementsAre(foxes[0].id.text()));
    EXPECT_THAT(ids_in(index("-fox")).size(), 2U);
    EXPECT_THAT(ids_in(index("tag:best")), ::testing::ElementsAre(hares[0].id.text()));
    EXPECT_THAT(ids_in(index("is:trashed")), ::testing::ElementsAre(foxes[1].id.text()));
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    ImageIndexContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
