# Compiles SOURCE as it stands and with HARDTACK_REJECTED; the first must succeed, the second fail with the stated
# message.

set(compile ${COMPILER} -std=c++20 -fsyntax-only -I ${ROOT} ${SOURCE})
file(STRINGS ${SOURCE} comment REGEX "^// rejected: ")
if(NOT comment)
  message(FATAL_ERROR "${SOURCE} has no `// rejected: REGEX` line")
endif()
string(REPLACE "// rejected: " "" expected "${comment}")

execute_process(COMMAND ${compile} RESULT_VARIABLE status ERROR_VARIABLE message)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the accepted variant does not compile:\n${message}")
endif()

set(ENV{LC_ALL} C)
execute_process(COMMAND ${compile} -DHARDTACK_REJECTED RESULT_VARIABLE status ERROR_VARIABLE message)
if(status EQUAL 0)
  message(FATAL_ERROR "the rejected variant compiles")
endif()
if(NOT message MATCHES "${expected}")
  message(FATAL_ERROR "the rejected variant fails for another reason than `${expected}`:\n${message}")
endif()
