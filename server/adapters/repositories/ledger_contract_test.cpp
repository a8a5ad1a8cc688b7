#include "adapters/repositories/testing_ledger.hpp"
#include "testing/code_of.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class GenerationLedgerContract : public LedgerContract {
protected:
    std::vector<std::string> prompts(std::string prefix, int limit = 10) {
        std::vector<std::string> texts;
        for (const PastPrompt& past :
             run_.value(ledger().prompts(sample_wallet(1), std::move(prefix), limit))) {
            texts.push_back(past.prompt);
        }
        return texts;
    }

    void accept_prompt(std::string prompt, int wallet = 1) {
        NewBatch asked = batch(wallet);
        asked.exempt = true;
        asked.batch.prompt = std::move(prompt);
        clock_.advance(1s);
        asked.batch.created_at = clock_.now();
        ASSERT_TRUE(accept(std::move(asked)));
    }
};

TEST_P(GenerationLedgerContract, KeepsEveryPartOfABatchAsItIs) {
    NewBatch asked = batch(2, 3);
    GenerationBatch& before = asked.batch;
    before.person = std::numeric_limits<PersonId>::max();
    before.prompt = R"(a "cat"'; DROP TABLE generation_batches;-- 🐈‍⬛)";
    before.final_prompt = before.prompt + " in the style of pprbts";
    before.settings = {{2048, 256}, 50, 1.25, 0.0, OutputFormat::webp, false};
    before.seed = {std::numeric_limits<std::uint64_t>::max() - 1};
    for (GenerationJob& job : before.jobs) {
        job.seed = before.seed.of_image(job.index);
    }

    const BatchId id = accepted(asked);

    const GenerationBatch after = stored(id);
    EXPECT_EQ(after.id, before.id);
    EXPECT_EQ(after.wallet, sample_wallet(2));
    EXPECT_EQ(after.lora, lora_.id);
    EXPECT_EQ(after.person, before.person);
    EXPECT_EQ(after.prompt, before.prompt);
    EXPECT_EQ(after.final_prompt, before.final_prompt);
    EXPECT_EQ(after.settings.size, before.settings.size);
    EXPECT_EQ(after.settings.num_inference_steps, 50);
    EXPECT_EQ(after.settings.guidance_scale, 1.25);
    EXPECT_EQ(after.settings.lora_scale, 0.0);
    EXPECT_EQ(after.settings.output_format, OutputFormat::webp);
    EXPECT_FALSE(after.settings.enable_safety_checker);
    EXPECT_EQ(after.seed, before.seed);
    EXPECT_EQ(after.engine, "fake");
    EXPECT_EQ(after.state, BatchState::queued);
    EXPECT_EQ(after.quota, QuotaState::reserved);
    EXPECT_FALSE(after.failure);
    EXPECT_EQ(after.created_at, kNoon);
    EXPECT_EQ(after.started_at, std::nullopt);
    EXPECT_EQ(after.finished_at, std::nullopt);
    EXPECT_EQ(after.started_event, 0);
    EXPECT_EQ(after.finished_event, 0);
    EXPECT_THAT(after.images, IsEmpty());
    ASSERT_THAT(after.jobs, SizeIs(3));
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(after.jobs[i].id, before.jobs[i].id);
        EXPECT_EQ(after.jobs[i].index, static_cast<int>(i));
        EXPECT_EQ(after.jobs[i].state, JobState::queued);
        EXPECT_EQ(after.jobs[i].event, 0);
    }
    // Seeds beyond 2^63 survive, and wrap at 2^64.
    EXPECT_EQ(after.jobs[1].seed, Seed{std::numeric_limits<std::uint64_t>::max()});
    EXPECT_EQ(after.jobs[2].seed, Seed{0});
}

TEST_P(GenerationLedgerContract, KeepsFurtherLorasAndTheScalesOfALadder) {
    const Lora second = added_lora(sample_wallet(1));
    const Lora third = added_lora(sample_wallet(1));
    NewBatch asked = batch(2, 3);
    asked.batch.further_loras = {{third.id, 0.25}, {second.id, 0.0}};
    asked.batch.jobs[1].lora_scale = 0.0;
    asked.batch.jobs[2].lora_scale = 1.65;

    const GenerationBatch after = stored(accepted(asked));

    EXPECT_EQ(after.further_loras, asked.batch.further_loras);
    EXPECT_EQ(after.jobs[0].lora_scale, std::nullopt);
    EXPECT_EQ(after.jobs[1].lora_scale, 0.0);
    EXPECT_EQ(after.jobs[2].lora_scale, 1.65);
}

TEST_P(GenerationLedgerContract, FindsNothingUnderAnUnknownId) {
    const BatchId unknown = random_.id<BatchId>(kNoon);

    EXPECT_EQ(code_of(run_(ledger().find(unknown))), ErrorCode::not_found);
    EXPECT_EQ(code_of(run_(ledger().jobs_ahead(unknown))), ErrorCode::not_found);
}

TEST_P(GenerationLedgerContract, AnswersARepeatedKeyWithTheBatchOfThen) {
    NewBatch first = batch();
    first.idempotency_key = "key";
    NewBatch again = batch();
    again.idempotency_key = "key";

    const Acceptance original = *accept(first);
    const Acceptance replayed = *accept(again);

    EXPECT_FALSE(original.replayed);
    EXPECT_TRUE(replayed.replayed);
    EXPECT_EQ(replayed.batch, first.batch.id);
    EXPECT_THAT(units(), SizeIs(1));
    EXPECT_FALSE(run_(ledger().find(again.batch.id)));
}

TEST_P(GenerationLedgerContract, AnswersARepeatedKeyEvenWhenTheQuotaIsUsedUp) {
    NewBatch first = batch();
    first.idempotency_key = "key";
    ASSERT_TRUE(accept(first));
    for (int i = 0; i < 7; ++i) {
        ASSERT_TRUE(accept(batch()));
    }

    EXPECT_TRUE(accept(first)->replayed);
}

TEST_P(GenerationLedgerContract, RefusesAKeyThatWasUsedForAnotherRequest) {
    NewBatch first = batch();
    first.idempotency_key = "key";
    NewBatch other = batch();
    other.idempotency_key = "key";
    other.request_hash = "hash of another request";
    ASSERT_TRUE(accept(first));

    const Result<Acceptance> refused = accept(other);

    ASSERT_FALSE(refused);
    EXPECT_EQ(code_of(refused), ErrorCode::conflict);
    EXPECT_THAT(units(), SizeIs(1));
}

TEST_P(GenerationLedgerContract, KeepsTheKeysOfWalletsApart) {
    NewBatch mine = batch(1);
    mine.idempotency_key = "key";
    NewBatch theirs = batch(2);
    theirs.idempotency_key = "key";

    EXPECT_FALSE(accept(mine)->replayed);
    EXPECT_FALSE(accept(theirs)->replayed);
}

TEST_P(GenerationLedgerContract, AcceptsOneOfManyParallelRequestsUnderOneKey) {
    std::vector<Task<Acceptance>> calls;
    for (int i = 0; i < 20; ++i) {
        NewBatch repeated = batch();
        repeated.idempotency_key = "key";
        calls.push_back(ledger().accept(std::move(repeated)));
    }

    const std::vector<Result<Acceptance>> results = run_.all(std::move(calls));

    EXPECT_EQ(
        std::count_if(
            results.begin(), results.end(), [](const auto& result) { return result->replayed; }
        ),
        19
    );
    EXPECT_THAT(units(), SizeIs(1));
}

TEST_P(GenerationLedgerContract, ListsTheOpenBatchesOfAWalletOldestFirst) {
    const BatchId older = accepted(batch());
    clock_.advance(1s);
    const BatchId newer = accepted(batch());
    clock_.advance(1s);
    const BatchId ended = accepted(batch());
    accepted(batch(2));
    ASSERT_TRUE(run_(queue().cancel(ended, clock_.now())));
    begun();

    std::vector<std::string> ids;
    for (const GenerationBatch& open : run_.value(ledger().open_batches(sample_wallet(1)))) {
        ids.push_back(open.id.text());
    }

    EXPECT_THAT(ids, ElementsAre(older.text(), newer.text()));
}

TEST_P(GenerationLedgerContract, CountsTheWaitingJobsThatWereAcceptedEarlier) {
    const BatchId first = accepted(batch(1, 4));
    clock_.advance(1s);
    const BatchId second = accepted(batch(2, 2));
    clock_.advance(1s);
    const BatchId third = accepted(batch(3, 1));

    EXPECT_EQ(*run_(ledger().jobs_ahead(first)), 0);
    EXPECT_EQ(*run_(ledger().jobs_ahead(second)), 4);
    EXPECT_EQ(*run_(ledger().jobs_ahead(third)), 6);
}

TEST_P(GenerationLedgerContract, CountsNoJobAheadThatWasTakenOrIsForAnotherEngine) {
    accepted(batch(1, 1));
    begun();
    NewBatch elsewhere = batch(1, 4);
    elsewhere.batch.engine = "another engine";
    accepted(std::move(elsewhere));
    clock_.advance(1s);
    const BatchId id = accepted(batch(2, 1));

    EXPECT_EQ(*run_(ledger().jobs_ahead(id)), 0);
}

TEST_P(GenerationLedgerContract, CountsAThousandJobsAheadAtMost) {
    NewBatch large = batch(1, 1'010);
    accepted(std::move(large));
    clock_.advance(1s);
    const BatchId id = accepted(batch(2));

    EXPECT_EQ(*run_(ledger().jobs_ahead(id)), 1'000);
}

TEST_P(GenerationLedgerContract, RemembersPromptsOnceEachMostRecentFirst) {
    accept_prompt("a fox");
    accept_prompt("a boat");
    accept_prompt("a fox");
    accept_prompt("of another wallet", 2);

    EXPECT_THAT(prompts(""), ElementsAre("a fox", "a boat"));
}

TEST_P(GenerationLedgerContract, TellsWhenAndWithWhatAPromptWasUsedLast) {
    accept_prompt("a fox");
    accept_prompt("a fox");

    const std::vector<PastPrompt> past = *run_(ledger().prompts(sample_wallet(1), "", 10));

    ASSERT_THAT(past, SizeIs(1));
    EXPECT_EQ(past[0].lora, lora_.id);
    EXPECT_EQ(past[0].last_used_at, kNoon + 2s);
}

TEST_P(GenerationLedgerContract, FindsPromptsByTheirBeginningTakenLiterally) {
    accept_prompt("100% wool");
    accept_prompt("100 sheep");
    accept_prompt("_under");
    accept_prompt("Ünder");
    accept_prompt("🎃 one");
    accept_prompt("🎄 two");

    EXPECT_THAT(prompts("100%"), ElementsAre("100% wool"));
    EXPECT_THAT(prompts("100"), ElementsAre("100 sheep", "100% wool"));
    EXPECT_THAT(prompts("_"), ElementsAre("_under"));
    EXPECT_THAT(prompts("Ün"), ElementsAre("Ünder"));
    EXPECT_THAT(prompts("🎃"), ElementsAre("🎃 one"));
    EXPECT_THAT(prompts("' OR 1=1 --"), IsEmpty());
}

TEST_P(GenerationLedgerContract, TellsNoMorePromptsThanAsked) {
    for (const char* prompt : {"a", "b", "c", "d"}) {
        accept_prompt(prompt);
    }

    EXPECT_THAT(prompts("", 3), ElementsAre("d", "c", "b"));
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    GenerationLedgerContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
