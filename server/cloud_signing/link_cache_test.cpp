#include "cloud_signing/link_cache.hpp"

#include <gtest/gtest.h>

#include <set>

namespace likeness::cloud_signing {
namespace {

using namespace std::chrono_literals;

class LinkCacheTest : public ::testing::Test {
protected:
    std::string link(const std::string& object, std::chrono::seconds lifetime = 1h) {
        return cache_.link(object, lifetime, now_, [&](Timestamp from, std::chrono::seconds life) {
            ++signed_;
            from_ = from;
            end_ = from + life;
            return object + "?" + std::to_string(from.time_since_epoch().count()) + "+" +
                   std::to_string(life.count());
        });
    }

    LinkCache cache_{100'000};
    Timestamp now_ = parse_iso("2026-11-21T10:46:00Z").value();
    Timestamp from_;
    Timestamp end_;
    int signed_ = 0;
};

TEST_F(LinkCacheTest, GivesTheSameLinkOutWithoutSigningAgain) {
    const std::string first = link("a");

    EXPECT_EQ(link("a"), first);
    EXPECT_EQ(signed_, 1);
}

TEST_F(LinkCacheTest, SignsForAtLeastTheLifetimeAndAtMostTwice) {
    for (int object = 0; object < 100; ++object) {
        link(std::to_string(object));

        EXPECT_LE(from_, now_);
        EXPECT_GE(end_, now_ + 1h);
        EXPECT_LE(end_, now_ + 2h);
    }
}

TEST_F(LinkCacheTest, SignsAnewWhenHalfOfTheLifeIsOver) {
    const std::string first = link("a");

    now_ = from_ + 1h - 1ms;
    EXPECT_EQ(link("a"), first);
    now_ += 1ms;

    EXPECT_NE(link("a"), first);
    EXPECT_EQ(signed_, 2);
}

TEST_F(LinkCacheTest, MakesTheSameLinkOnEveryNode) {
    const std::string here = link("a");
    now_ = from_ + 30min;
    LinkCache elsewhere(1'000);

    const std::string there =
        elsewhere.link("a", 1h, now_, [](Timestamp from, std::chrono::seconds life) {
            return "a?" + std::to_string(from.time_since_epoch().count()) + "+" +
                   std::to_string(life.count());
        });

    EXPECT_EQ(there, here);
}

TEST_F(LinkCacheTest, SpreadsTheMomentsAtWhichLinksChange) {
    std::set<Timestamp> moments;
    for (int object = 0; object < 100; ++object) {
        link("object " + std::to_string(object));
        moments.insert(from_);
    }

    EXPECT_GT(moments.size(), 90U);
}

TEST_F(LinkCacheTest, KeepsLinksOfDifferentLifetimesApart) {
    EXPECT_NE(link("a", 1h), link("a", 10min));
    link("a", 1h);

    EXPECT_EQ(signed_, 2);
}

TEST_F(LinkCacheTest, NeverSignsForLongerThanTheStoresTake) {
    link("a", 24h * 365);

    EXPECT_LE(end_ - from_, 24h * 7);
}

TEST_F(LinkCacheTest, StaysBelowItsBoundAndForgetsWhatWasUsedLongestAgo) {
    link("first");
    for (int object = 0; object < 10'000; ++object) {
        link("object " + std::to_string(object));
        if (object < 9'000) {
            link("first");
        }
        ASSERT_LE(cache_.bytes(), 100'000U);
    }
    const int before = signed_;

    link("object 9999");
    EXPECT_EQ(signed_, before);
    link("first");
    EXPECT_EQ(signed_, before + 1);
}

TEST_F(LinkCacheTest, TakesAClockThatIsSetBack) {
    link("a");
    now_ -= 24h;

    link("a");

    EXPECT_LE(from_, now_);
    EXPECT_GE(end_, now_ + 1h);
}

}  // namespace
}  // namespace likeness::cloud_signing
