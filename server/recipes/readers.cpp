#include "recipes/readers.hpp"

#include <algorithm>

namespace likeness::recipes {

Source::Source(BytesView file) : file_(file), texts_(imaging::file_texts(file)) {}

Source Source::sidecar(std::string_view text) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    Source source;
    source.sidecar_ = text;
    if (text.starts_with(kByteOrderMark)) {
        source.sidecar_.remove_prefix(kByteOrderMark.size());
    }
    return source;
}

std::string_view Source::find(std::string_view name) const {
    const auto found =
        std::find_if(texts_.begin(), texts_.end(), [name](const imaging::FileText& text) {
            return text.name == name;
        });
    return found == texts_.end() ? sidecar_ : std::string_view(found->text);
}

}  // namespace likeness::recipes
