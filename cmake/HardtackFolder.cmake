# hardtack_folder(NAME [HEADER_ONLY] [LINKS ...] [PRIVATE_LINKS ...] [PRIVATE_HEADERS ...])
#
# Declares the library of one folder: target hardtack_NAME, alias hardtack::NAME. LINKS are the folder's arrows and what
# its headers need; PRIVATE_LINKS are linked but stay inside its sources; PRIVATE_HEADERS are compiled into its sources
# and leave nothing for whoever links it. hardtack/NAME/CMakeLists.txt lists the sources by hand.

function(hardtack_folder name)
  cmake_parse_arguments(arg "HEADER_ONLY" "" "LINKS;PRIVATE_LINKS;PRIVATE_HEADERS" ${ARGN})
  set(target hardtack_${name})
  if(arg_HEADER_ONLY)
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  else()
    add_library(${target} STATIC)
    set(scope PUBLIC)
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON EXPORT_NAME ${name})
    target_compile_features(${target} PUBLIC cxx_std_20)
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:hardtack_options> ${arg_PRIVATE_LINKS})
    hardtack_precompile(${target} hardtack_base)
    foreach(headers IN LISTS arg_PRIVATE_HEADERS)
      target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:${headers}>)
    endforeach()
  endif()
  add_library(hardtack::${name} ALIAS ${target})
  target_include_directories(${target} ${scope} $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
  target_link_libraries(${target} ${scope} ${arg_LINKS})
  set_target_properties(${target} PROPERTIES HARDTACK_LINKS "${arg_LINKS};${arg_PRIVATE_LINKS}")
  add_subdirectory(${PROJECT_SOURCE_DIR}/hardtack/${name} ${PROJECT_BINARY_DIR}/folders/${name})
endfunction()
