# Builds constant_time.cc and what it shows to be constant-time, with clang's MemorySanitizer, and runs it: it succeeds,
# and is stopped when it is told to misuse a marked value.

if(NOT CLANG)
  message("NOT RUN: that deriving a key is constant-time, which needs clang's MemorySanitizer")
  return()
endif()

set(lanes ${ROOT}/hardtack/crypto/lanes)
execute_process(
  COMMAND ${CLANG} -std=c++20 -O2 -g1 -fsanitize=memory -fconstexpr-steps=100000000 -DHARDTACK_HAS_LANES
          -mavx512f -mavx512bw -mavx512dq -mavx512vl -mavx512ifma -I${ROOT}
          ${ROOT}/tests/crypto/constant_time.cc ${lanes}/derive.cc ${lanes}/comb_table.cc
          ${ROOT}/hardtack/crypto/ed25519_path.cc -lsodium -o ${PROGRAM}
  RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "constant_time.cc does not compile")
endif()

execute_process(COMMAND ${PROGRAM} RESULT_VARIABLE failed OUTPUT_VARIABLE said)
message("${said}")
if(said MATCHES "NOT RUN")
  return()
endif()
if(failed)
  message(FATAL_ERROR "the derivation is not constant-time, or wrong")
endif()

foreach(misuse branch index)
  execute_process(COMMAND ${PROGRAM} ${misuse} RESULT_VARIABLE stopped ERROR_VARIABLE report)
  if(stopped EQUAL 0 OR NOT report MATCHES "use-of-uninitialized-value")
    message("${report}")
    message(FATAL_ERROR "a ${misuse} made of a secret is not noticed")
  endif()
endforeach()
