#include "net/http_date.hpp"

#include <algorithm>
#include <array>

namespace likeness::net {

namespace {

using namespace std::chrono_literals;
using std::chrono::sys_seconds;

constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 7> kLongDays =
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> kMonths =
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void append_number(std::string& out, unsigned value, unsigned digits) {
    std::string reversed;
    for (unsigned i = 0; i < digits; ++i) {
        reversed += static_cast<char>('0' + value % 10);
        value /= 10;
    }
    out.append(reversed.rbegin(), reversed.rend());
}

/// Takes pieces off the front of a date. After the first piece that does not fit, `failed` stays
/// true.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    bool failed() const { return failed_; }

    bool finished() const { return !failed_ && rest_.empty(); }

    Scanner& literal(std::string_view text) {
        if (!rest_.starts_with(text)) {
            failed_ = true;
            return *this;
        }
        rest_.remove_prefix(text.size());
        return *this;
    }

    /// Takes one of the names; its index, or 0 after a failure.
    template <std::size_t Count>
    unsigned name(const std::array<std::string_view, Count>& names) {
        const auto found = std::find_if(names.begin(), names.end(), [&](std::string_view n) {
            return rest_.starts_with(n);
        });
        if (found == names.end()) {
            failed_ = true;
            return 0;
        }
        rest_.remove_prefix(found->size());
        return static_cast<unsigned>(found - names.begin());
    }

    unsigned number(std::size_t digits) {
        const std::string_view text = rest_.substr(0, digits);
        if (text.size() < digits ||
            text.find_first_not_of("0123456789") != std::string_view::npos) {
            failed_ = true;
            return 0;
        }
        rest_.remove_prefix(digits);
        unsigned value = 0;
        for (const char c : text) {
            value = value * 10 + static_cast<unsigned>(c - '0');
        }
        return value;
    }

    /// A day of the month as asctime() writes it: two digits, or a space and one digit.
    unsigned padded_day() { return rest_.starts_with(' ') ? literal(" ").number(1) : number(2); }

private:
    std::string_view rest_;
    bool failed_ = false;
};

struct Fields {
    unsigned year = 0;
    unsigned month = 0;  // 0 is January
    unsigned day = 0;
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
};

void scan_time(Scanner& scanner, Fields& fields) {
    fields.hour = scanner.number(2);
    fields.minute = scanner.literal(":").number(2);
    fields.second = scanner.literal(":").number(2);
}

/// Sun, 06 Nov 1994 08:49:37 GMT
std::optional<Fields> scan_imf_fixdate(std::string_view text) {
    Scanner scanner(text);
    Fields fields;
    scanner.name(kDays);
    fields.day = scanner.literal(", ").number(2);
    fields.month = scanner.literal(" ").name(kMonths);
    fields.year = scanner.literal(" ").number(4);
    scan_time(scanner.literal(" "), fields);
    return scanner.literal(" GMT").finished() ? std::optional(fields) : std::nullopt;
}

/// Sunday, 06-Nov-94 08:49:37 GMT
std::optional<Fields> scan_rfc850_date(std::string_view text, sys_seconds now) {
    Scanner scanner(text);
    Fields fields;
    scanner.name(kLongDays);
    fields.day = scanner.literal(", ").number(2);
    fields.month = scanner.literal("-").name(kMonths);
    const unsigned two_digits = scanner.literal("-").number(2);
    scan_time(scanner.literal(" "), fields);
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(now)};
    const auto this_year = static_cast<unsigned>(static_cast<int>(today.year()));
    fields.year = this_year - this_year % 100 + two_digits;
    if (fields.year > this_year + 50) {
        fields.year -= 100;
    }
    return scanner.literal(" GMT").finished() ? std::optional(fields) : std::nullopt;
}

/// Sun Nov  6 08:49:37 1994
std::optional<Fields> scan_asctime_date(std::string_view text) {
    Scanner scanner(text);
    Fields fields;
    scanner.name(kDays);
    fields.month = scanner.literal(" ").name(kMonths);
    fields.day = scanner.literal(" ").padded_day();
    scan_time(scanner.literal(" "), fields);
    fields.year = scanner.literal(" ").number(4);
    return scanner.finished() ? std::optional(fields) : std::nullopt;
}

std::optional<sys_seconds> to_time(const Fields& fields) {
    const std::chrono::year_month_day date{
        std::chrono::year{static_cast<int>(fields.year)},
        std::chrono::month{fields.month + 1},
        std::chrono::day{fields.day}};
    // 60 is a leap second, which the grammar allows.
    if (!date.ok() || fields.hour > 23 || fields.minute > 59 || fields.second > 60) {
        return std::nullopt;
    }
    return std::chrono::sys_days{date} + std::chrono::hours{fields.hour} +
           std::chrono::minutes{fields.minute} + std::chrono::seconds{fields.second};
}

}  // namespace

std::string to_http_date(sys_seconds time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    std::string text;
    text.reserve(29);
    text += kDays.at(std::chrono::weekday{day}.c_encoding());
    text += ", ";
    append_number(text, static_cast<unsigned>(date.day()), 2);
    text += ' ';
    text += kMonths.at(static_cast<unsigned>(date.month()) - 1);
    text += ' ';
    append_number(text, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    text += ' ';
    append_number(text, static_cast<unsigned>(clock.hours().count()), 2);
    text += ':';
    append_number(text, static_cast<unsigned>(clock.minutes().count()), 2);
    text += ':';
    append_number(text, static_cast<unsigned>(clock.seconds().count()), 2);
    text += " GMT";
    return text;
}

std::optional<sys_seconds> parse_http_date(std::string_view text, sys_seconds now) {
    std::optional<Fields> fields = scan_imf_fixdate(text);
    if (!fields) {
        fields = scan_rfc850_date(text, now);
    }
    if (!fields) {
        fields = scan_asctime_date(text);
    }
    return fields ? to_time(*fields) : std::nullopt;
}

std::optional<sys_seconds> parse_http_date(std::string_view text) {
    return parse_http_date(
        text, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
    );
}

}  // namespace likeness::net
