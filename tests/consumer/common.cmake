# What the consumer tests share: each installs into a prefix of its own below WORK, which starts empty.

set(PREFIX ${WORK}/prefix)
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})

# Runs a command; a failure ends the test with everything that the command said.
function(run)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${WORK} RESULT_VARIABLE status OUTPUT_VARIABLE output
                  ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

# The program issued, narrowed, verified and decided; only an allowed decision prints this.
function(expect_allowed program)
  run(${program})
  if(NOT output STREQUAL "allowed\n")
    message(FATAL_ERROR "${program} printed: ${output}")
  endif()
endfunction()
