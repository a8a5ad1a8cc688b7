#include "core/upload.hpp"

#include "core/image.hpp"
#include "core/text_rules.hpp"

#include <algorithm>

namespace likeness {

ObjectKey uploaded_image_key(const UploadId& id, Timestamp created_at, OutputFormat format) {
    return full_image_key(ImageId::trusted(id.text()), created_at, format);
}

Result<std::string> clean_caption(std::string_view field, std::string_view raw) {
    std::string line(raw);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' '
    );
    return clean_label(field, line, 0, UploadLimits::kMaxCaptionLength);
}

}  // namespace likeness
