#include "paperflux/tensor_file.hpp"

#include "paperflux/half.hpp"
#include "safetensors/display_text.hpp"

#include <bit>
#include <cmath>
#include <cstring>

namespace likeness::paperflux {

namespace {

using safetensors::DType;
using safetensors::quoted_name;

static_assert(std::endian::native == std::endian::little, "safetensors files are little-endian");

Error refuse(std::string_view tensor, const std::string& why) {
    return Error{ErrorCode::unprocessable, "The tensor " + quoted_name(tensor) + " " + why};
}

std::uint16_t bits_at(const char* bytes, std::size_t index) {
    std::uint16_t bits = 0;
    std::memcpy(&bits, bytes + index * sizeof bits, sizeof bits);
    return bits;
}

void convert(const char* bytes, DType dtype, Floats& values) {
    if (dtype == DType::f32) {
        std::memcpy(values.data(), bytes, values.size() * sizeof(float));
        return;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::uint16_t bits = bits_at(bytes, i);
        values[i] = dtype == DType::f16 ? half_to_float(bits) : bfloat_to_float(bits);
    }
}

/// x * 0 is 0 for finite numbers and NaN for all others; one sum instead of a branch a number.
bool all_finite(const Floats& values) {
    float sum = 0;
    for (const float value : values) {
        sum += value * 0.0F;
    }
    return sum == 0.0F;
}

}  // namespace

std::string shape_text(const std::vector<std::uint64_t>& shape) {
    std::string text = "[";
    for (const std::uint64_t extent : shape) {
        text += text.size() > 1 ? ", " : "";
        text += std::to_string(extent);
    }
    return text + "]";
}

TensorFile::TensorFile(BytesView file, safetensors::Header header)
    : file_(file),
      header_(std::move(header)) {}

Result<TensorFile> TensorFile::open(BytesView file) {
    LIKENESS_TRY(safetensors::Header header, safetensors::parse_header(file, file.size()));
    return TensorFile(file, std::move(header));
}

Result<Floats> TensorFile::read(const safetensors::Tensor& tensor) const {
    if (tensor.dtype != DType::f16 && tensor.dtype != DType::bf16 && tensor.dtype != DType::f32) {
        return refuse(
            tensor.name,
            "has numbers of type " + std::string(safetensors::dtype_name(tensor.dtype)) +
                "; PaperFlux reads F16, BF16 and F32."
        );
    }
    Floats values(tensor.element_count());
    convert(file_.data() + header_.data_offset + tensor.begin, tensor.dtype, values);
    if (!all_finite(values)) {
        return refuse(tensor.name, "holds numbers that are infinite or not a number.");
    }
    return values;
}

Result<Floats> TensorFile::read(std::string_view name, const std::vector<std::uint64_t>& shape)
    const {
    const safetensors::Tensor* tensor = header_.find(name);
    if (tensor == nullptr) {
        return refuse(name, "is missing.");
    }
    if (tensor->shape != shape) {
        return refuse(
            name,
            "has the shape " + shape_text(tensor->shape) + "; " + shape_text(shape) +
                " was expected."
        );
    }
    return read(*tensor);
}

}  // namespace likeness::paperflux
