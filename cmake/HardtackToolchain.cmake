# How everything is compiled when Hardtack is the project being built. Inside another project nothing here applies but
# the warnings, and those stay private to Hardtack's own targets.

add_library(hardtack_options INTERFACE)
target_compile_features(hardtack_options INTERFACE cxx_std_20)
target_compile_options(hardtack_options INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor)
if(HARDTACK_WERROR)
  target_compile_options(hardtack_options INTERFACE -Werror)
endif()

if(NOT PROJECT_IS_TOP_LEVEL)
  return()
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo" FORCE)
endif()

find_program(HARDTACK_CCACHE ccache)
if(HARDTACK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${HARDTACK_CCACHE})
endif()

if(HARDTACK_ASSERTIONS)
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()
# A sanitizer must see every object of a program, so it is set for the whole tree and not per target.
if(HARDTACK_SANITIZE)
  add_compile_options(-fsanitize=${HARDTACK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  # GCC cannot follow initialisation through the code that the sanitizers add.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  add_link_options(-fsanitize=${HARDTACK_SANITIZE})
endif()
