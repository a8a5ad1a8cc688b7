#pragma once

#include "base/completion.hpp"
#include "base/result.hpp"
#include "http_client/message.hpp"

#include <curl/curl.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace likeness::http_client {

/// One request on a curl handle: its options, its body going out, its answer coming in. Stays where
/// it is, because curl holds its address.
class Transfer final : public CompletionTaker {
public:
    Transfer(std::uint64_t id, Request request, const std::string& user_agent);
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    ~Transfer();

    /// Sets everything up. invalid_argument for a URL that is none; internal for a body file that
    /// cannot be read.
    Result<void> prepare();
    /// `on_cancel` is called when the request's owner cancels it.
    void listen_for_cancel(std::function<void()> on_cancel);

    std::uint64_t id() const { return id_; }

    CURL* handle() const { return handle_.get(); }

    void take(std::unique_ptr<Completion> completion) override;
    /// Ends the wait with what curl says.
    void finish(CURLcode code);
    void finish_cancelled();

    /// Gives up the wait: its coroutine is destroyed with the completion.
    std::unique_ptr<Completion> release() { return std::move(completion_); }

    Result<Response> result() { return std::move(result_); }

private:
    struct HandleDeleter {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    };

    struct ListDeleter {
        void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    };

    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_read(char* data, std::size_t size, std::size_t count, void* self);
    static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address);

    template <class Value>
    void set(CURLoption option, Value value);  // durations as long
    Result<void> set_url();
    Result<void> set_body();
    void set_headers();
    void take_header(std::string_view line);
    bool take_body(std::string_view piece);
    std::size_t give_body(char* into, std::size_t room);
    std::uint64_t body_size() const;
    Error failure(CURLcode code) const;

    std::uint64_t id_;
    Request request_;
    std::unique_ptr<CURL, HandleDeleter> handle_;
    std::unique_ptr<curl_slist, ListDeleter> header_list_;
    std::string host_;
    Response response_;
    std::size_t header_bytes_ = 0;
    std::uint64_t sent_ = 0;  // bytes of the body
    int file_ = -1;
    bool has_begun_ = false;  // to hand out the body
    bool was_too_large_ = false;
    bool was_ended_ = false;
    bool was_refused_ = false;
    std::unique_ptr<Completion> completion_;
    Result<Response> result_;
};

}  // namespace likeness::http_client
