#include "api/testing_table.hpp"

#include "api/testing_stream.hpp"
#include "base/signal.hpp"

#include <stdexcept>
#include <utility>

namespace likeness::api {

namespace {

struct EchoInput {
    std::string word;
    int times = 1;

    static constexpr std::string_view kName = "EchoInput";

    static constexpr auto fields() {
        return std::tuple{
            field("word", &EchoInput::word, "What to say.").within(1, 20),
            field("times", &EchoInput::times, "How often.").within(1, 3).defaulted(),
        };
    }
};

struct SlowInput {
    int milliseconds = 0;

    static constexpr std::string_view kName = "SlowInput";

    static constexpr auto fields() {
        return std::tuple{
            field("milliseconds", &SlowInput::milliseconds, "How long.").within(0, 1000)};
    }
};

struct CountInput {
    int to = 0;
    std::optional<std::string> last_event_id;

    static constexpr std::string_view kName = "CountInput";

    static constexpr auto fields() {
        return std::tuple{
            field("to", &CountInput::to, "The last number.").within(1, 9),
            field("lastEventId", &CountInput::last_event_id, "Go on after this."),
        };
    }
};

struct LabelInput {
    std::string label;

    static constexpr std::string_view kName = "LabelInput";

    static constexpr auto fields() {
        return std::tuple{field("label", &LabelInput::label, "What it is.").within(1, 20)};
    }
};

struct EchoOutput {
    std::string text;

    static constexpr std::string_view kName = "EchoOutput";

    static constexpr auto fields() {
        return std::tuple{field("text", &EchoOutput::text, "What was said.")};
    }
};

Task<EchoOutput> say(Call&, EchoInput input) {
    EchoOutput output;
    for (int i = 0; i < input.times; ++i) {
        output.text += input.word;
    }
    co_return output;
}

Task<EchoOutput> say_slowly(Call&, SlowInput input) {
    co_await sleep_for(std::chrono::milliseconds{input.milliseconds});
    co_return EchoOutput{"slow"};
}

Task<EchoOutput> shout(Call& call, EchoInput input) {
    co_await sleep_for(std::chrono::milliseconds{1});  // as what waits for a database
    call.headers.emplace_back("X-Shout", input.word);
    co_return EchoOutput{input.word + "!"};
}

Task<EchoOutput> be_busy(Call&, Nothing) {
    co_return Error::unavailable("Busy.");
}

Task<EchoOutput> have_a_bug(Call&, Nothing) {
    throw std::runtime_error("a bug with a secret");
    co_return EchoOutput{};
}

Task<EchoOutput> take_file(Call& call, LabelInput input) {
    if (call.upload == nullptr) {
        co_return Error{ErrorCode::unsupported_media_type, "Send a file."};
    }
    LIKENESS_CO_TRY(const Bytes bytes, co_await call.upload->read_body(1'000));
    co_return EchoOutput{input.label + ": " + bytes};
}

Task<std::unique_ptr<EventSource>> count(Call&, CountInput input) {
    std::deque<ListedEvents::Item> items;
    for (int number = std::stoi(input.last_event_id.value_or("0")) + 1; number <= input.to;
         ++number) {
        const std::string text = std::to_string(number);
        items.emplace_back(OutgoingEvent{text, "number", "{\"text\":\"" + text + "\"}"});
    }
    std::unique_ptr<EventSource> source = std::make_unique<ListedEvents>(std::move(items));
    co_return source;
}

std::vector<Operation> make_operations() {
    using enum Kind;
    using enum Access;
    using net::Method;
    std::vector<Operation> rows{
        {"echo.text", query, everyone, {Method::get, "/api/echo/{word}"}, answers(&say), "Says."},
        {"echo.slow", query, everyone, {Method::get, "/api/slow"}, answers(&say_slowly), "Waits."},
        {"echo.shout",
         mutation,
         signed_in,
         {Method::post, "/api/shouts", 201},
         answers(&shout),
         "Shouts."},
        {"echo.limited",
         mutation,
         everyone,
         {Method::post, "/api/limited"},
         answers(&say),
         "Says."},
        {"fail.busy",
         query,
         everyone,
         {Method::get, "/api/echo/busy"},
         answers(&be_busy),
         "Fails."},
        {"fail.bug", query, everyone, {Method::get, "/api/bug"}, answers(&have_a_bug), "Throws."},
        {"count.events",
         subscription,
         everyone,
         {Method::get, "/api/count/{to}/events"},
         streams<EchoOutput>(&count),
         "Counts."},
        {"files.take",
         mutation,
         signed_in,
         {Method::post, "/api/files"},
         answers(&take_file),
         "Takes."},
    };
    for (Operation& row : rows) {
        row.is_limited_by_address = row.name == "echo.limited";
        row.takes_file = row.name == "files.take";
    }
    return rows;
}

}  // namespace

const std::vector<Operation>& testing_operations() {
    static const std::vector<Operation> rows = make_operations();
    return rows;
}

}  // namespace likeness::api
