#pragma once

#include "base/id.hpp"
#include "base/result.hpp"

#include <string>
#include <vector>

namespace likeness::api {

/// Errors name the field `ids[<place>]`.
inline Result<std::vector<ImageId>> image_ids(const std::vector<std::string>& texts) {
    std::vector<ImageId> ids;
    ids.reserve(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::optional<ImageId> id = ImageId::parse(texts[i]);
        if (!id) {
            return Error::invalid_field("ids[" + std::to_string(i) + "]", "must be an image's id");
        }
        ids.push_back(*std::move(id));
    }
    return ids;
}

}  // namespace likeness::api
