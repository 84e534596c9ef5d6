# Fails when PROGRAM loads a cryptographic library or holds code of a folder beside base and engine.

execute_process(COMMAND ldd ${PROGRAM} OUTPUT_VARIABLE libraries COMMAND_ERROR_IS_FATAL ANY)
if(libraries MATCHES "lib(sodium|crypto|ssl)[^\n]*")
  message(FATAL_ERROR "${PROGRAM} loads ${CMAKE_MATCH_0}")
endif()

execute_process(COMMAND nm -C ${PROGRAM} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
if(NOT symbols MATCHES "hardtack::engine::")
  message(FATAL_ERROR "${PROGRAM} shows no engine: the symbols cannot be read")
endif()
if(symbols MATCHES "hardtack::(grammar|parser|wire|crypto|token|identity)::[^\n]*")
  message(FATAL_ERROR "${PROGRAM} holds ${CMAKE_MATCH_0}")
endif()
