#include "api/rest.hpp"

#include "api/errors.hpp"
#include "api/event_stream.hpp"
#include "api/request_body.hpp"
#include "net/target.hpp"

#include <algorithm>
#include <utility>

namespace likeness::api {

namespace {

bool is_parameter(std::string_view segment) {
    return segment.starts_with('{');
}

std::string_view parameter_name(std::string_view segment) {
    return segment.substr(1, segment.size() - 2);
}

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> segments;
    path.remove_prefix(1);
    while (true) {
        const std::size_t slash = path.find('/');
        segments.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) {
            return segments;
        }
        path.remove_prefix(slash + 1);
    }
}

/// Names in the path that stand for something else: literal segments win over parameters.
int literal_count(const std::vector<std::string_view>& segments) {
    return static_cast<int>(std::count_if(segments.begin(), segments.end(), [](std::string_view s) {
        return !is_parameter(s);
    }));
}

bool fits(const std::vector<std::string_view>& pattern, const std::vector<std::string>& segments) {
    return std::equal(
        pattern.begin(),
        pattern.end(),
        segments.begin(),
        segments.end(),
        [](std::string_view expected, const std::string& given) {
            return (is_parameter(expected) && !given.empty()) || expected == given;
        }
    );
}

bool is_same_method(net::Method asked, net::Method served) {
    return asked == served || (asked == net::Method::head && served == net::Method::get);
}

/// The query's pairs as an object of texts; what is in the path has been decided already.
Result<void> add_query(json::object& input, std::string_view query) {
    LIKENESS_TRY(const net::QueryPairs pairs, net::parse_query(query));
    for (const auto& [name, value] : pairs) {
        input.emplace(name, value);
    }
    return {};
}

}  // namespace

net::Response problem_response(const Error& error, std::string_view request_id) {
    net::Response response(wire_error(error.code).http_status);
    response.add_header("Content-Type", "application/problem+json");
    response.add_header("Cache-Control", "no-store");
    add_headers(response, error_headers(error));
    if (error.code == ErrorCode::unauthenticated) {
        response.add_header("WWW-Authenticate", "Bearer");
    }
    response.body = problem_json(error, request_id);
    return response;
}

Rest::Rest(const OperationTable& table, Dispatcher& dispatcher) : dispatcher_(dispatcher) {
    for (const Operation& operation : table.rows()) {
        entries_.push_back({&operation, split(operation.route.path)});
    }
    std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
        return literal_count(a.segments) > literal_count(b.segments);
    });
}

Rest::Match Rest::match(net::Method method, const std::vector<std::string>& segments) const {
    Match match;
    for (const Entry& entry : entries_) {
        if (!fits(entry.segments, segments)) {
            continue;
        }
        const bool is_known = !match.allowed.empty();
        if (is_known && entry.operation->route.path != match.operation->route.path) {
            continue;  // a less literal pattern of another resource
        }
        match.operation = entry.operation;
        match.path_input.clear();
        for (std::size_t i = 0; i < segments.size(); ++i) {
            if (is_parameter(entry.segments[i])) {
                match.path_input.emplace(parameter_name(entry.segments[i]), segments[i]);
            }
        }
        if (is_same_method(method, entry.operation->route.method)) {
            match.allowed.clear();
            return match;
        }
        match.allowed +=
            (is_known ? ", " : "") + std::string(method_name(entry.operation->route.method));
    }
    return match;
}

asio::awaitable<net::Response> Rest::handle(net::Request& request) {
    Result<net::Response> response = co_await serve(request);
    if (!response) {
        co_return problem_response(response.error(), request.id());
    }
    co_return *std::move(response);
}

Task<net::Response> Rest::serve(net::Request& request) {
    LIKENESS_CO_TRY(const std::vector<std::string> segments, net::split_path(request.path()));
    Match match = this->match(request.method(), segments);
    if (match.operation == nullptr) {
        co_return Error::not_found("resource");
    }
    if (!match.allowed.empty()) {
        const Error error{
            ErrorCode::method_not_supported, "This resource takes " + match.allowed + "."};
        net::Response response = problem_response(error, request.id());
        response.add_header("Allow", match.allowed);
        co_return response;
    }
    co_return co_await answer(request, *match.operation, std::move(match.path_input));
}

Task<net::Response>
Rest::answer(net::Request& request, const Operation& operation, json::object input) {
    LIKENESS_CO_TRY(Call call, co_await dispatcher_.open(request));
    LIKENESS_CO_CHECK(dispatcher_.admit(operation, call, request));
    LIKENESS_CO_CHECK(add_query(input, request.query()));
    if (operation.kind == Kind::subscription) {
        co_return co_await stream(request, operation, call, std::move(input));
    }
    if (operation.kind == Kind::download) {
        co_return co_await download(request, operation, call, std::move(input));
    }
    InputForm form = InputForm::query;
    if (operation.kind == Kind::mutation) {
        LIKENESS_CO_TRY(form, co_await read_input(request, operation, call, input));
    }
    const Endpoint& endpoint = operation.rest ? *operation.rest : *operation.endpoint;
    LIKENESS_CO_TRY(
        std::string body,
        co_await dispatcher_.run(operation, endpoint, call, std::move(input), form, request.id())
    );
    net::Response response(call.status.value_or(operation.route.status));
    response.add_header("Content-Type", "application/json");
    response.add_header("Cache-Control", "no-store");
    add_headers(response, call.headers);
    response.body = std::move(body);
    co_return response;
}

Task<net::Response>
Rest::stream(net::Request& request, const Operation& operation, Call& call, json::object input) {
    if (const std::optional<std::string_view> last = request.header("Last-Event-ID")) {
        input["lastEventId"] = *last;
    }
    LIKENESS_CO_TRY(
        std::unique_ptr<EventSource> source,
        co_await dispatcher_.subscribe(operation, call, std::move(input), InputForm::query)
    );
    co_return event_response(std::make_unique<EventStream>(
        EventDialect::rest, std::move(source), std::string(operation.name), request.id()
    ));
}

Task<net::Response>
Rest::download(net::Request& request, const Operation& operation, Call& call, json::object input) {
    const std::string request_id(request.id());
    LIKENESS_CO_TRY(
        Download file, co_await dispatcher_.download(operation, call, std::move(input), request_id)
    );
    co_return download_response(request, std::move(file));
}

}  // namespace likeness::api
