#include "adapters/folder_store/durable_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <system_error>

namespace likeness::folder_store {

namespace {

namespace fs = std::filesystem;

/// A descriptor that is closed with its owner.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}

    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return number_; }

    bool is_open() const { return number_ >= 0; }

private:
    int number_;
};

fs::path temporary_name(const fs::path& scratch) {
    static std::atomic<std::uint64_t> counter{0};
    return scratch / (std::to_string(::getpid()) + "-" + std::to_string(++counter) + ".part");
}

Result<void> write_all(int descriptor, BytesView data, const fs::path& path) {
    while (!data.empty()) {
        const ssize_t written = ::write(descriptor, data.data(), data.size());
        if (written < 0 && errno != EINTR) {
            return error_from_errno(errno, path, "write");
        }
        if (written > 0) {
            data.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    return {};
}

Result<void> sync_folder(const fs::path& folder) {
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.is_open() || ::fsync(descriptor.get()) != 0) {
        return error_from_errno(errno, folder, "sync");
    }
    return {};
}

/// Makes the missing folders of a path and syncs each one's parent, which holds its name.
Result<void> make_folders(const fs::path& folder) {
    if (::access(folder.c_str(), F_OK) == 0) {
        return {};
    }
    LIKENESS_CHECK(make_folders(folder.parent_path()));
    if (::mkdir(folder.c_str(), 0750) != 0 && errno != EEXIST) {
        return error_from_errno(errno, folder, "make");
    }
    return sync_folder(folder.parent_path());
}

Result<void> write_and_sync(const fs::path& path, BytesView data) {
    const Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640)
    );
    if (!descriptor.is_open()) {
        return error_from_errno(errno, path, "open");
    }
    LIKENESS_CHECK(write_all(descriptor.get(), data, path));
    if (::fdatasync(descriptor.get()) != 0) {
        return error_from_errno(errno, path, "sync");
    }
    return {};
}

Result<void> rename_and_sync(const fs::path& from, const fs::path& to) {
    LIKENESS_CHECK(make_folders(to.parent_path()));
    if (::rename(from.c_str(), to.c_str()) != 0) {
        return error_from_errno(errno, to, "rename to");
    }
    return sync_folder(to.parent_path());
}

Result<void> sync_file(const fs::path& path) {
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.is_open() || ::fdatasync(descriptor.get()) != 0) {
        return error_from_errno(errno, path, "sync");
    }
    return {};
}

}  // namespace

Error error_from_errno(int number, const fs::path& path, const char* doing) {
    const std::string reason = std::string("cannot ") + doing + " " + path.string() + ": " +
                               std::generic_category().message(number);
    switch (number) {
        case ENOENT:
        case ENOTDIR:
        case EISDIR:  // the beginning of other objects' keys
            return {ErrorCode::not_found, "There is no such object.", reason};
        case ENOSPC:
        case EDQUOT:
            return Error::unavailable("The server's disk is full.", reason);
        case EACCES:
        case EPERM:
        case EROFS:
        case EMFILE:
        case ENFILE:
        case EIO:
        case ENOMEM:
            return Error::unavailable("The server cannot store files at the moment.", reason);
        default:
            return Error::internal(reason);
    }
}

Result<void> write_durably(const fs::path& scratch, const fs::path& target, BytesView data) {
    const fs::path temporary = temporary_name(scratch);
    Result<void> result = write_and_sync(temporary, data);
    if (result) {
        result = rename_and_sync(temporary, target);
    }
    if (!result) {
        ::unlink(temporary.c_str());
    }
    return result;
}

Result<void> move_durably(const fs::path& scratch, const fs::path& target, const fs::path& source) {
    LIKENESS_CHECK(sync_file(source));
    LIKENESS_CHECK(make_folders(target.parent_path()));
    if (::rename(source.c_str(), target.c_str()) == 0) {
        return sync_folder(target.parent_path());
    }
    if (errno != EXDEV) {
        return error_from_errno(errno, target, "rename to");
    }
    const fs::path temporary = temporary_name(scratch);
    std::error_code failed;
    fs::copy_file(source, temporary, failed);
    Result<void> result = failed
                              ? Result<void>(error_from_errno(failed.value(), temporary, "copy to"))
                              : sync_file(temporary);
    if (result) {
        result = rename_and_sync(temporary, target);
    }
    ::unlink(result ? source.c_str() : temporary.c_str());
    return result;
}

Result<Bytes> read_whole(const fs::path& file, std::uint64_t limit) {
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));

    struct stat status {};

    if (!descriptor.is_open() || ::fstat(descriptor.get(), &status) != 0) {
        return error_from_errno(errno, file, "open");
    }
    if (S_ISDIR(status.st_mode)) {
        return error_from_errno(EISDIR, file, "read");
    }
    if (static_cast<std::uint64_t>(status.st_size) > limit) {
        return Error{ErrorCode::payload_too_large, "The object is larger than asked for."};
    }
    Bytes bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t count =
            ::read(descriptor.get(), bytes.data() + filled, bytes.size() - filled);
        if (count < 0 && errno != EINTR) {
            return error_from_errno(errno, file, "read");
        }
        if (count == 0) {
            return Error::internal(
                "the file " + file.string() + " became shorter while it was read"
            );
        }
        filled += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    return bytes;
}

Result<void> remove_with_empty_folders(const fs::path& root, const fs::path& file) {
    if (::unlink(file.c_str()) != 0 && errno != ENOENT && errno != ENOTDIR && errno != EISDIR) {
        return error_from_errno(errno, file, "remove");
    }
    for (fs::path folder = file.parent_path(); folder != root && ::rmdir(folder.c_str()) == 0;
         folder = folder.parent_path()) {
    }
    return {};
}

}  // namespace likeness::folder_store
