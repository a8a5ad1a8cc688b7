// The one translation unit that compiles Asio's own sources; all others see declarations only.
#include <boost/asio/impl/src.hpp>
