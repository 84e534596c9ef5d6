# Clang's integer checks in fuzz targets: unsigned numbers that wrap around, and conversions that change a number. Neither
# is undefined, but in what makes sizes and places of received bytes, or evaluates and prints expressions, each would be a
# mistake, and is reported like one. Hashes, bit tables and random numbers wrap on purpose, in other folders and files;
# what does so in these is in fuzz_integer_ignore.txt.

set(integer_options -fsanitize=integer -fno-sanitize-recover=integer
                    -fsanitize-ignorelist=${CMAKE_CURRENT_LIST_DIR}/fuzz_integer_ignore.txt)
set(expression_sources operators.cc expression.cc expression_print.cc term_print.cc)
list(TRANSFORM expression_sources PREPEND ${PROJECT_SOURCE_DIR}/hardtack/engine/)
target_compile_options(hardtack_wire PRIVATE ${integer_options})
set_property(SOURCE ${expression_sources} TARGET_DIRECTORY hardtack_engine
             APPEND PROPERTY COMPILE_OPTIONS ${integer_options})
