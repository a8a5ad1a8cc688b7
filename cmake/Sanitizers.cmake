# LIKENESS_SANITIZE is empty, "address,undefined" or "thread"; it holds for the whole build, third-party libraries excepted.
set(LIKENESS_SANITIZE "" CACHE STRING "Sanitizers for all targets")
if(LIKENESS_SANITIZE)
  add_compile_options(-fsanitize=${LIKENESS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${LIKENESS_SANITIZE})
  if(LIKENESS_SANITIZE MATCHES undefined AND CMAKE_CXX_COMPILER_ID MATCHES Clang)
    add_compile_options(-fno-sanitize=function)  # clang 14 cannot assemble coroutines with it
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Instrumented code misleads these two; the sanitizers themselves tell when they are right.
    add_compile_options(-Wno-maybe-uninitialized -Wno-mismatched-new-delete)
    if(LIKENESS_SANITIZE MATCHES undefined)
      # A third of the time to compile for what is caught elsewhere: the address sanitizer stops at null, and the fuzz preset, whose
      # programs read other people's bytes, looks at alignment.
      add_compile_options(-fno-sanitize=null,alignment)
    endif()
  endif()
  if(LIKENESS_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-tsan)  # Asio uses fences, which g++'s thread sanitizer does not model
  endif()
endif()
