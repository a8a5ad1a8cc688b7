#include "net/input_buffer.hpp"

#include <cstring>

namespace likeness::net {

void InputBuffer::reuse_room() {
    if (begin_ == end_) {
        begin_ = end_ = kept_;
    }
}

void InputBuffer::drop_taken() {
    std::memmove(memory_.data(), memory_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    kept_ = 0;
}

}  // namespace likeness::net
