#pragma once

#include "base/result.hpp"
#include "safetensors/header.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace likeness::safetensors {

/// Builds a Header from the parts of its JSON text, in the order of the text, and refuses
/// (`unprocessable`) the first that is not in its place. It needs no tree of the whole document,
/// which would keep the last of several equal keys and be silent about the others.
class HeaderBuilder {
public:
    Result<void> begin_object();
    Result<void> end_object();
    Result<void> begin_array();
    Result<void> end_array(std::size_t element_count);
    Result<void> key(std::string key);
    Result<void> text(std::string text);
    Result<void> number(std::uint64_t number);
    /// A value of any other kind: negative and fractional numbers, true, false, null.
    Result<void> other_value() const;

    /// Tensors in the order of the text; equal names are still in it.
    Header take_header() { return std::move(header_); }

private:
    enum class Place {
        start,
        document,
        metadata,
        tensor,
        shape,
        offsets,
        end
    };

    Result<void> begin_entry();
    Result<void> metadata_key(std::string key);
    Result<void> member_key(std::string key);
    Result<void> append_extent(std::uint64_t extent);
    Result<void> append_offset(std::uint64_t offset);
    Result<void> set_dtype(const std::string& name);
    Result<void> finish_tensor();

    Header header_;
    Place place_ = Place::start;
    std::string entry_;   // the last key of the document
    std::string member_;  // the last key of the tensor
    Tensor tensor_;
    std::string* metadata_value_ = nullptr;  // in a node of the map, which stays where it is
    std::size_t offset_count_ = 0;
    bool has_metadata_ = false;
    bool has_dtype_ = false;
    bool has_shape_ = false;
    bool has_offsets_ = false;
};

}  // namespace likeness::safetensors
