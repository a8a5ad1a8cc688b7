#pragma once

#include "net/limits.hpp"
#include "net/request.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace likeness::net {

/// Reads the head of one HTTP/1.x request after another, as strictly as RFC 9112 allows: what two
/// programs could read in two ways is refused, since a proxy in front may have read it in the
/// other. Keeps views into the caller's bytes and allocates nothing for a request.
class RequestParser {
public:
    enum class Outcome {
        need_more,
        complete,
        refused
    };

    explicit RequestParser(const Limits& limits);
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;
    ~RequestParser();

    /// Forgets the request; the next parse() begins another.
    void restart();

    /// `received` are all bytes since restart(). After need_more they may come back longer and in
    /// another place. What comes out for a whole head does not depend on how its bytes were cut
    /// into calls; a broken one may be refused only once it is whole.
    Outcome parse(std::string_view received);

    /// As parse() of the same bytes in another place; only after complete. The views move along.
    void relocate(std::string_view received);

    /// After complete: how many bytes the head has.
    std::size_t head_size() const;

    /// After refused: the status that says why.
    int refusal_status() const;

    /// After complete. After refused, what had been read by then; the path may be empty.
    /// `remote_address` is not set.
    RequestHead head() const;

    // After complete:
    bool is_chunked() const;
    bool expects_continue() const;
    bool is_http_1_0() const;
    /// What the client wants; for HTTP/1.0 it must ask for it.
    bool wants_keep_alive() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace likeness::net
