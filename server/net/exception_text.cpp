#include "net/exception_text.hpp"

#include <exception>

namespace likeness::net {

std::string exception_text() {
    try {
        throw;
    } catch (const std::exception& exception) {
        return exception.what();
    } catch (...) {
        return "an exception of unknown type";
    }
}

}  // namespace likeness::net
