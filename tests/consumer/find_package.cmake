# find_package(hardtack COMPONENTS ...) from an install tree, in a project that knows nothing else of Hardtack.

include(${CMAKE_CURRENT_LIST_DIR}/common.cmake)
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${PREFIX})
foreach(said bin/hardtack share/man/man1/hardtack-identity-delegate.1 share/bash-completion/completions/hardtack
        share/zsh/site-functions/_hardtack share/fish/vendor_completions.d/hardtack.fish)
  if(NOT EXISTS ${PREFIX}/${said})
    message(FATAL_ERROR "not installed: ${said}")
  endif()
endforeach()
run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/project -B ${WORK}/build -G Ninja -D CMAKE_PREFIX_PATH=${PREFIX}
    -D CMAKE_CXX_COMPILER=${COMPILER} -D "CMAKE_CXX_FLAGS=${FLAGS}")
run(${CMAKE_COMMAND} --build ${WORK}/build)
expect_allowed(${WORK}/build/consumer)
