#include "net/content_coding.hpp"

#include "net/field_value.hpp"

namespace likeness::net {

namespace {

/// A weight in thousandths; 0, not acceptable, if it cannot be read.
int parse_weight(std::string_view text) {
    if (text.empty() || (text[0] != '0' && text[0] != '1') || text.size() > 5) {
        return 0;
    }
    int weight = text[0] == '1' ? 1000 : 0;
    if (text.size() == 1) {
        return weight;
    }
    if (text[1] != '.') {
        return 0;
    }
    int unit = 100;
    for (const char c : text.substr(2)) {
        if (c < '0' || c > '9') {
            return 0;
        }
        weight += (c - '0') * unit;
        unit /= 10;
    }
    return weight <= 1000 ? weight : 0;
}

struct Weights {
    std::optional<int> identity;
    std::optional<int> gzip;
    std::optional<int> brotli;
    std::optional<int> any;
};

Weights parse_accept_encoding(std::string_view field) {
    Weights weights;
    while (!field.empty()) {
        std::string_view parameters = take_element(field, ',');
        const std::string_view coding = take_element(parameters, ';');
        const int weight = parse_weight(find_parameter(parameters, "q").value_or("1"));
        if (equals_ignoring_case(coding, "br")) {
            weights.brotli = weight;
        } else if (equals_ignoring_case(coding, "gzip") || equals_ignoring_case(coding, "x-gzip")) {
            weights.gzip = weight;
        } else if (equals_ignoring_case(coding, "identity")) {
            weights.identity = weight;
        } else if (coding == "*") {
            weights.any = weight;
        }
    }
    return weights;
}

}  // namespace

ContentCoding
choose_coding(std::optional<std::string_view> accept_encoding, bool has_gzip, bool has_brotli) {
    if (!accept_encoding) {
        return ContentCoding::identity;
    }
    const Weights weights = parse_accept_encoding(*accept_encoding);
    const int others = weights.any.value_or(0);
    const int brotli = has_brotli ? weights.brotli.value_or(others) : 0;
    const int gzip = has_gzip ? weights.gzip.value_or(others) : 0;
    // Identity is acceptable without being named, but anything that is named is wanted more.
    const int identity = weights.identity.value_or(weights.any.value_or(1));
    if (brotli > 0 && brotli >= gzip && brotli >= identity) {
        return ContentCoding::brotli;
    }
    return gzip > 0 && gzip >= identity ? ContentCoding::gzip : ContentCoding::identity;
}

}  // namespace likeness::net
