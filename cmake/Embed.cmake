# likeness_embed(TARGET likeness_sql FUNCTION likeness::sql::migration_files BASE_DIR dir FILES a.sql b.sql)
#
# Puts files into the program, byte for byte, by the assembler's .incbin: 5 MB take 0.05 s, where an array in C++ takes
# 14 s and half a gigabyte. The function, declared by the caller, returns std::span<const likeness::EmbeddedFile>; paths are
# relative to BASE_DIR, sorted. Pages of the program that nobody reads are never loaded.
function(likeness_embed)
  cmake_parse_arguments(E "" "TARGET;FUNCTION;BASE_DIR" "FILES" ${ARGN})
  string(REPLACE "::" ";" parts ${E_FUNCTION})
  list(POP_BACK parts function)
  list(JOIN parts "::" namespace)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${E_TARGET}_${function})

  set(assembly ".section .rodata,\"a\"\n")
  set(table "")
  set(externs "")
  set(index 0)
  list(SORT E_FILES)
  foreach(file IN LISTS E_FILES)
    file(RELATIVE_PATH path ${E_BASE_DIR} ${file})
    set(symbol likeness_embedded_${function}_${index})
    string(APPEND assembly
      ".balign 64\n.global ${symbol}\n.global ${symbol}_end\n${symbol}:\n.incbin \"${file}\"\n${symbol}_end:\n.byte 0\n")
    string(APPEND externs "extern \"C\" const char ${symbol}[];\nextern \"C\" const char ${symbol}_end[];\n")
    string(APPEND table "        {\"${path}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly ".section .note.GNU-stack,\"\",%progbits\n")

  if(E_FILES)
    set(body "    static const likeness::EmbeddedFile files[] = {\n${table}    };\n    return files;\n")
  else()
    set(body "    return {};\n")
  endif()

  file(CONFIGURE OUTPUT ${out}.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${out}.cpp CONTENT "#include \"base/embedded_file.hpp\"

${externs}
namespace ${namespace} {

std::span<const likeness::EmbeddedFile> ${function}();

std::span<const likeness::EmbeddedFile> ${function}() {
${body}}

}  // namespace ${namespace}
" @ONLY)
  set_source_files_properties(${out}.S PROPERTIES OBJECT_DEPENDS "${E_FILES}")
  target_sources(${E_TARGET} PRIVATE ${out}.S ${out}.cpp)
endfunction()
