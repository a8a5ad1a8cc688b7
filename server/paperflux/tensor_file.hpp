#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "paperflux/matrix.hpp"
#include "safetensors/header.hpp"

#include <string_view>
#include <vector>

namespace likeness::paperflux {

/// The numbers of a safetensors file as f32. Keeps a view of the file: it must outlive this object.
/// Errors are `unprocessable` with a sentence that names the tensor.
class TensorFile {
public:
    /// Checks the whole header, see safetensors::parse_header.
    static Result<TensorFile> open(BytesView file);

    const safetensors::Header& header() const { return header_; }

    /// All values in row-major order. Refuses types other than F16, BF16 and F32, and numbers that
    /// are not finite.
    Result<Floats> read(const safetensors::Tensor& tensor) const;
    /// The same for a tensor that must be there with this shape.
    Result<Floats> read(std::string_view name, const std::vector<std::uint64_t>& shape) const;

private:
    TensorFile(BytesView file, safetensors::Header header);

    BytesView file_;
    safetensors::Header header_;
};

/// "[8, 160]"; "[]" for a scalar.
std::string shape_text(const std::vector<std::uint64_t>& shape);

}  // namespace likeness::paperflux
