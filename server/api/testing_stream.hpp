#pragma once

#include "api/operation.hpp"
#include "net/response.hpp"

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What the tests of streams share.
namespace likeness::api {

/// Keeps what is written to it; the client goes away when it is told.
class KeptWrites final : public net::StreamWriter {
public:
    Task<void> write(BytesView data) override {
        if (writes.size() == most_) {
            co_return Error::unavailable("The client has gone.");
        }
        writes.emplace_back(data);
        co_return Result<void>{};
    }

    Task<void> send_file(net::FileBody /*file*/) override {
        co_return Error::internal("no file is sent here");
    }

    /// As if the client closed its connection after so many writes.
    void leave_after(std::size_t count) { most_ = count; }

    std::string text() const {
        std::string all;
        for (const std::string& write : writes) {
            all += write;
        }
        return all;
    }

    std::vector<std::string> writes;

private:
    std::size_t most_ = static_cast<std::size_t>(-1);
};

/// Tells its events one after the other, then ends. Nothing instead of an event stands for a while
/// without one, an error for a source that breaks.
class ListedEvents final : public EventSource {
public:
    using Item = Result<std::optional<OutgoingEvent>>;

    explicit ListedEvents(std::deque<Item> items) : items_(std::move(items)) {}

    Task<std::optional<OutgoingEvent>> next(std::chrono::milliseconds) override {
        if (items_.empty()) {
            co_return Error::internal("asked for more than there is");
        }
        Item item = std::move(items_.front());
        items_.pop_front();
        co_return item;
    }

    bool ended() const override { return items_.empty(); }

    /// Items that nobody has asked for yet.
    std::size_t left() const { return items_.size(); }

private:
    std::deque<Item> items_;
};

}  // namespace likeness::api
