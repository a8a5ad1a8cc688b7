#include "core/neighbours.hpp"

#include "core/batch_stream.hpp"
#include "testing/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace likeness {
namespace {

using namespace std::chrono_literals;

/// One end of a wire between two processes; what is said at one end is heard at the other at once.
class WireEnd final : public Broadcast {
public:
    boost::asio::awaitable<void> run(Hearer hearer) override {
        hearer_ = std::move(hearer);
        co_return;
    }

    void stop() override {}

    void send(std::string message) override {
        said.push_back(message);
        if (other != nullptr && other->hearer_) {
            other->hearer_(message);
        }
    }

    WireEnd* other = nullptr;
    std::vector<std::string> said;

private:
    Hearer hearer_;
};

/// Two processes on one database. The first takes people's requests, the second makes the images.
class NeighboursTest : public ::testing::Test {
protected:
    NeighboursTest() {
        front_wire_.other = &back_wire_;
        back_wire_.other = &front_wire_;
        world_.run(front_neighbours_.run());
        world_.run(back_neighbours_.run());
    }

    test::World world_;
    Lora lora_ = world_.add_lora(test::sample_wallet(1));
    test::Process front_{world_, test::quick_options("front")};
    test::Process back_{world_, slow_to_look()};
    WireEnd front_wire_;
    WireEnd back_wire_;
    Neighbours front_neighbours_{front_wire_, front_.events, front_.runner};
    Neighbours back_neighbours_{back_wire_, back_.events, back_.runner};

private:
    static GenerationRunner::Options slow_to_look() {
        GenerationRunner::Options options = test::quick_options("back");
        options.poll = 60s;
        return options;
    }
};

TEST_F(NeighboursTest, WakeEachOtherForNewJobsAndTellHowTheyGo) {
    back_.runner.start();
    world_.run.a_while(20ms);  // it has looked and found nothing

    const BatchId batch = front_.submit(lora_, 2);

    EXPECT_EQ(front_.ended(batch).state, BatchState::completed);
}

TEST_F(NeighboursTest, TellStepsToWatchersElsewhereButNotEachOfThem) {
    const BatchId batch = front_.submit(lora_);
    GenerationEvents::Watch watch(front_.events, batch);

    for (int step = 1; step <= 28; ++step) {
        back_.events.publish(batch, {0, JobProgress{0, step, 28}});
    }

    std::vector<GenerationEvent> seen;
    auto look = [](GenerationEvents::Watch& from, auto& to) -> boost::asio::awaitable<void> {
        to = co_await from.next(1ms);
    };
    world_.run(look(watch, seen));
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(std::get<JobProgress>(seen[0].what).step, 1);
    EXPECT_EQ(std::get<JobProgress>(seen[0].what).steps, 28);
    EXPECT_EQ(back_wire_.said.size(), 1U);
}

TEST_F(NeighboursTest, StopAJobThatIsInTheHandsOfTheOther) {
    world_.engine.working.close();
    back_.runner.start();
    const BatchId batch = front_.submit(lora_);
    world_.run.until([&] { return back_.runner.running() == 1; });
    world_.run.until([&] { return front_.stored(batch).jobs[0].state == JobState::running; });

    world_.run.value(front_.generate.cancel(front_.caller(), batch));

    world_.run.until([&] { return back_.runner.running() == 0; });
    EXPECT_EQ(front_.stored(batch).state, BatchState::cancelled);
}

TEST_F(NeighboursTest, UnderstandNothingThatIsNoMessageOfTheirs) {
    const BatchId batch = front_.submit(lora_);
    GenerationEvents::Watch watch(back_.events, batch);

    for (const std::string& message :
         {std::string("step"),
          "step " + batch.text(),
          "step " + batch.text() + " 1 2 x",
          "stop " + batch.text(),
          "later " + batch.text(),
          std::string("changed nothing"),
          std::string(" ")}) {
        front_wire_.send(message);
    }

    EXPECT_FALSE(watch.take_rows_changed());
}

TEST_F(NeighboursTest, MakeEverybodyLookAgainWhenMessagesMayBeMissing) {
    GenerationEvents::Watch watch(back_.events, front_.submit(lora_));

    front_wire_.send("");

    EXPECT_TRUE(watch.take_rows_changed());
    EXPECT_FALSE(watch.take_rows_changed());
}

}  // namespace
}  // namespace likeness
