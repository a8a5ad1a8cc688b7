#include "net/open_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace likeness::net {

namespace {

Error open_error(int code, const std::string& path) {
    // ELOOP: a symbolic link, which O_NOFOLLOW refuses. ENXIO: a socket.
    if (code == ENOENT || code == ENOTDIR || code == ELOOP || code == ENXIO ||
        code == ENAMETOOLONG) {
        return Error::not_found("file");
    }
    const std::string detail = "open " + path + ": " + std::generic_category().message(code);
    if (code == EMFILE || code == ENFILE) {
        return Error::unavailable("Too many files are open; try again in a moment.", detail);
    }
    return Error::internal(detail);
}

}  // namespace

Result<std::shared_ptr<const OpenFile>> OpenFile::open(const std::string& path) {
    if (path.find('\0') != std::string::npos) {
        return Error::not_found("file");
    }
    // O_NONBLOCK: opening a FIFO must not wait for its writer. It means nothing to regular files.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0) {
        return open_error(errno, path);
    }

    struct stat facts {};

    const bool known = ::fstat(descriptor, &facts) == 0;
    auto file = std::make_shared<const OpenFile>(
        descriptor, known ? static_cast<std::uint64_t>(facts.st_size) : 0
    );
    if (!known || !S_ISREG(facts.st_mode)) {
        return Error::not_found("file");
    }
    return file;
}

OpenFile::~OpenFile() {
    ::close(descriptor_);
}

}  // namespace likeness::net
