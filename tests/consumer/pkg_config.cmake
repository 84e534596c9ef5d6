# pkg-config and a compiler, from an install tree.

include(${CMAKE_CURRENT_LIST_DIR}/common.cmake)
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${PREFIX})
# The files carry the prefix that was configured; --define-prefix takes the one where they lie.
set(ENV{PKG_CONFIG_PATH} ${PREFIX}/${LIBDIR}/pkgconfig)
run(pkg-config --define-prefix --cflags --libs hardtack-parser hardtack-token)
separate_arguments(arguments UNIX_COMMAND "${output}")
run(${COMPILER} -std=c++20 ${FLAGS} ${CMAKE_CURRENT_LIST_DIR}/project/main.cc -o ${WORK}/consumer ${arguments})
expect_allowed(${WORK}/consumer)
