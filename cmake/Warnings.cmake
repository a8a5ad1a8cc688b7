# One INTERFACE target carries the warnings, linked PRIVATE by every target of ours. -Werror comes from the presets.
# Without -Wnull-dereference: at -O2 it reports false alarms inside Asio.
add_library(likeness_warnings INTERFACE)
set(_likeness_warnings
    -Wall -Wextra -Wpedantic
    -Wshadow                # a name that hides another
    -Wconversion            # numbers that lose bits silently
    -Wsign-conversion
    -Wnon-virtual-dtor
    -Woverloaded-virtual
    -Wold-style-cast
    -Wimplicit-fallthrough
    -Wextra-semi)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(APPEND _likeness_warnings -Wuseless-cast -Wduplicated-cond -Wduplicated-branches -Wlogical-op -Wsuggest-override)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  list(APPEND _likeness_warnings -Wno-restrict)  # false alarms on "literal" + std::string, GCC bug 105651
endif()
target_compile_options(likeness_warnings INTERFACE ${_likeness_warnings})
