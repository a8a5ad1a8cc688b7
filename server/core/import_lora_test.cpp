#include "core/import_lora.hpp"

#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/fake_engine.hpp"
#include "testing/memory_object_store.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/temporary_folder.hpp"
#include "testing/test_database.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace likeness {
namespace {

using test::sample_wallet;

class ImportLoraTest : public ::testing::Test {
protected:
    /// A file that was looked at, with all facts.
    StagedLora staged() {
        const std::filesystem::path file = folder_.path() / "weights.safetensors";
        std::ofstream(file) << "the weights";
        StagedLora staged;
        staged.file = std::make_shared<StagedFile>(file);
        staged.byte_count = 11;
        staged.sha256 = "5a1e";
        staged.facts.base_model = safetensors::BaseModel::paperflux_1;
        staged.facts.key_family = safetensors::KeyFamily::diffusers;
        staged.facts.rank = 8;
        staged.facts.alpha = 4.0;
        staged.facts.parameter_count = 61'440;
        staged.facts.title = "Paper Boats";
        staged.facts.trigger = {"pprbts", "trigger_word"};
        staged.facts.training = {{"steps", "1000"}, {"comment", "\"quoted\"\n"}};
        staged.facts.warnings = {"The ranks differ."};
        return staged;
    }

    Result<Lora> import(LoraLabels labels = {}) {
        return run_(import_.import(owner_, std::move(labels), staged()));
    }

    std::size_t loras_of_owner() {
        LoraQuery query;
        query.viewer = owner_.wallet;
        return run_.value(database_.loras().list(query)).items.size();
    }

    void expect_nothing_was_left() {
        EXPECT_TRUE(store_.keys(Bucket::loras).empty());
        EXPECT_EQ(loras_of_owner(), 0U);
    }

    const Caller owner_{sample_wallet(1), false};

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::TemporaryFolder folder_;
    test::TestDatabase database_;
    test::MemoryObjectStore store_{run_.executor()};
    test::FakeEngine engine_{run_.executor()};
    Engines engines_{{engine_}};
    People people_{database_.people(), clock_};
    ImportLora import_{database_.loras(), store_, engines_, people_, clock_, random_};
};

TEST_F(ImportLoraTest, WarnsOfAFileThatIsHereAlready) {
    const Lora first = *import();
    const Lora second = *import();

    EXPECT_EQ(first.file.warnings, std::vector<std::string>{"The ranks differ."});
    ASSERT_EQ(second.file.warnings.size(), 2U);
    EXPECT_EQ(
        second.file.warnings[1], "The very same file is here already as \"Paper Boats\" (number 1)."
    );
}

TEST_F(ImportLoraTest, MakesALoraOfWhatTheFileTells) {
    const Lora lora = *import();

    EXPECT_EQ(lora.number, 1);
    EXPECT_EQ(lora.wallet, sample_wallet(1));
    EXPECT_EQ(lora.name, "Paper Boats");
    EXPECT_EQ(lora.trigger_word, "pprbts");
    EXPECT_EQ(lora.status, LoraStatus::completed);
    EXPECT_EQ(lora.source, LoraSource::import);
    EXPECT_EQ(lora.visibility, Visibility::private_);
    EXPECT_EQ(lora.created_at, clock_.now());
    EXPECT_EQ(lora.file.path, weights_key(lora.id));
    EXPECT_EQ(lora.file.byte_count, 11);
    EXPECT_EQ(lora.file.sha256, "5a1e");
    EXPECT_EQ(lora.file.base_model, "paperflux-1");
    EXPECT_EQ(lora.file.key_family, "diffusers");
    EXPECT_EQ(lora.file.rank, 8);
    EXPECT_EQ(lora.file.alpha, 4.0);
    EXPECT_EQ(lora.file.parameter_count, 61'440);
    EXPECT_EQ(lora.file.details, R"({"steps":"1000","comment":"\"quoted\"\n"})");
    EXPECT_EQ(lora.file.warnings, staged().facts.warnings);
}

TEST_F(ImportLoraTest, PutsTheWeightsIntoTheStore) {
    const Lora lora = *import();

    const auto* object = store_.find(Bucket::loras, lora.file.path);
    ASSERT_NE(object, nullptr);
    EXPECT_EQ(object->data, "the weights");
    EXPECT_TRUE(ObjectKey::parse(lora.file.path.text()));
}

TEST_F(ImportLoraTest, EndsWhatIsOnItsWayToTheStoreAlready) {
    StagedLora ahead = staged();
    ahead.id = import_.new_id();
    const ObjectKey key = weights_key(*ahead.id);
    ahead.on_its_way = run_.value(
        store_.begin_file(Bucket::loras, key, ahead.file->path(), "application/octet-stream")
    );
    EXPECT_EQ(store_.find(Bucket::loras, key), nullptr);

    const Lora lora = *run_(import_.import(owner_, {}, ahead));

    EXPECT_EQ(lora.id, *ahead.id);
    EXPECT_EQ(lora.file.path, key);
    EXPECT_EQ(store_.find(Bucket::loras, key)->data, "the weights");
}

TEST_F(ImportLoraTest, BelievesItsOwnerMoreThanTheFile) {
    const Person person = run_.value(people_.create(sample_wallet(1), "Ada", ""));

    const Lora lora = *import(
        {.name = " Kites ",
         .trigger_word = "kts",
         .person = person.id,
         .visibility = Visibility::public_}
    );

    EXPECT_EQ(lora.name, "Kites");
    EXPECT_EQ(lora.trigger_word, "kts");
    EXPECT_EQ(lora.person, person.id);
    EXPECT_EQ(lora.visibility, Visibility::public_);
}

TEST_F(ImportLoraTest, LetsItsOwnerTakeTheTriggerWordAway) {
    EXPECT_EQ(import({.trigger_word = ""})->trigger_word, "");
}

TEST_F(ImportLoraTest, TakesAnEmptyNameForNone) {
    EXPECT_EQ(import({.name = ""})->name, "Paper Boats");
}

TEST_F(ImportLoraTest, LeavesOutWhatItWouldRefuseFromAPerson) {
    StagedLora odd = staged();
    odd.facts.title = " \n ";
    odd.facts.trigger.phrase = "a<b>";

    const Lora lora = *run_(import_.import(owner_, {}, std::move(odd)));

    EXPECT_EQ(lora.name, "Untitled LoRA");
    EXPECT_EQ(lora.trigger_word, "");
}

TEST_F(ImportLoraTest, RefusesBadLabelsBeforeAnythingIsStored) {
    for (const LoraLabels& labels :
         {LoraLabels{.name = " "},
          LoraLabels{.name = std::string(121, 'x')},
          LoraLabels{.trigger_word = "a,b"}}) {
        EXPECT_EQ(
            test::code_of(run_(import_.check_labels(owner_, labels))), ErrorCode::invalid_argument
        );
        EXPECT_EQ(test::code_of(import(labels)), ErrorCode::invalid_argument);
    }
    expect_nothing_was_left();
}

TEST_F(ImportLoraTest, RefusesAPersonOfAnotherWallet) {
    const Person person = run_.value(people_.create(sample_wallet(2), "Eve", ""));

    EXPECT_EQ(test::code_of(import({.person = person.id})), ErrorCode::permission_denied);
    EXPECT_EQ(test::code_of(import({.person = 999})), ErrorCode::not_found);
    expect_nothing_was_left();
}

TEST_F(ImportLoraTest, RefusesWhatItsEngineCouldNotUse) {
    engine_.weights.next({ErrorCode::unprocessable, "The rank is too high."});

    const Result<Lora> refused = import();

    EXPECT_EQ(test::code_of(refused), ErrorCode::unprocessable);
    EXPECT_EQ(refused.error().message, "The rank is too high.");
    expect_nothing_was_left();
}

TEST_F(ImportLoraTest, AsksNoEngineAboutLorasOfOtherModels) {
    engine_.weights.always({ErrorCode::unprocessable, "Not mine."});
    StagedLora other = staged();
    other.facts.base_model = safetensors::BaseModel::flux_1;

    const Result<Lora> lora = run_(import_.import(owner_, {}, std::move(other)));

    ASSERT_TRUE(lora);
    EXPECT_EQ(lora->file.base_model, "flux.1");
}

TEST_F(ImportLoraTest, RefusesALoraForAModelThatLikenessDoesNotDrive) {
    for (const auto base : {safetensors::BaseModel::sdxl, safetensors::BaseModel::unknown}) {
        StagedLora foreign = staged();
        foreign.facts.base_model = base;

        const Result<Lora> refused = run_(import_.import(owner_, {}, std::move(foreign)));

        EXPECT_EQ(test::code_of(refused), ErrorCode::unprocessable);
    }
    expect_nothing_was_left();
}

TEST_F(ImportLoraTest, AddsNoRowWhenTheStoreTakesNoFile) {
    store_.puts.next(Error::unavailable("The disk is full."));

    EXPECT_EQ(test::code_of(import()), ErrorCode::unavailable);
    expect_nothing_was_left();
}

TEST_F(ImportLoraTest, RemovesTheFileWhenTheRowCannotBeAdded) {
    {
        const test::DatabaseLock lock(database_);

        EXPECT_EQ(test::code_of(import()), ErrorCode::unavailable);
    }
    EXPECT_EQ(store_.puts.calls(), 1);
    expect_nothing_was_left();
}

TEST_F(ImportLoraTest, TellsOfTheDatabaseEvenWhenTheFileCannotBeRemoved) {
    store_.removes.next({ErrorCode::internal, "The store is broken."});
    const test::DatabaseLock lock(database_);

    EXPECT_EQ(test::code_of(import()), ErrorCode::unavailable);
}

}  // namespace
}  // namespace likeness
