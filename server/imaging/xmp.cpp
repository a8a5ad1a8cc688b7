#include "imaging/xmp.hpp"

#include "imaging/unicode_text.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace likeness::imaging {

namespace {

constexpr std::string_view kPacketStart =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n";
constexpr std::string_view kPacketEnd = "\n<?xpacket end=\"w\"?>";
constexpr std::string_view kMetaStart =
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpNote=\"http://ns.adobe.com/xmp/note/\""
    " xmlns:likeness=\"urn:likeness:recipe:1/\">\n";
constexpr std::string_view kMetaEnd = "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>";
constexpr std::string_view kRecipeName = "likeness:Recipe";
constexpr std::size_t kMaxDescription = 12'000;
constexpr std::size_t kMaxSoftware = 200;
constexpr std::string_view kBlanks = " \t\r\n";

std::string element(std::string_view name, std::string_view content) {
    std::string out = "<";
    out.append(name).append(">").append(content).append("</").append(name).append(">\n");
    return out;
}

std::string recipe_element(const Recipe& recipe) {
    return element(kRecipeName, escape_xml(clean_text(json(recipe))));
}

std::string description_element(std::string_view prompt) {
    const std::string item = "<rdf:li xml:lang=\"x-default\">" + escape_xml(prompt) + "</rdf:li>";
    return element("dc:description", "<rdf:Alt>" + item + "</rdf:Alt>");
}

std::string packet(std::string_view properties) {
    std::string out(kPacketStart);
    out.append(kMetaStart).append(properties).append(kMetaEnd).append(kPacketEnd);
    return out;
}

/// `text` starts behind the name of an attribute. Its value, still escaped.
std::optional<std::string_view> attribute_value(std::string_view text) {
    if (!text.starts_with('=')) {
        return std::nullopt;
    }
    text.remove_prefix(1);
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    if (text.empty() || (text.front() != '"' && text.front() != '\'')) {
        return std::nullopt;
    }
    const std::size_t end = text.find(text.front(), 1);
    return end == std::string_view::npos ? std::nullopt : std::optional(text.substr(1, end - 1));
}

/// `text` starts behind the name in a start tag. The element's content, still escaped.
std::optional<std::string_view> element_content(std::string_view text) {
    const std::size_t end = text.find('<');
    if (!text.starts_with('>') || end == std::string_view::npos) {
        return std::nullopt;
    }
    return text.substr(1, end - 1);
}

/// The recipe's property, still escaped. Only where markup stands: text may well speak of the
/// property's name.
std::optional<std::string_view> recipe_property(std::string_view packet) {
    bool inside_tag = false;
    for (std::size_t at = 0; at < packet.size(); ++at) {
        const char c = packet[at];
        inside_tag = c == '<' || (inside_tag && c != '>');
        if (!inside_tag || !packet.substr(at + 1).starts_with(kRecipeName)) {
            continue;
        }
        std::string_view rest = packet.substr(at + 1 + kRecipeName.size());
        rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
        const auto value = c == '<' ? element_content(rest) : attribute_value(rest);
        if (value) {
            return value;
        }
    }
    return std::nullopt;
}

}  // namespace

XmpPackets xmp_packets(const Recipe& recipe, std::size_t max_bytes) {
    const std::string recipe_property = recipe_element(recipe);
    const std::string origin =
        element(
            "xmp:CreatorTool", escape_xml(shorten_utf8(clean_text(recipe.software), kMaxSoftware))
        ) +
        element("xmp:CreateDate", to_iso(recipe.created_at));
    const std::string prompt = clean_text(recipe.prompt);
    std::string main = packet(description_element(prompt) + origin + recipe_property);
    if (main.size() <= max_bytes) {
        return {main, {}};
    }
    const std::string extension(std::string(kMetaStart) + recipe_property + std::string(kMetaEnd));
    const std::string pointer = element("xmpNote:HasExtendedXMP", xmp_extension_digest(extension));
    main = packet(description_element(prompt) + origin + pointer);
    if (main.size() > max_bytes) {
        main =
            packet(description_element(shorten_utf8(prompt, kMaxDescription)) + origin + pointer);
    }
    return {main, extension};
}

std::string xmp_extension_digest(std::string_view extension) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    EVP_Digest(extension.data(), extension.size(), digest.data(), nullptr, EVP_md5(), nullptr);
    std::string hex = to_hex({reinterpret_cast<const char*>(digest.data()), 16});
    std::transform(hex.begin(), hex.end(), hex.begin(), [](char c) {
        return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return hex;
}

std::optional<std::string> recipe_json_in_xmp(std::string_view packet) {
    const auto escaped = recipe_property(packet);
    return escaped ? std::optional(unescape_xml(*escaped)) : std::nullopt;
}

}  // namespace likeness::imaging
