// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A library with as much of libsecret's interface as the command uses, declared from libsecret's documentation and not
// from the command. It keeps one secret in the file that STAND_IN_KEYRING names, and does not answer without that.

#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

extern "C" {

struct SecretSchemaAttribute {
  const char* name;
  int type;
};

struct SecretSchema {
  const char* name;
  int flags;
  SecretSchemaAttribute attributes[32];
  int reserved;
  void* reserved1;
  void* reserved2;
  void* reserved3;
  void* reserved4;
  void* reserved5;
  void* reserved6;
  void* reserved7;
};

struct GError {
  unsigned domain;
  int code;
  char* message;
};

}  // extern "C"

namespace {

std::string FileOrError(GError** error) {
  const char* file = std::getenv("STAND_IN_KEYRING");
  if (file != nullptr) return file;
  *error = new GError{1, 2, strdup("nobody is at home")};
  return {};
}

// The attributes as one line, in the order of the schema; a name that the schema lacks makes it useless.
std::string Attributes(const SecretSchema* schema, va_list arguments) {
  std::string line = schema->name;
  for (const SecretSchemaAttribute* attribute = schema->attributes; attribute->name != nullptr; ++attribute) {
    const char* name = va_arg(arguments, const char*);
    if (name == nullptr || std::strcmp(name, attribute->name) != 0 || attribute->type != 0) return "wrong attributes";
    line.append(" ").append(name).append("=").append(va_arg(arguments, const char*));
  }
  if (va_arg(arguments, const char*) != nullptr) return "more attributes";
  return line;
}

}  // namespace

extern "C" {

char* secret_password_lookup_nonpageable_sync(const SecretSchema* schema, void*, GError** error, ...) {
  const std::string file = FileOrError(error);
  if (file.empty()) return nullptr;
  va_list arguments;
  va_start(arguments, error);
  const std::string wanted = Attributes(schema, arguments);
  va_end(arguments);
  std::ifstream in(file);
  std::string attributes;
  std::string secret;
  if (!std::getline(in, attributes) || !std::getline(in, secret) || attributes != wanted) return nullptr;
  return strdup(secret.c_str());
}

int secret_password_store_sync(const SecretSchema* schema, const char*, const char*, const char* password, void*,
                               GError** error, ...) {
  const std::string file = FileOrError(error);
  if (file.empty()) return 0;
  va_list arguments;
  va_start(arguments, error);
  const std::string attributes = Attributes(schema, arguments);
  va_end(arguments);
  std::ofstream(file) << attributes << '\n' << password << '\n';
  return 1;
}

void secret_password_free(char* password) { std::free(password); }

void g_error_free(GError* error) {
  std::free(error->message);
  delete error;
}

}  // extern "C"
