# The engine configures, builds and installs on a machine that has nothing of what the layers above it need. Without
# flags, so that every preset's run of this test finds the same objects in ccache.

include(${CMAKE_CURRENT_LIST_DIR}/common.cmake)
foreach(package OpenSSL pegtl Boost CLI11 fmt doctest benchmark)
  list(APPEND absent -D CMAKE_DISABLE_FIND_PACKAGE_${package}=ON)
endforeach()
run(${CMAKE_COMMAND} -S ${ROOT} -B ${WORK}/build -G Ninja -D CMAKE_CXX_COMPILER=${COMPILER} -D CMAKE_BUILD_TYPE=None
    -D HARDTACK_BUILD_PARSER=OFF -D HARDTACK_BUILD_TOKEN=OFF -D HARDTACK_BUILD_COMMAND=OFF
    -D HARDTACK_BUILD_TESTS=OFF ${absent})
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${CMAKE_COMMAND} --install ${WORK}/build --prefix ${PREFIX})

file(GLOB archives RELATIVE ${PREFIX}/${LIBDIR} ${PREFIX}/${LIBDIR}/*.a)
if(NOT archives STREQUAL "libhardtack_base.a;libhardtack_engine.a")
  message(FATAL_ERROR "installed: ${archives}")
endif()
