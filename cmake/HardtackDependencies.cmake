# Finds what the chosen layers link, all of it packaged by Debian 12 (docs/dependencies.md has the reasons).

# A project that adds Hardtack as a subdirectory links these targets from its own folders.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)

find_package(absl REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET GLOBAL re2)  # this RE2 has no CMake package

if(HARDTACK_BUILD_PARSER)
  find_package(pegtl REQUIRED)
endif()

if(HARDTACK_BUILD_TOKEN)
  find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
  pkg_check_modules(sodium REQUIRED IMPORTED_TARGET GLOBAL libsodium)
  find_path(HARDTACK_PROTOZERO_INCLUDE_DIR protozero/pbf_reader.hpp REQUIRED)
  mark_as_advanced(HARDTACK_PROTOZERO_INCLUDE_DIR)
  add_library(hardtack_protozero INTERFACE)
  target_include_directories(hardtack_protozero SYSTEM INTERFACE ${HARDTACK_PROTOZERO_INCLUDE_DIR})
endif()

if(HARDTACK_BUILD_COMMAND)
  if(NOT HARDTACK_BUILD_PARSER OR NOT HARDTACK_BUILD_TOKEN)
    message(FATAL_ERROR "the command needs every layer: set HARDTACK_BUILD_PARSER and HARDTACK_BUILD_TOKEN to ON, "
                        "or HARDTACK_BUILD_COMMAND to OFF")
  endif()
  find_package(Boost 1.81 REQUIRED COMPONENTS json)
  find_package(CLI11 REQUIRED)
  find_package(CURL 7.88 REQUIRED)
  find_package(fmt REQUIRED)
  find_package(OpenSSL 3 REQUIRED COMPONENTS SSL Crypto)
  find_package(PostgreSQL REQUIRED)
  find_package(prometheus-cpp CONFIG REQUIRED)
  find_package(spdlog REQUIRED)
  find_package(SQLite3 3.40 REQUIRED)
  find_package(Threads REQUIRED)
  pkg_check_modules(nghttp2 REQUIRED IMPORTED_TARGET GLOBAL libnghttp2)
  find_path(HARDTACK_TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)
  mark_as_advanced(HARDTACK_TOMLPLUSPLUS_INCLUDE_DIR)
  add_library(hardtack_tomlplusplus INTERFACE)
  target_include_directories(hardtack_tomlplusplus SYSTEM INTERFACE ${HARDTACK_TOMLPLUSPLUS_INCLUDE_DIR})
endif()
if(HARDTACK_BUILD_TESTS AND NOT HARDTACK_BUILD_COMMAND)
  message(FATAL_ERROR "the tests need everything: set HARDTACK_BUILD_COMMAND to ON, or HARDTACK_BUILD_TESTS to OFF")
endif()
