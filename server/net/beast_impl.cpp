// The one translation unit that compiles Beast's own sources; request_parser.cpp sees declarations
// only.
#include <boost/beast/src.hpp>
