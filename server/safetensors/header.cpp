#include "safetensors/header.hpp"

#include "safetensors/display_text.hpp"
#include "safetensors/file_kind.hpp"
#include "safetensors/header_json.hpp"

#include <algorithm>
#include <fstream>
#include <numeric>
#include <optional>
#include <tuple>

namespace likeness::safetensors {

namespace {

/// Enough to tell foreign files by.
constexpr std::uint64_t kSniffLength = 64;

Error unprocessable(std::string message) {
    return Error{ErrorCode::unprocessable, std::move(message)};
}

Error cut_off(std::uint64_t promised, std::uint64_t present) {
    return unprocessable(
        "The file is cut off: its header promises " + grouped(promised) + " bytes, " +
        grouped(present) + " are there."
    );
}

/// Names the format if the bytes tell, and falls back on `otherwise`.
Error foreign(BytesView start_of_file, std::string otherwise) {
    return unprocessable(foreign_file_kind(start_of_file).value_or(std::move(otherwise)));
}

bool may_start_json(char c) {
    return c == '{' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::uint64_t read_length(BytesView bytes) {
    std::uint64_t length = 0;
    for (std::size_t i = kLengthPrefix; i-- > 0;) {
        length = (length << 8U) | static_cast<unsigned char>(bytes[i]);
    }
    return length;
}

/// The bytes that shape and type ask for; nothing if that is no whole number or does not fit into
/// 64 bits.
std::optional<std::uint64_t> byte_size(const Tensor& tensor) {
    std::uint64_t bits = dtype_bits(tensor.dtype);
    for (const std::uint64_t extent : tensor.shape) {
        if (__builtin_mul_overflow(bits, extent, &bits)) {
            return std::nullopt;
        }
    }
    if (bits % 8 != 0) {
        return std::nullopt;
    }
    return bits / 8;
}

void sort_by_place(std::vector<Tensor>& tensors) {
    std::sort(tensors.begin(), tensors.end(), [](const Tensor& a, const Tensor& b) {
        return std::tie(a.begin, a.end, a.name) < std::tie(b.begin, b.end, b.name);
    });
}

std::vector<std::uint32_t> order_by_name(const std::vector<Tensor>& tensors) {
    std::vector<std::uint32_t> order(tensors.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return tensors[a].name < tensors[b].name;
    });
    return order;
}

Result<void> check_names(const Header& header) {
    const auto twice = std::adjacent_find(
        header.by_name.begin(),
        header.by_name.end(),
        [&](std::uint32_t a, std::uint32_t b) {
            return header.tensors[a].name == header.tensors[b].name;
        }
    );
    if (twice != header.by_name.end()) {
        return unprocessable(
            "The file is damaged: it has two tensors of the name " +
            quoted_name(header.tensors[*twice].name) + "."
        );
    }
    return {};
}

Result<void> check_size(const Tensor& tensor) {
    const auto size = byte_size(tensor);
    if (!size) {
        return unprocessable(
            "The file is damaged: the shape of " + quoted_name(tensor.name) + " makes no sense."
        );
    }
    if (tensor.end < tensor.begin || tensor.end - tensor.begin != *size) {
        return unprocessable(
            "The file is damaged: the place of " + quoted_name(tensor.name) +
            " does not have the " + grouped(*size) + " bytes that its shape asks for."
        );
    }
    return {};
}

/// Tensors must follow each other without holes or overlap. Returns where the last one ends.
Result<std::uint64_t> check_places(const std::vector<Tensor>& tensors) {
    std::uint64_t end = 0;
    for (const Tensor& tensor : tensors) {
        LIKENESS_CHECK(check_size(tensor));
        if (tensor.begin != end) {
            return unprocessable(
                std::string("The file is damaged: there is ") +
                (tensor.begin > end ? "a hole before " : "an overlap at ") +
                quoted_name(tensor.name) + "."
            );
        }
        end = tensor.end;
    }
    return end;
}

Result<void> check_data_section(const Header& header, std::uint64_t file_size) {
    LIKENESS_TRY(const std::uint64_t end, check_places(header.tensors));
    const std::uint64_t present = file_size - header.data_offset;
    if (end > present) {
        return cut_off(end, present);
    }
    if (end < present) {
        return unprocessable(
            "The file is damaged: " + grouped(present - end) +
            " bytes after its last tensor belong to nothing."
        );
    }
    return {};
}

}  // namespace

std::uint64_t Tensor::element_count() const {
    return std::accumulate(shape.begin(), shape.end(), std::uint64_t{1}, std::multiplies<>());
}

const Tensor* Header::find(std::string_view name) const {
    const auto found = std::lower_bound(
        by_name.begin(),
        by_name.end(),
        name,
        [&](std::uint32_t index, std::string_view wanted) { return tensors[index].name < wanted; }
    );
    return found != by_name.end() && tensors[*found].name == name ? &tensors[*found] : nullptr;
}

Result<std::uint64_t> header_length(BytesView start_of_file, std::uint64_t file_size) {
    if (file_size == 0) {
        return unprocessable("The file is empty.");
    }
    if (start_of_file.size() < kLengthPrefix || file_size < kLengthPrefix) {
        return foreign(
            start_of_file,
            "The file is too short to be a safetensors file: it has " + grouped(file_size) +
                (file_size == 1 ? " byte." : " bytes.")
        );
    }
    const std::uint64_t length = read_length(start_of_file);
    if (length > kMaxHeaderLength) {
        return foreign(
            start_of_file,
            "This is not a safetensors file, or its header is longer than " +
                grouped(kMaxHeaderLength) + " bytes."
        );
    }
    if (length > 0 && start_of_file.size() > kLengthPrefix &&
        !may_start_json(start_of_file[kLengthPrefix])) {
        return foreign(start_of_file, "This is not a safetensors file.");
    }
    if (length > file_size - kLengthPrefix) {
        return cut_off(kLengthPrefix + length, file_size);
    }
    return length;
}

Result<Header> parse_header(BytesView start_of_file, std::uint64_t file_size) {
    LIKENESS_TRY(const std::uint64_t length, header_length(start_of_file, file_size));
    if (start_of_file.size() - kLengthPrefix < length) {
        return cut_off(kLengthPrefix + length, start_of_file.size());
    }
    LIKENESS_TRY(Header header, parse_header_json(start_of_file.substr(kLengthPrefix, length)));
    header.data_offset = kLengthPrefix + length;
    sort_by_place(header.tensors);
    header.by_name = order_by_name(header.tensors);
    LIKENESS_CHECK(check_names(header));
    LIKENESS_CHECK(check_data_section(header, file_size));
    return header;
}

Result<Header> read_header(const std::filesystem::path& path) {
    std::error_code error;
    const std::uint64_t file_size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file) {
        return Error{
            ErrorCode::not_found,
            "The file cannot be opened.",
            path.string() + ": " + error.message()};
    }
    Bytes start(std::min(file_size, kSniffLength), '\0');
    file.read(start.data(), static_cast<std::streamsize>(start.size()));
    LIKENESS_TRY(const std::uint64_t length, header_length(start, file_size));
    const std::size_t present = start.size();
    start.resize(std::max<std::size_t>(present, kLengthPrefix + length));
    file.read(start.data() + present, static_cast<std::streamsize>(start.size() - present));
    if (!file) {
        return Error{ErrorCode::unavailable, "The file cannot be read.", path.string()};
    }
    return parse_header(start, file_size);
}

}  // namespace likeness::safetensors
