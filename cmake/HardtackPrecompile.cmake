# Precompiled headers, for presets that compile everything with sanitizers and the like (HARDTACK_PRECOMPILE): parsing the
# standard library and Abseil again for each source takes up to half of the time. No header of this project is among them,
# so that touching one compiles what includes it and no more. Presets without, release among them, show that each file
# includes what it uses.

set(HARDTACK_PRECOMPILED_HEADERS
    <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <optional> <span> <string> <string_view> <utility>
    <variant> <vector>
    <absl/container/flat_hash_map.h> <absl/status/statusor.h> <absl/strings/str_cat.h>)

# Abseil brings -pthread to some folders only. A precompiled header must be compiled as what uses it.
if(HARDTACK_PRECOMPILE)
  add_compile_options(-pthread)
endif()
# ccache knows precompiled headers by their content, and must be told that their macros and dates do not matter.
if(HARDTACK_PRECOMPILE AND HARDTACK_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${HARDTACK_CCACHE})
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
                      "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endif()

# The first target that asks compiles the headers, with its options; those after it must have the same.
function(hardtack_precompile target owner)
  if(NOT HARDTACK_PRECOMPILE)
    return()
  endif()
  if(target STREQUAL owner)
    target_precompile_headers(${target} PRIVATE ${HARDTACK_PRECOMPILED_HEADERS} ${ARGN})
  else()
    target_precompile_headers(${target} REUSE_FROM ${owner})
  endif()
endfunction()
