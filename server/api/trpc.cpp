#include "api/trpc.hpp"

#include "api/errors.hpp"
#include "api/event_stream.hpp"
#include "api/request_body.hpp"
#include "api/trpc_batch.hpp"
#include "net/target.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <utility>

namespace likeness::api {

namespace {

constexpr std::size_t kMaxBatch = 50;

std::string_view word_for(Kind kind) {
    switch (kind) {
        case Kind::query:
            return "query";
        case Kind::mutation:
            return "mutation";
        case Kind::subscription:
            return "subscription";
        case Kind::download:
            return "download";
    }
    return {};
}

std::string in_quotes(std::string_view text) {
    return "\"" + std::string(text) + "\"";
}

std::optional<std::string> query_value(const net::QueryPairs& pairs, std::string_view name) {
    const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) {
        return pair.first == name;
    });
    return found == pairs.end() ? std::nullopt : std::optional(found->second);
}

bool asks_for_lines(const net::Request& request) {
    const auto mentions = [&](std::string_view header) {
        return request.header(header).value_or("").find("application/jsonl") !=
               std::string_view::npos;
    };
    return mentions("trpc-accept") || mentions("Accept");
}

/// GET asks, POST changes; nothing else is a call.
Result<void> check_verb(const net::Request& request, const Operation& operation) {
    const bool is_right = request.method() ==
                          (operation.kind == Kind::mutation ? net::Method::post : net::Method::get);
    if (is_right) {
        return {};
    }
    return Error{
        ErrorCode::method_not_supported,
        "Unsupported " + std::string(request.method_text()) + "-request to " +
            std::string(word_for(operation.kind)) + " procedure at path " +
            in_quotes(operation.name)};
}

/// One call's part of a batch's input; undefined inputs are absent.
Result<json::value> part_of(const json::value& whole, std::size_t place) {
    if (whole.is_null()) {
        return json::value(nullptr);
    }
    if (!whole.is_object()) {
        return Error{
            ErrorCode::invalid_argument, "\"input\" needs to be an object when doing a batch call"};
    }
    const json::value* part = whole.get_object().if_contains(std::to_string(place));
    return part == nullptr ? json::value(nullptr) : *part;
}

net::Response only_headers(net::Response response) {
    response.add_header("Vary", "trpc-accept, accept");
    return response;
}

}  // namespace

net::Response trpc_failure(const Error& error, std::string_view path, std::string_view request_id) {
    net::Response response(wire_error(error.code).http_status);
    response.add_header("Content-Type", "application/json");
    response.add_header("Vary", "trpc-accept, accept");
    response.add_header("Cache-Control", "no-store");
    add_headers(response, error_headers(error));
    response.body = R"({"error":)" + trpc_error_json(error, path, request_id) + "}";
    return response;
}

Trpc::Trpc(const OperationTable& table, Dispatcher& dispatcher)
    : table_(table),
      dispatcher_(dispatcher) {}

bool Trpc::serves(std::string_view path) {
    return path.starts_with(kPrefix) &&
           (path.size() == kPrefix.size() || path[kPrefix.size()] == '/');
}

asio::awaitable<net::Response> Trpc::handle(net::Request& request) {
    if (request.method() == net::Method::head) {
        co_return only_headers(net::Response(204));
    }
    Result<net::Response> response = co_await serve(request);
    if (!response) {
        co_return trpc_failure(response.error(), "", request.id());
    }
    co_return *std::move(response);
}

Result<Trpc::Incoming> Trpc::read_head(const net::Request& request) const {
    const std::string_view raw =
        request.path().substr(std::min(kPrefix.size() + 1, request.path().size()));
    LIKENESS_TRY(const std::string path, net::percent_decode(raw));
    LIKENESS_TRY(const net::QueryPairs query, net::parse_query(request.query()));
    Incoming incoming;
    incoming.is_batch = query_value(query, "batch") == "1";
    incoming.is_streamed = asks_for_lines(request);
    incoming.is_post = request.method() != net::Method::get;
    std::size_t start = 0;
    while (start <= path.size()) {
        const std::size_t end =
            incoming.is_batch ? std::min(path.find(',', start), path.size()) : path.size();
        std::string name = path.substr(start, end - start);
        const Operation* operation = table_.find(name);
        incoming.procedures.push_back({std::move(name), operation});
        start = end + 1;
    }
    if (incoming.procedures.size() > kMaxBatch) {
        return Error{ErrorCode::invalid_argument, "Batch call exceeds maximum size"};
    }
    if (incoming.is_streamed && !incoming.is_batch) {
        return Error{
            ErrorCode::invalid_argument,
            "Streaming requests must be batched (you can do a batch of 1)"};
    }
    return incoming;
}

Task<net::Response> Trpc::serve(net::Request& request) {
    LIKENESS_CO_TRY(const Incoming incoming, read_head(request));
    const Operation* first = incoming.procedures.front().operation;
    if (!incoming.is_batch && first != nullptr && first->kind == Kind::subscription) {
        co_return co_await subscribe(request, incoming);
    }
    // JSON makes browsers ask before they send it from another site; other kinds of body would not.
    const BodyKind kind = body_kind(request);
    if (incoming.is_post && kind != BodyKind::json && kind != BodyKind::form &&
        kind != BodyKind::bytes) {
        co_return Error{
            ErrorCode::unsupported_media_type, "Unsupported or missing content-type header"};
    }
    for (const Procedure& procedure : incoming.procedures) {
        if (first != nullptr && procedure.operation != nullptr &&
            procedure.operation->kind != first->kind) {
            co_return Error{
                ErrorCode::invalid_argument,
                "Cannot mix procedure types in call: " + std::string(word_for(first->kind)) + ", " +
                    std::string(word_for(procedure.operation->kind))};
        }
    }
    co_return co_await answer(request, incoming);
}

Task<net::Response> Trpc::answer(net::Request& request, const Incoming& incoming) {
    LIKENESS_CO_TRY(Call call, co_await dispatcher_.open(request));
    std::vector<TrpcBatch::Slot> slots;
    for (const Procedure& procedure : incoming.procedures) {
        TrpcBatch::Slot slot{procedure.name, procedure.operation};
        if (procedure.operation == nullptr) {
            slot.admitted = Error{
                ErrorCode::not_found, "No procedure found on path " + in_quotes(procedure.name)};
        } else if (procedure.operation->kind == Kind::subscription) {
            slot.admitted = Error{ErrorCode::invalid_argument, "Cannot batch subscription calls"};
        } else if (Result<void> verb = check_verb(request, *procedure.operation); !verb) {
            slot.admitted = std::move(verb);
        } else {
            slot.admitted = dispatcher_.admit(*procedure.operation, call, request);
        }
        slots.push_back(std::move(slot));
    }
    // A body is read only for callers who may be heard, and an upload not here at all.
    const bool any_admitted = std::any_of(slots.begin(), slots.end(), [](const auto& slot) {
        return slot.admitted.has_value();
    });
    if (any_admitted) {
        Result<json::value> input = co_await read_input(request, incoming, call);
        for (std::size_t place = 0; place < slots.size(); ++place) {
            slots[place].input = input && incoming.is_batch ? part_of(*input, place) : input;
        }
    }
    const InputForm form = call.upload != nullptr ? InputForm::query : InputForm::json;
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto batch = std::make_shared<TrpcBatch>(
        dispatcher_, executor, call, std::move(slots), form, request.id()
    );
    TrpcBatch::begin(batch);
    if (incoming.is_streamed) {
        net::Response response(200);
        response.add_header("Content-Type", "application/json");
        response.add_header("Vary", "trpc-accept, accept");
        response.add_header("Cache-Control", "no-store, no-transform");
        response.add_header("X-Accel-Buffering", "no");
        if (incoming.is_post) {  // signing in sets a cookie, and the head goes out before the lines
            co_await batch->all_ended();
            add_headers(response, batch->headers());
        }
        response.body = std::make_unique<TrpcLines>(batch);
        co_return response;
    }
    co_return co_await whole_answer(batch, incoming.is_batch);
}

/// The input as JSON: of the query for GET, of the body for POST. Files stay in the body, their
/// labels come in the query.
Task<json::value> Trpc::read_input(net::Request& request, const Incoming& incoming, Call& call) {
    LIKENESS_CO_TRY(const net::QueryPairs query, net::parse_query(request.query()));
    if (!incoming.is_post) {
        const std::optional<std::string> text = query_value(query, "input");
        if (!text) {
            co_return json::value(nullptr);
        }
        co_return parse_json(*text);
    }
    if (body_kind(request) != BodyKind::json) {
        const Operation* operation = incoming.procedures.front().operation;
        if (incoming.is_batch || operation == nullptr || !operation->takes_file) {
            co_return Error{
                ErrorCode::unsupported_media_type, "This procedure takes application/json"};
        }
        call.upload = &request;
        json::object labels;
        for (const auto& [name, value] : query) {
            labels.emplace(name, value);
        }
        co_return json::value(std::move(labels));
    }
    LIKENESS_CO_TRY(const Bytes body, co_await request.read_body(kMaxJsonBody));
    if (body.empty()) {
        co_return json::value(nullptr);
    }
    co_return parse_json(body);
}

/// Whatever is wrong is said inside the stream: with another status a browser would hide it from
/// the client.
Task<net::Response> Trpc::subscribe(net::Request& request, const Incoming& incoming) {
    const Operation& operation = *incoming.procedures.front().operation;
    LIKENESS_CO_TRY(const net::QueryPairs query, net::parse_query(request.query()));
    Result<std::unique_ptr<EventSource>> source = Error::internal("not subscribed");
    Result<Call> call = co_await dispatcher_.open(request);
    Result<void> admitted = call ? check_verb(request, operation) : Result<void>(call.error());
    admitted = admitted ? dispatcher_.admit(operation, *call, request) : std::move(admitted);
    Result<json::value> input = parse_json(query_value(query, "input").value_or("{}"));
    if (!admitted) {
        source = std::move(admitted).error();
    } else if (!input) {
        source = std::move(input).error();
    } else {
        const std::optional<std::string> by_query = query_value(query, "lastEventId");
        const std::optional<std::string_view> by_header = request.header("Last-Event-ID");
        if (input->is_object() && (by_header || by_query)) {
            input->get_object()["lastEventId"] =
                by_header ? json::value(*by_header) : json::value(*by_query);
        }
        source =
            co_await dispatcher_.subscribe(operation, *call, *std::move(input), InputForm::json);
    }
    net::Response response = event_response(std::make_unique<EventStream>(
        EventDialect::trpc, std::move(source), std::string(operation.name), request.id()
    ));
    response.add_header("Vary", "trpc-accept, accept");
    co_return response;
}

}  // namespace likeness::api
