#include "core/page.hpp"

#include "base/bytes.hpp"
#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;

TEST(CursorTest, IsReadFromItsOwnText) {
    const Cursor cursor{test::kNoon + 7ms, "0123456789abcdef0123456789abcdef"};

    EXPECT_EQ(*Cursor::parse(cursor.text()), cursor);
}

TEST(CursorTest, FitsIntoAUrlAsItIs) {
    const std::string text = Cursor{test::kNoon, "0123456789abcdef0123456789abcdef"}.text();

    EXPECT_EQ(
        text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
        std::string::npos
    );
}

TEST(CursorTest, RefusesWhatItDidNotMakeNamingTheField) {
    const std::string time = to_iso(test::kNoon);
    for (const std::string& text :
         {std::string(),
          std::string("x"),
          std::string("not base64url!"),
          std::string(10'000, 'A'),
          to_base64url("no time at all, but long enough"),
          to_base64url(time),             // no id
          to_base64url(time + "ABCDEF"),  // upper case
          to_base64url(time + "' OR 1=1 --"),
          to_base64url(time + std::string(65, 'a')),  // too long an id
          to_base64url("2026-02-30T00:00:00.000Z"
                       "abcd"),  // no such day
          to_base64url("2026-11-21t12:00:00.000z"
                       "abcd"),  // not as we write times
          to_base64url("2026-11-21T12:00:60.000Z"
                       "abcd")}) {
        const Result<Cursor> cursor = Cursor::parse(text);

        ASSERT_FALSE(cursor) << text;
        EXPECT_EQ(test::code_of(cursor), ErrorCode::invalid_argument);
        ASSERT_EQ(cursor.error().fields.size(), 1U);
        EXPECT_EQ(cursor.error().fields[0].path, "cursor");
    }
}

}  // namespace
}  // namespace likeness
