#include "app/share_head.hpp"

namespace likeness::app {

namespace {

void add_meta(
    std::string& out,
    std::string_view key,
    std::string_view name,
    std::string_view text
) {
    out.append("    <meta ").append(key).append("=\"").append(name).append("\" content=\"");
    out.append(escape_html(text)).append("\" />\n");
}

}  // namespace

std::string escape_html(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

std::string pictures_text(std::int64_t count, const std::optional<std::string>& lora_name) {
    std::string digits = std::to_string(count);
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, ",");
    }
    const std::string text = digits + (count == 1 ? " picture" : " pictures");
    return lora_name ? text + " made with " + *lora_name : text;
}

std::string share_tags(const ShareHead& head) {
    std::string out = "<title>" + escape_html(head.title) + " · Likeness</title>\n";
    add_meta(out, "name", "robots", "noindex, nofollow");
    add_meta(out, "name", "description", head.description);
    add_meta(out, "property", "og:type", "website");
    add_meta(out, "property", "og:site_name", "Likeness");
    add_meta(out, "property", "og:title", head.title);
    add_meta(out, "property", "og:description", head.description);
    add_meta(out, "property", "og:url", head.url);
    add_meta(out, "name", "twitter:title", head.title);
    add_meta(out, "name", "twitter:description", head.description);
    add_meta(out, "name", "twitter:card", head.cover ? "summary_large_image" : "summary");
    if (head.cover) {
        add_meta(out, "property", "og:image", head.cover->url);
        add_meta(out, "property", "og:image:type", "image/jpeg");
        add_meta(out, "property", "og:image:width", std::to_string(head.cover->width));
        add_meta(out, "property", "og:image:height", std::to_string(head.cover->height));
        add_meta(out, "property", "og:image:alt", head.title);
        add_meta(out, "name", "twitter:image", head.cover->url);
    }
    return out;
}

}  // namespace likeness::app
