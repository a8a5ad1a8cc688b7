#include "zip/source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace likeness::zip {

namespace {

Error disk_error(int number) {
    return Error::unavailable(
        "The server cannot read files at the moment.", std::generic_category().message(number)
    );
}

class FileSource final : public Source {
public:
    FileSource(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}

    ~FileSource() override { ::close(descriptor_); }

    FileSource(const FileSource&) = delete;
    FileSource& operator=(const FileSource&) = delete;

    std::uint64_t size() const override { return size_; }

    Result<Bytes> read(std::uint64_t offset, std::size_t count) const override {
        Bytes bytes(count, '\0');
        std::size_t filled = 0;
        while (filled < count) {
            const ssize_t got = ::pread(
                descriptor_,
                bytes.data() + filled,
                count - filled,
                static_cast<off_t>(offset + filled)
            );
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got <= 0) {
                return disk_error(got < 0 ? errno : EIO);
            }
            filled += static_cast<std::size_t>(got);
        }
        return bytes;
    }

private:
    int descriptor_;
    std::uint64_t size_;
};

class BytesSource final : public Source {
public:
    explicit BytesSource(BytesView bytes) : bytes_(bytes) {}

    std::uint64_t size() const override { return bytes_.size(); }

    Result<Bytes> read(std::uint64_t offset, std::size_t count) const override {
        return Bytes(bytes_.substr(offset, count));
    }

private:
    BytesView bytes_;
};

}  // namespace

Result<std::unique_ptr<const Source>> open_file(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return disk_error(errno);
    }

    struct stat facts {};

    if (::fstat(descriptor, &facts) != 0) {
        const int number = errno;
        ::close(descriptor);
        return disk_error(number);
    }
    std::unique_ptr<const Source> source =
        std::make_unique<FileSource>(descriptor, static_cast<std::uint64_t>(facts.st_size));
    return source;
}

std::unique_ptr<const Source> view_bytes(BytesView bytes) {
    return std::make_unique<BytesSource>(bytes);
}

}  // namespace likeness::zip
