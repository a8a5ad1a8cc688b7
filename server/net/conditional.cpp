#include "net/conditional.hpp"

#include "net/field_value.hpp"
#include "net/http_date.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace likeness::net {

namespace {

enum class Comparison {
    strong,
    weak
};

bool is_weak(std::string_view etag) {
    return etag.starts_with("W/");
}

std::string_view opaque_tag(std::string_view etag) {
    return is_weak(etag) ? etag.substr(2) : etag;
}

bool same_etag(std::string_view a, std::string_view b, Comparison comparison) {
    if (a.empty() || (comparison == Comparison::strong && (is_weak(a) || is_weak(b)))) {
        return false;
    }
    return opaque_tag(a) == opaque_tag(b);
}

/// Takes one entity-tag off the front of a list; empty if there is no further one that can be read.
std::string_view take_etag(std::string_view& list) {
    list.remove_prefix(std::min(list.find_first_not_of(", \t"), list.size()));
    const std::size_t quote = is_weak(list) ? 2 : 0;
    if (quote >= list.size() || list[quote] != '"') {
        return {};
    }
    const std::size_t end = list.find('"', quote + 1);
    if (end == std::string_view::npos) {
        return {};
    }
    const std::string_view etag = list.substr(0, end + 1);
    list.remove_prefix(end + 1);
    return etag;
}

bool list_has_etag(std::string_view list, std::string_view etag, Comparison comparison) {
    if (trim(list) == "*") {
        return true;
    }
    for (std::string_view item = take_etag(list); !item.empty(); item = take_etag(list)) {
        if (same_etag(item, etag, comparison)) {
            return true;
        }
    }
    return false;
}

/// Whether any field of this name has the tag; nothing if there is no such field. Lists may come in
/// several fields.
std::optional<bool> any_field_has_etag(
    const Request& request,
    std::string_view name,
    std::string_view etag,
    Comparison comparison
) {
    std::optional<bool> found;
    for (const HeaderField& field : request.headers()) {
        if (equals_ignoring_case(field.name, name)) {
            found = found.value_or(false) || list_has_etag(field.value, etag, comparison);
        }
    }
    return found;
}

/// The date in a field, if there is one that can be read.
std::optional<std::chrono::sys_seconds> date_field(const Request& request, std::string_view name) {
    const auto value = request.header(name);
    return value ? parse_http_date(*value) : std::nullopt;
}

bool is_get_or_head(const Request& request) {
    return request.method() == Method::get || request.method() == Method::head;
}

/// The only field of this name; nothing if there are several.
std::optional<std::string_view> only_field(const Request& request, std::string_view name) {
    const auto count = std::count_if(
        request.headers().begin(),
        request.headers().end(),
        [&](const HeaderField& field) { return equals_ignoring_case(field.name, name); }
    );
    return count == 1 ? request.header(name) : std::nullopt;
}

/// Digits of any length; what does not fit becomes the largest number.
std::optional<std::uint64_t> parse_saturating(std::string_view digits) {
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    return parse_decimal(digits).value_or(std::numeric_limits<std::uint64_t>::max());
}

RangeChoice whole(std::uint64_t size) {
    return {200, {0, size}};
}

/// "-n": the last n bytes.
RangeChoice choose_suffix(std::string_view digits, std::uint64_t size) {
    const auto length = parse_saturating(digits);
    if (!length) {
        return whole(size);
    }
    if (*length == 0) {
        return {416, {}};
    }
    // Nothing can be said about a range of an empty body, so that goes whole.
    const std::uint64_t count = std::min(*length, size);
    return count == 0 ? whole(size) : RangeChoice{206, {size - count, count}};
}

/// One range of a Range field without its unit: "a-b", "a-" or "-n".
RangeChoice choose_one(std::string_view range, std::uint64_t size) {
    const std::size_t dash = range.find('-');
    if (dash == std::string_view::npos) {
        return whole(size);
    }
    if (dash == 0) {
        return choose_suffix(range.substr(1), size);
    }
    const auto first = parse_saturating(range.substr(0, dash));
    const std::string_view last_digits = range.substr(dash + 1);
    const auto last = last_digits.empty() ? std::numeric_limits<std::uint64_t>::max()
                                          : parse_saturating(last_digits);
    if (!first || !last || *last < *first) {
        return whole(size);
    }
    if (*first >= size) {
        return {416, {}};
    }
    return {206, {*first, std::min(*last, size - 1) - *first + 1}};
}

/// Section 13.1.5: a strong entity-tag or a date, each to be matched exactly.
bool if_range_holds(const Request& request, const Validators& validators) {
    const auto condition = request.header("If-Range");
    if (!condition) {
        return true;
    }
    if (condition->starts_with('"') || is_weak(*condition)) {
        return same_etag(validators.etag, *condition, Comparison::strong);
    }
    const auto date = parse_http_date(*condition);
    return date && date == validators.last_modified;
}

bool describes_body(std::string_view name) {
    constexpr std::string_view kContent = "Content-";
    return equals_ignoring_case(name.substr(0, kContent.size()), kContent) &&
           !equals_ignoring_case(name, "Content-Location");
}

void add_validators(Response& response, const Representation& representation) {
    if (!representation.validators.etag.empty()) {
        response.add_header("ETag", representation.validators.etag);
    }
    if (representation.validators.last_modified) {
        response.add_header(
            "Last-Modified", to_http_date(*representation.validators.last_modified)
        );
    }
    if (!representation.cache_control.empty()) {
        response.add_header("Cache-Control", representation.cache_control);
    }
    for (const HeaderField& field : representation.extra_headers) {
        if (response.status != 304 || !describes_body(field.name)) {
            response.add_header(field.name, field.value);
        }
    }
}

/// Preconditions first, then the range: the status and the part of the body that belongs to it.
RangeChoice choose_part(const Request& request, const Validators& validators, std::uint64_t size) {
    const int precondition = check_preconditions(request, validators);
    return precondition == 200 ? choose_range(request, validators, size)
                               : RangeChoice{precondition, {}};
}

std::string content_range(const ByteRange& range, std::uint64_t size) {
    const std::uint64_t last = range.first + range.length - 1;
    return "bytes " + std::to_string(range.first) + "-" + std::to_string(last) + "/" +
           std::to_string(size);
}

/// Everything but the body.
Response
response_head(const RangeChoice& choice, const Representation& representation, std::uint64_t size) {
    Response response(choice.status);
    if (choice.status == 416) {
        response.add_header("Content-Range", "bytes */" + std::to_string(size));
    }
    if (choice.status == 412 || choice.status == 416) {
        return response;
    }
    add_validators(response, representation);
    if (choice.status != 304) {
        response.add_header("Content-Type", representation.content_type);
        response.add_header("Accept-Ranges", "bytes");
    }
    if (choice.status == 206) {
        response.add_header("Content-Range", content_range(choice.range, size));
    }
    return response;
}

/// The part of a body that was asked for.
class ChosenRange final : public StreamBody {
public:
    ChosenRange(std::unique_ptr<RangedBody> body, ByteRange range)
        : body_(std::move(body)),
          range_(range) {}

    std::optional<std::uint64_t> length() const override { return range_.length; }

    asio::awaitable<void> write_to(StreamWriter& writer) override {
        return body_->write_range(writer, range_);
    }

private:
    std::unique_ptr<RangedBody> body_;
    ByteRange range_;
};

bool has_body(const RangeChoice& choice) {
    return choice.status == 200 || choice.status == 206;
}

}  // namespace

int check_preconditions(const Request& request, const Validators& validators) {
    const auto if_match =
        any_field_has_etag(request, "If-Match", validators.etag, Comparison::strong);
    if (if_match && !*if_match) {
        return 412;
    }
    const auto unmodified_since =
        if_match ? std::nullopt : date_field(request, "If-Unmodified-Since");
    if (unmodified_since && validators.last_modified &&
        *validators.last_modified > *unmodified_since) {
        return 412;
    }
    const auto if_none_match =
        any_field_has_etag(request, "If-None-Match", validators.etag, Comparison::weak);
    if (if_none_match) {
        const int refusal = is_get_or_head(request) ? 304 : 412;
        return *if_none_match ? refusal : 200;
    }
    const auto modified_since =
        is_get_or_head(request) ? date_field(request, "If-Modified-Since") : std::nullopt;
    if (modified_since && validators.last_modified &&
        *validators.last_modified <= *modified_since) {
        return 304;
    }
    return 200;
}

RangeChoice choose_range(const Request& request, const Validators& validators, std::uint64_t size) {
    constexpr std::string_view kUnit = "bytes=";
    const auto field =
        request.method() == Method::get ? only_field(request, "Range") : std::nullopt;
    if (!field || !equals_ignoring_case(field->substr(0, kUnit.size()), kUnit) ||
        !if_range_holds(request, validators)) {
        return whole(size);
    }
    const std::string_view range = trim(field->substr(kUnit.size()));
    return range.find(',') == std::string_view::npos ? choose_one(range, size) : whole(size);
}

Response file_response(
    const Request& request,
    std::shared_ptr<const OpenFile> file,
    const Representation& representation
) {
    const RangeChoice choice = choose_part(request, representation.validators, file->size());
    Response response = response_head(choice, representation, file->size());
    if (has_body(choice)) {
        response.body = FileBody(std::move(file), choice.range.first, choice.range.length);
    }
    return response;
}

Response bytes_response(const Request& request, Bytes bytes, const Representation& representation) {
    const RangeChoice choice = choose_part(request, representation.validators, bytes.size());
    Response response = response_head(choice, representation, bytes.size());
    if (has_body(choice)) {
        const bool is_whole = choice.range.length == bytes.size();
        response.body =
            is_whole ? std::move(bytes) : bytes.substr(choice.range.first, choice.range.length);
    }
    return response;
}

Response ranged_response(
    const Request& request,
    std::unique_ptr<RangedBody> body,
    const Representation& representation
) {
    const std::uint64_t size = body->size();
    const RangeChoice choice = choose_part(request, representation.validators, size);
    Response response = response_head(choice, representation, size);
    if (has_body(choice)) {
        response.body = std::make_unique<ChosenRange>(std::move(body), choice.range);
    }
    return response;
}

}  // namespace likeness::net
