#pragma once

#include "base/bytes.hpp"
#include "base/json_text.hpp"
#include "safetensors/dtype.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::safetensors {

/// A tensor for a test file.
struct TestTensor {
    std::string name;
    DType dtype = DType::f16;
    std::vector<std::uint64_t> shape;
    Bytes data = {};  // zeros if empty
};

/// The bytes that shape and type ask for.
inline std::uint64_t byte_size(const TestTensor& tensor) {
    std::uint64_t bits = dtype_bits(tensor.dtype);
    for (const std::uint64_t extent : tensor.shape) {
        bits *= extent;
    }
    return bits / 8;
}

/// The 8 bytes of the length and the JSON text.
inline Bytes write_header_text(std::string_view json) {
    Bytes bytes;
    for (unsigned i = 0; i < 8; ++i) {
        bytes += static_cast<char>((json.size() >> (8 * i)) & 0xFFU);
    }
    return bytes.append(json);
}

inline std::string header_json(
    const std::vector<TestTensor>& tensors,
    const std::map<std::string, std::string>& metadata
) {
    std::string json = "{\"__metadata__\":{";
    for (const auto& [key, value] : metadata) {
        json += json.back() == '{' ? "" : ",";
        append_json_string(json, key);
        json += ':';
        append_json_string(json, value);
    }
    json += '}';
    std::uint64_t offset = 0;
    for (const TestTensor& tensor : tensors) {
        json += ',';
        append_json_string(json, tensor.name);
        json.append(R"(:{"dtype":")").append(dtype_name(tensor.dtype)).append(R"(","shape":[)");
        for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
            json.append(i == 0 ? "" : ",").append(std::to_string(tensor.shape[i]));
        }
        json += "],\"data_offsets\":[" + std::to_string(offset);
        offset += byte_size(tensor);
        json += ',' + std::to_string(offset) + "]}";
    }
    return json + '}';
}

/// A file without its data section: enough to read the header of files too large for a test.
struct TestFile {
    Bytes start;
    std::uint64_t size;  // of the whole file
};

inline TestFile write_start(
    const std::vector<TestTensor>& tensors,
    const std::map<std::string, std::string>& metadata = {}
) {
    TestFile file{write_header_text(header_json(tensors, metadata)), 0};
    file.size = file.start.size();
    for (const TestTensor& tensor : tensors) {
        file.size += byte_size(tensor);
    }
    return file;
}

/// A whole file.
inline Bytes write_safetensors(
    const std::vector<TestTensor>& tensors,
    const std::map<std::string, std::string>& metadata = {}
) {
    Bytes file = write_start(tensors, metadata).start;
    for (const TestTensor& tensor : tensors) {
        Bytes data = tensor.data;
        data.resize(byte_size(tensor));
        file += data;
    }
    return file;
}

}  // namespace likeness::safetensors
