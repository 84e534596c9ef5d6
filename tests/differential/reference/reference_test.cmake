# Builds the judge with cargo, unless that has been done, and has the driver compare CASES cases, the same each time, so that
# what fails was broken by the change at hand. scripts/differential takes fresh ones.

function(not_run reason)
  message("NOT RUN: the reference as judge, ${reason} (reference_test)")
endfunction()

find_program(CARGO cargo)
if(NOT CARGO)
  not_run("which needs cargo (Rust 1.89 or newer)")
  return()
endif()
execute_process(COMMAND ${CARGO} --version OUTPUT_VARIABLE version)
if(NOT version MATCHES "^cargo ([0-9.]+)" OR CMAKE_MATCH_1 VERSION_LESS 1.89)
  not_run("which needs Rust 1.89 or newer")
  return()
endif()

set(manifest --quiet --manifest-path ${ROOT}/tests/differential/reference/Cargo.toml)
execute_process(COMMAND ${CARGO} fetch ${manifest} RESULT_VARIABLE failed ERROR_QUIET)
if(failed)
  not_run("whose crates cannot be had from crates.io")
  return()
endif()

file(MAKE_DIRECTORY ${PEERS})
execute_process(COMMAND ${CMAKE_COMMAND} -E env CARGO_TARGET_DIR=${PEERS}/cargo ${CARGO} build --release ${manifest}
                RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "the judge does not build")
endif()

execute_process(COMMAND ${DRIVER} ${PEERS}/cargo/release/reference_judge --cases ${CASES} --seed 20000 RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "the reference and Hardtack disagree")
endif()

find_program(PYTHON python3 REQUIRED)
execute_process(COMMAND ${PYTHON} -B ${ROOT}/tests/golden/confirm.py ${PEERS}/cargo/release/reference_judge
                RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "the reference has other results than the golden tokens say")
endif()
