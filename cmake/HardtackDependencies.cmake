# Finds what the folders link, all from Debian 12, and gives packages without a CMake target one.

find_package(absl REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
find_package(Threads REQUIRED)
find_package(pegtl REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
find_path(HARDTACK_PROTOZERO_INCLUDE_DIR protozero/pbf_reader.hpp REQUIRED)

add_library(hardtack_re2 INTERFACE)
target_link_libraries(hardtack_re2 INTERFACE PkgConfig::re2)
add_library(hardtack_sodium INTERFACE)
target_link_libraries(hardtack_sodium INTERFACE PkgConfig::sodium)
add_library(hardtack_protozero INTERFACE)
target_include_directories(hardtack_protozero SYSTEM INTERFACE ${HARDTACK_PROTOZERO_INCLUDE_DIR})

if(HARDTACK_BUILD_COMMAND)
  find_package(Boost 1.81 REQUIRED COMPONENTS json)
  find_package(CLI11 REQUIRED)
  find_package(fmt REQUIRED)
endif()
