#include "net/http_date.hpp"

#include <gtest/gtest.h>

namespace likeness::net {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

const sys_seconds kExample = sys_days{1994y / 11 / 6} + 8h + 49min + 37s;
const sys_seconds kNow = sys_days{2026y / 11 / 21};

TEST(HttpDateTest, WritesThePreferredForm) {
    EXPECT_EQ(to_http_date(kExample), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(
        to_http_date(sys_days{2028y / 2 / 29} + 23h + 59min + 59s), "Tue, 29 Feb 2028 23:59:59 GMT"
    );
}

TEST(HttpDateTest, ReadsAllThreeForms) {
    EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT", kNow), kExample);
    EXPECT_EQ(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", kNow), kExample);
    EXPECT_EQ(parse_http_date("Sun Nov  6 08:49:37 1994", kNow), kExample);
    EXPECT_EQ(parse_http_date("Wed Nov 16 08:49:37 1994", kNow), kExample + 24h * 10);
}

TEST(HttpDateTest, PutsTwoDigitYearsWithinFiftyYears) {
    EXPECT_EQ(
        parse_http_date("Friday, 01-Jan-76 00:00:00 GMT", kNow),
        sys_seconds{sys_days{2076y / 1 / 1}}
    );
    EXPECT_EQ(
        parse_http_date("Friday, 01-Jan-77 00:00:00 GMT", kNow),
        sys_seconds{sys_days{1977y / 1 / 1}}
    );
}

TEST(HttpDateTest, RefusesWhatIsNoDate) {
    for (const std::string_view text :
         {"",
          "Sun, 06 Nov 1994 08:49:37",
          "Sun, 06 Nov 1994 08:49:37 CET",
          "Sun, 06 Nov 1994 08:49:37 GMT ",
          "Sun, 6 Nov 1994 08:49:37 GMT",
          "Sun, 31 Feb 1994 08:49:37 GMT",
          "Sun, 06 Nov 1994 24:00:00 GMT",
          "Sun, 06 Nov 1994 08:61:37 GMT",
          "Sun, 06 nov 1994 08:49:37 GMT",
          "Xun, 06 Nov 1994 08:49:37 GMT",
          "Sun, 06 Nov 94 08:49:37 GMT",
          "1994-11-06T08:49:37Z"}) {
        EXPECT_FALSE(parse_http_date(text, kNow)) << text;
    }
}

}  // namespace
}  // namespace likeness::net
