# Every third-party library of the project, all from Debian 12. docs/decisions/ says why each is here.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(OpenSSL 3 REQUIRED)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
if(LIKENESS_TESTS)
  find_package(GTest REQUIRED)
endif()
foreach(library IN ITEMS sqlite3 libpq libturbojpeg libwebp libwebpmux libpng cairo libsecp256k1 libdeflate libcurl)
  string(TOUPPER ${library} prefix)
  pkg_check_modules(${prefix} REQUIRED IMPORTED_TARGET ${library})
endforeach()
if(LIKENESS_BENCH)
  pkg_check_modules(OPENBLAS REQUIRED IMPORTED_TARGET openblas)
  find_package(benchmark REQUIRED)
endif()

# Asio and Beast are compiled once, in server/base/asio_impl.cpp, and with the concrete definitions that every file must share.
add_library(likeness_asio INTERFACE)
target_link_libraries(likeness_asio INTERFACE Boost::headers Threads::Threads)
target_compile_definitions(likeness_asio INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_REGEX)
