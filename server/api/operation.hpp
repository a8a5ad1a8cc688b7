#pragma once

#include "api/decode.hpp"
#include "api/download.hpp"
#include "api/encode.hpp"
#include "api/services.hpp"
#include "api/types.hpp"
#include "base/task.hpp"
#include "net/request.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace likeness::api {

/// One call of an operation, whichever wire it came by.
struct Call {
    Services& services;
    Caller caller = {};
    std::optional<Timestamp> session_expires_at = {};
    std::optional<std::string> session_secret = {};
    std::string address = {};     // of the client
    std::string user_agent = {};  // likewise
    std::optional<std::string> idempotency_key = {};
    bool respond_async = false;      // the client prefers 202 to waiting
    net::Request* upload = nullptr;  // of operations that read a file from the body

    // What the handler adds to the answer.
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::optional<int> status = {};  // of the REST answer, where it differs from the row's
};

enum class Kind {
    query,
    mutation,
    subscription,
    download  // a file and no JSON: on REST alone
};

/// Who may call. What belongs to somebody is checked by the use case, which knows the owner.
enum class Access {
    everyone,
    signed_in,
    admin
};

/// An event of a subscription, encoded.
struct OutgoingEvent {
    std::string id;
    std::string name;  // "progress"
    std::string json;
};

/// The events of one subscriber.
class EventSource {
public:
    EventSource() = default;
    EventSource(const EventSource&) = delete;
    EventSource& operator=(const EventSource&) = delete;
    virtual ~EventSource() = default;

    /// The next event; nothing when `limit` passed without one.
    virtual Task<std::optional<OutgoingEvent>> next(std::chrono::milliseconds limit) = 0;
    /// True after the last event.
    virtual bool ended() const = 0;
};

/// A handler without its types: JSON in, JSON out.
class Endpoint {
public:
    Endpoint() = default;
    Endpoint(const Endpoint&) = delete;
    Endpoint& operator=(const Endpoint&) = delete;
    virtual ~Endpoint() = default;

    /// Decodes, runs, encodes. `input` is null when the caller gave none.
    virtual Task<std::string> run(Call& call, const json::value& input, InputForm form) const = 0;
    virtual Task<std::unique_ptr<EventSource>>
    subscribe(Call& call, const json::value& input, InputForm form) const = 0;

    virtual Task<Download> download(Call&, const json::value&, InputForm) const {
        co_return Error{ErrorCode::method_not_supported, "This operation gives no file."};
    }

    virtual TypeText input_type(TypeCollector& types) const = 0;
    virtual TypeText output_type(TypeCollector& types) const = 0;
    virtual bool takes_input() const = 0;
    /// Names of the input's fields, in their order: OpenAPI shows those of queries as parameters.
    virtual std::vector<std::string_view> input_names() const = 0;
    virtual bool is_required(std::string_view input_name) const = 0;
};

/// What every endpoint of one input type knows.
template <Described Input>
class EndpointTaking : public Endpoint {
public:
    TypeText input_type(TypeCollector& types) const override {
        return types.describe<Input>(TypeCollector::Direction::input);
    }

    bool takes_input() const override { return !std::is_same_v<Input, Nothing>; }

    std::vector<std::string_view> input_names() const override {
        std::vector<std::string_view> names;
        for_each_field<Input>([&](const auto& field) { names.push_back(field.name); });
        return names;
    }

    bool is_required(std::string_view input_name) const override {
        bool required = false;
        for_each_field<Input>([&](const auto& field) {
            required = required || (field.name == input_name && !field.has_default &&
                                    !is_optional(Input{}.*field.member));
        });
        return required;
    }

private:
    template <class T>
    static constexpr bool is_optional(const T&) {
        return false;
    }

    template <class T>
    static constexpr bool is_optional(const std::optional<T>&) {
        return true;
    }
};

/// Answers with one value. `Output` may be a vector of a described struct.
template <Described Input, class Output>
class AnsweringEndpoint final : public EndpointTaking<Input> {
public:
    using Handler = Task<Output> (*)(Call&, Input);

    explicit AnsweringEndpoint(Handler handler) : handler_(handler) {}

    Task<std::string> run(Call& call, const json::value& input, InputForm form) const override {
        LIKENESS_CO_TRY(Input decoded, decode<Input>(input, form));
        LIKENESS_CO_TRY(const Output output, co_await handler_(call, std::move(decoded)));
        std::string text;
        text.reserve(usual_size_);
        encode(text, output);
        usual_size_ = std::min(std::max(usual_size_, text.size()), kMostReserved);
        co_return text;
    }

    Task<std::unique_ptr<EventSource>> subscribe(Call&, const json::value&, InputForm)
        const override {
        co_return Error{
            ErrorCode::method_not_supported, "This operation gives one answer and no events."};
    }

    TypeText output_type(TypeCollector& types) const override {
        return types.describe<Output>(TypeCollector::Direction::output);
    }

private:
    /// Growing a page of images from nothing copies it six times.
    static constexpr std::size_t kMostReserved = std::size_t{64} * 1024;

    Handler handler_;
    mutable std::size_t usual_size_ = 128;  // bytes; of the I/O thread
};

/// Answers with events of one described type.
template <Described Input, Described Event>
class StreamingEndpoint final : public EndpointTaking<Input> {
public:
    using Handler = Task<std::unique_ptr<EventSource>> (*)(Call&, Input);

    explicit StreamingEndpoint(Handler handler) : handler_(handler) {}

    Task<std::string> run(Call&, const json::value&, InputForm) const override {
        co_return Error{
            ErrorCode::method_not_supported,
            "This operation gives events: ask for text/event-stream."};
    }

    Task<std::unique_ptr<EventSource>>
    subscribe(Call& call, const json::value& input, InputForm form) const override {
        LIKENESS_CO_TRY(Input decoded, decode<Input>(input, form));
        co_return co_await handler_(call, std::move(decoded));
    }

    TypeText output_type(TypeCollector& types) const override {
        return types.describe<Event>(TypeCollector::Direction::output);
    }

private:
    Handler handler_;
};

/// Answers with a file.
template <Described Input>
class DownloadEndpoint final : public EndpointTaking<Input> {
public:
    using Handler = Task<Download> (*)(Call&, Input);

    explicit DownloadEndpoint(Handler handler) : handler_(handler) {}

    Task<std::string> run(Call&, const json::value&, InputForm) const override {
        co_return Error{
            ErrorCode::method_not_supported,
            "This operation gives a file: ask for it at its own address."};
    }

    Task<std::unique_ptr<EventSource>> subscribe(Call&, const json::value&, InputForm)
        const override {
        co_return Error{ErrorCode::method_not_supported, "This operation gives no events."};
    }

    Task<Download> download(Call& call, const json::value& input, InputForm form) const override {
        LIKENESS_CO_TRY(Input decoded, decode<Input>(input, form));
        co_return co_await handler_(call, std::move(decoded));
    }

    TypeText output_type(TypeCollector& types) const override {
        return types.describe<std::string>(TypeCollector::Direction::output);
    }

private:
    Handler handler_;
};

template <class Input, class Output>
std::shared_ptr<const Endpoint> answers(Task<Output> (*handler)(Call&, Input)) {
    return std::make_shared<AnsweringEndpoint<Input, Output>>(handler);
}

template <class Event, class Input>
std::shared_ptr<const Endpoint> streams(Task<std::unique_ptr<EventSource>> (*handler)(Call&, Input)
) {
    return std::make_shared<StreamingEndpoint<Input, Event>>(handler);
}

template <class Input>
std::shared_ptr<const Endpoint> gives_file(Task<Download> (*handler)(Call&, Input)) {
    return std::make_shared<DownloadEndpoint<Input>>(handler);
}

/// Where an operation is served by REST. Segments in braces name fields of the input.
struct Route {
    net::Method method = net::Method::get;
    std::string_view path;
    int status = 200;  // of success
};

/// A row of the table.
struct Operation {
    std::string_view name;  // "generate.images": router and procedure
    Kind kind = Kind::query;
    Access access = Access::signed_in;
    Route route;
    std::shared_ptr<const Endpoint> endpoint;
    std::string_view summary;
    std::shared_ptr<const Endpoint> rest =
        nullptr;  // where REST has its own shapes: the routes of the original design
    std::string_view media_type = {};  // of a download
    bool takes_file = false;  // the body is a file; the labels come in the query or as form fields
    bool is_limited_by_address = false;  // signing in: counted per address
};

/// Finds rows by name.
class OperationTable {
public:
    /// The rows must outlive the table.
    explicit OperationTable(const std::vector<Operation>& rows);

    const std::vector<Operation>& rows() const { return rows_; }

    /// Nothing when there is none.
    const Operation* find(std::string_view name) const;

private:
    const std::vector<Operation>& rows_;
    std::unordered_map<std::string_view, const Operation*> by_name_;
};

/// The whole product on one screen.
const std::vector<Operation>& operations();

}  // namespace likeness::api
