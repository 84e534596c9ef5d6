# The session at the top of README.md, run as it stands: its lines with a prompt, and the indented ones that continue
# them, go to a shell, in an empty folder, with the command that was built first in the path.

file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
file(STRINGS ${ROOT}/README.md lines REGEX "^([$]|   ) ")
list(TRANSFORM lines REPLACE "^[$] " "")
list(LENGTH lines count)
if(count LESS 3)
  message(FATAL_ERROR "README.md shows ${count} command lines")
endif()
list(JOIN lines "\n" script)
set(ENV{PATH} "${COMMAND_FOLDER}:$ENV{PATH}")
execute_process(COMMAND sh -e -c "${script}" WORKING_DIRECTORY ${WORK} COMMAND_ERROR_IS_FATAL ANY)
