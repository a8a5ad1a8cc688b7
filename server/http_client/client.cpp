#include "http_client/client.hpp"

#include "http_client/transfer.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <map>
#include <utility>

namespace likeness::http_client {

/// curl's multi interface driven by Asio: curl says which sockets and what time it waits for
/// (https://curl.se/libcurl/c/libcurl-multi.html, "multi_socket").
class Client::Engine : public std::enable_shared_from_this<Client::Engine> {
public:
    Engine(asio::any_io_executor executor, Options options)
        : executor_(std::move(executor)),
          timer_(executor_),
          options_(std::move(options)) {
        static const CURLcode initialized = curl_global_init(CURL_GLOBAL_DEFAULT);
        static_cast<void>(initialized);
        multi_.reset(curl_multi_init());
        set(CURLMOPT_SOCKETFUNCTION, &Engine::on_socket);
        set(CURLMOPT_SOCKETDATA, this);
        set(CURLMOPT_TIMERFUNCTION, &Engine::on_timer);
        set(CURLMOPT_TIMERDATA, this);
        set(CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(options_.max_connections));
        set(CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(options_.max_connections_per_host));
        set(CURLMOPT_MAXCONNECTS, static_cast<long>(options_.max_connections));
    }

    /// Ends the waits that are left by destroying their coroutines.
    void close() {
        while (!active_.empty()) {
            Transfer& transfer = *active_.begin()->second;
            const std::unique_ptr<Completion> given_up = transfer.release();
            leave(active_.begin()->first);
        }
        multi_.reset();
        timer_.cancel();
    }

    Task<Response> send(Request request) {
        if (request.cancellation != nullptr && request.cancellation->is_cancelled()) {
            co_return Error{ErrorCode::conflict, "The request was cancelled."};
        }
        const std::uint64_t id = ++last_id_;
        Transfer transfer(id, std::move(request), options_.user_agent);
        LIKENESS_CO_CHECK(transfer.prepare());
        const std::weak_ptr<Engine> weak = weak_from_this();
        transfer.listen_for_cancel([weak, id] {
            if (const auto engine = weak.lock()) {
                engine->cancel_soon(id);
            }
        });
        active_.emplace(id, &transfer);
        curl_multi_add_handle(multi_.get(), transfer.handle());
        co_await wait_for_completion(transfer);
        co_return transfer.result();
    }

private:
    struct MultiDeleter {
        void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
    };

    /// A socket of curl's. It stays open when this ends: it is curl's to close.
    struct Watch {
        Watch(const asio::any_io_executor& executor, curl_socket_t socket)
            : descriptor(executor, socket) {}

        asio::posix::stream_descriptor descriptor;
        int wanted = CURL_POLL_NONE;
        bool waits_to_read = false;
        bool waits_to_write = false;
        bool is_gone = false;
    };

    template <class Value>
    void set(CURLMoption option, Value value) {
        curl_multi_setopt(multi_.get(), option, value);
    }

    static int on_socket(CURL*, curl_socket_t socket, int wanted, void* self, void*) {
        static_cast<Engine*>(self)->watch(socket, wanted);
        return 0;
    }

    static int on_timer(CURLM*, long milliseconds, void* self) {
        static_cast<Engine*>(self)->wake_after(milliseconds);
        return 0;
    }

    void watch(curl_socket_t socket, int wanted) {
        if (wanted == CURL_POLL_REMOVE) {
            const auto found = watches_.find(socket);
            if (found != watches_.end()) {
                found->second->is_gone = true;
                found->second->descriptor.release();
                watches_.erase(found);
            }
            return;
        }
        std::shared_ptr<Watch>& watch = watches_[socket];
        if (!watch) {
            watch = std::make_shared<Watch>(executor_, socket);
        }
        watch->wanted = wanted;
        arm(watch);
    }

    void arm(const std::shared_ptr<Watch>& watch) {
        if (!watch->is_gone && (watch->wanted & CURL_POLL_IN) != 0 && !watch->waits_to_read) {
            watch->waits_to_read = true;
            wait(watch, asio::posix::stream_descriptor::wait_read, CURL_CSELECT_IN);
        }
        if (!watch->is_gone && (watch->wanted & CURL_POLL_OUT) != 0 && !watch->waits_to_write) {
            watch->waits_to_write = true;
            wait(watch, asio::posix::stream_descriptor::wait_write, CURL_CSELECT_OUT);
        }
    }

    void wait(
        const std::shared_ptr<Watch>& watch,
        asio::posix::stream_descriptor::wait_type type,
        int event
    ) {
        const std::weak_ptr<Engine> weak = weak_from_this();
        watch->descriptor.async_wait(type, [weak, watch, event](boost::system::error_code error) {
            (event == CURL_CSELECT_IN ? watch->waits_to_read : watch->waits_to_write) = false;
            const auto engine = weak.lock();
            if (!error && engine && !watch->is_gone) {
                engine->act(watch->descriptor.native_handle(), event);
                engine->arm(watch);
            }
        });
    }

    void wake_after(long milliseconds) {
        timer_.cancel();
        if (milliseconds < 0) {
            return;
        }
        timer_.expires_after(std::chrono::milliseconds(milliseconds));
        const std::weak_ptr<Engine> weak = weak_from_this();
        timer_.async_wait([weak](boost::system::error_code error) {
            const auto engine = weak.lock();
            if (!error && engine) {
                engine->act(CURL_SOCKET_TIMEOUT, 0);
            }
        });
    }

    void act(curl_socket_t socket, int event) {
        if (!multi_) {
            return;
        }
        int running = 0;
        curl_multi_socket_action(multi_.get(), socket, event, &running);
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
            if (message->msg == CURLMSG_DONE) {
                finish(message->easy_handle, message->data.result);
            }
        }
    }

    void finish(CURL* handle, CURLcode code) {
        Transfer* transfer = nullptr;
        curl_easy_getinfo(handle, CURLINFO_PRIVATE, &transfer);
        leave(transfer->id());
        transfer->finish(code);
    }

    void leave(std::uint64_t id) {
        const auto found = active_.find(id);
        curl_multi_remove_handle(multi_.get(), found->second->handle());
        active_.erase(found);
    }

    /// Not at once: curl may be calling us.
    void cancel_soon(std::uint64_t id) {
        const std::weak_ptr<Engine> weak = weak_from_this();
        asio::post(executor_, [weak, id] {
            const auto engine = weak.lock();
            if (!engine) {
                return;
            }
            const auto found = engine->active_.find(id);
            if (found != engine->active_.end()) {
                Transfer& transfer = *found->second;
                engine->leave(id);
                transfer.finish_cancelled();
            }
        });
    }

    asio::any_io_executor executor_;
    asio::steady_timer timer_;
    Options options_;
    std::unique_ptr<CURLM, MultiDeleter> multi_;
    std::map<curl_socket_t, std::shared_ptr<Watch>> watches_;
    std::map<std::uint64_t, Transfer*> active_;
    std::uint64_t last_id_ = 0;
};

Client::Client(asio::any_io_executor executor, Options options)
    : engine_(std::make_shared<Engine>(std::move(executor), std::move(options))) {}

Client::~Client() {
    engine_->close();
}

Task<Response> Client::send(Request request) {
    return engine_->send(std::move(request));
}

}  // namespace likeness::http_client
