# What is installed: for each library folder its archive, its public headers, an exported CMake target and a pkg-config
# file; and the command.
#
# hardtack_install(NAME HEADERS ... [PKG_CONFIG ...])
#
# HEADERS are the folder's public headers, relative to it; a header that is not listed is internal and may change
# freely. PKG_CONFIG are the third-party modules that a linker of the archive needs; the folders that it links are
# added.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(HARDTACK_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/hardtack)
set(HARDTACK_COMPONENTS "")

function(hardtack_install name)
  cmake_parse_arguments(arg "" "" "HEADERS;PKG_CONFIG" ${ARGN})
  set(target hardtack_${name})
  if(NOT TARGET ${target})
    return()
  endif()
  list(TRANSFORM arg_HEADERS PREPEND ${PROJECT_SOURCE_DIR}/hardtack/${name}/)
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
  install(TARGETS ${target} EXPORT hardtack-${name}
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${name}
          FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT ${name})
  install(EXPORT hardtack-${name} NAMESPACE hardtack:: DESTINATION ${HARDTACK_CMAKE_DIR} COMPONENT ${name})
  hardtack_install_pkg_config(${name} ${arg_PKG_CONFIG})
  list(APPEND HARDTACK_COMPONENTS ${name})
  set(HARDTACK_COMPONENTS ${HARDTACK_COMPONENTS} PARENT_SCOPE)
  hardtack_folders_of(${name} folders)
  set(HARDTACK_NEEDS_${name} "${folders}" PARENT_SCOPE)
endfunction()

# The library folders that folder NAME links directly.
function(hardtack_folders_of name out)
  get_target_property(folders hardtack_${name} HARDTACK_LINKS)
  list(FILTER folders INCLUDE REGEX "^hardtack_")
  list(TRANSFORM folders REPLACE "^hardtack_" "")
  set(${out} "${folders}" PARENT_SCOPE)
endfunction()

# Everything is in Requires and Libs, nothing in their .private twins: the archives are static, so whoever links one
# needs all.
function(hardtack_install_pkg_config name)
  hardtack_folders_of(${name} requires)
  list(TRANSFORM requires PREPEND hardtack-)
  list(APPEND requires ${ARGN})
  list(JOIN requires " " HARDTACK_PKG_CONFIG_REQUIRES)
  set(HARDTACK_PKG_CONFIG_NAME ${name})
  configure_file(${PROJECT_SOURCE_DIR}/cmake/hardtack.pc.in ${PROJECT_BINARY_DIR}/pkgconfig/hardtack-${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/pkgconfig/hardtack-${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
          COMPONENT ${name})
endfunction()

# The public interface, lowest folder first: the order in which the package file loads them.
hardtack_install(base HEADERS error.h
                 PKG_CONFIG absl_status absl_statusor absl_strings absl_cord)
hardtack_install(engine HEADERS ast.h ast_print.h ast_validate.h compile.h decide.h evaluate.h explain.h explanation.h
                         fact_base.h limits.h memory.h origin.h
                 PKG_CONFIG absl_flat_hash_map absl_hash re2)
hardtack_install(parser HEADERS fact_rows.h parameters.h parser.h)
hardtack_install(crypto HEADERS chain.h digest.h key.h key_text.h verify_many.h
                 PKG_CONFIG libsodium libcrypto)
hardtack_install(wire HEADERS block_codec.h decoded_blocks.h envelope.h snapshot_codec.h symbols.h text_form.h
                 third_party_codec.h version.h)
hardtack_install(token HEADERS authorizer.h biscuit.h builder.h engine_key.h snapshot.h third_party.h verified_cache.h
                         verify_all.h)
hardtack_install(identity HEADERS attest.h authorize.h ban.h ban_feed.h ban_list.h ban_log.h delegate.h expiry.h
                 explanation.h grant.h issue.h issue_authorization.h kind.h lifetime.h lineage.h lint.h name.h refusal.h
                 request_facts.h restrict.h signatures.h structure.h verify.h)

set(HARDTACK_NEEDS "")
foreach(component IN LISTS HARDTACK_COMPONENTS)
  string(APPEND HARDTACK_NEEDS "set(_hardtack_needs_${component} ${HARDTACK_NEEDS_${component}})\n")
endforeach()
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/hardtack-config.cmake.in
                              ${PROJECT_BINARY_DIR}/hardtack-config.cmake INSTALL_DESTINATION ${HARDTACK_CMAKE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/hardtack-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/hardtack-config.cmake ${PROJECT_BINARY_DIR}/hardtack-config-version.cmake
        DESTINATION ${HARDTACK_CMAKE_DIR} COMPONENT base)

# The command, with what it writes about itself.
if(TARGET hardtack_command)
  set(said ${PROJECT_BINARY_DIR}/said)
  add_custom_command(OUTPUT ${said}/stamp
                     COMMAND ${CMAKE_COMMAND} -E make_directory ${said}/man
                     COMMAND hardtack_command manual ${said}/man
                     COMMAND hardtack_command completion bash > ${said}/hardtack
                     COMMAND hardtack_command completion zsh > ${said}/_hardtack
                     COMMAND hardtack_command completion fish > ${said}/hardtack.fish
                     COMMAND ${CMAKE_COMMAND} -E touch ${said}/stamp
                     DEPENDS hardtack_command VERBATIM)
  add_custom_target(hardtack_said ALL DEPENDS ${said}/stamp)
  install(TARGETS hardtack_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT command)
  install(DIRECTORY ${said}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT command)
  install(FILES ${said}/hardtack DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT command)
  install(FILES ${said}/_hardtack DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT command)
  install(FILES ${said}/hardtack.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d
          COMPONENT command)
endif()
