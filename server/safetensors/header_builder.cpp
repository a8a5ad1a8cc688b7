#include "safetensors/header_builder.hpp"

#include "safetensors/display_text.hpp"

#include <string_view>
#include <utility>

namespace likeness::safetensors {

namespace {

constexpr std::string_view kMetadataKey = "__metadata__";

Error wrong(const std::string& why) {
    return Error{ErrorCode::unprocessable, "The file's header is wrong: " + why + "."};
}

}  // namespace

Result<void> HeaderBuilder::begin_object() {
    switch (place_) {
        case Place::start:
            place_ = Place::document;
            return {};
        case Place::document:
            return begin_entry();
        default:
            return other_value();
    }
}

Result<void> HeaderBuilder::end_object() {
    if (place_ == Place::document) {
        place_ = Place::end;
        return {};
    }
    if (place_ == Place::tensor) {
        LIKENESS_CHECK(finish_tensor());
    }
    place_ = Place::document;
    return {};
}

Result<void> HeaderBuilder::begin_array() {
    if (place_ != Place::tensor || (member_ != "shape" && member_ != "data_offsets")) {
        return other_value();
    }
    place_ = member_ == "shape" ? Place::shape : Place::offsets;
    return {};
}

Result<void> HeaderBuilder::end_array(std::size_t element_count) {
    if (place_ == Place::offsets && element_count != 2) {
        return wrong("the place of " + quoted_name(tensor_.name) + " is not a pair of numbers");
    }
    place_ = Place::tensor;
    return {};
}

Result<void> HeaderBuilder::key(std::string key) {
    switch (place_) {
        case Place::document:
            entry_ = std::move(key);
            return {};
        case Place::metadata:
            return metadata_key(std::move(key));
        default:
            return member_key(std::move(key));
    }
}

Result<void> HeaderBuilder::text(std::string text) {
    if (place_ == Place::metadata) {
        *metadata_value_ = std::move(text);
        return {};
    }
    return place_ == Place::tensor && member_ == "dtype" ? set_dtype(text) : other_value();
}

Result<void> HeaderBuilder::number(std::uint64_t number) {
    switch (place_) {
        case Place::shape:
            return append_extent(number);
        case Place::offsets:
            return append_offset(number);
        default:
            return other_value();
    }
}

Result<void> HeaderBuilder::other_value() const {
    switch (place_) {
        case Place::start:
            return wrong("it is not a JSON object");
        case Place::metadata:
            return wrong("its metadata holds something other than text");
        case Place::document:
        case Place::end:
            return wrong("the entry " + quoted_name(entry_) + " describes no tensor");
        default:
            return wrong(
                "the " + member_ + " of " + quoted_name(tensor_.name) +
                " has a value of a wrong kind"
            );
    }
}

Result<void> HeaderBuilder::begin_entry() {
    if (entry_ == kMetadataKey) {
        if (std::exchange(has_metadata_, true)) {
            return wrong("it has its metadata twice");
        }
        place_ = Place::metadata;
        return {};
    }
    if (header_.tensors.size() == kMaxTensors) {
        return wrong("it has more than " + grouped(kMaxTensors) + " tensors");
    }
    tensor_ = Tensor{};
    tensor_.name = std::move(entry_);
    has_dtype_ = has_shape_ = has_offsets_ = false;
    place_ = Place::tensor;
    return {};
}

Result<void> HeaderBuilder::metadata_key(std::string key) {
    if (header_.metadata.size() == kMaxMetadataEntries) {
        return wrong("its metadata has more than " + grouped(kMaxMetadataEntries) + " entries");
    }
    const auto [entry, is_new] = header_.metadata.try_emplace(std::move(key));
    if (!is_new) {
        return wrong("its metadata has " + quoted_name(entry->first) + " twice");
    }
    metadata_value_ = &entry->second;
    return {};
}

Result<void> HeaderBuilder::member_key(std::string key) {
    bool* const seen = key == "dtype"          ? &has_dtype_
                       : key == "shape"        ? &has_shape_
                       : key == "data_offsets" ? &has_offsets_
                                               : nullptr;
    if (seen == nullptr) {
        return wrong(
            "the tensor " + quoted_name(tensor_.name) + " has an unknown entry " + quoted_name(key)
        );
    }
    if (std::exchange(*seen, true)) {
        return wrong("the tensor " + quoted_name(tensor_.name) + " has its " + key + " twice");
    }
    member_ = std::move(key);
    offset_count_ = 0;
    return {};
}

Result<void> HeaderBuilder::append_extent(std::uint64_t extent) {
    if (tensor_.shape.size() == kMaxDimensions) {
        return wrong("the tensor " + quoted_name(tensor_.name) + " has too many dimensions");
    }
    tensor_.shape.push_back(extent);
    return {};
}

/// A third number is refused at the end of the array, where all are counted.
Result<void> HeaderBuilder::append_offset(std::uint64_t offset) {
    (offset_count_++ == 0 ? tensor_.begin : tensor_.end) = offset;
    return {};
}

Result<void> HeaderBuilder::set_dtype(const std::string& name) {
    const auto dtype = parse_dtype(name);
    if (!dtype) {
        return wrong(
            "the type " + quoted_name(name) + " of " + quoted_name(tensor_.name) + " is unknown"
        );
    }
    tensor_.dtype = *dtype;
    return {};
}

Result<void> HeaderBuilder::finish_tensor() {
    if (!has_dtype_ || !has_shape_ || !has_offsets_) {
        return wrong("the tensor " + quoted_name(tensor_.name) + " lacks its type, shape or place");
    }
    header_.tensors.push_back(std::move(tensor_));
    return {};
}

}  // namespace likeness::safetensors
