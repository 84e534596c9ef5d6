// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The desktop's keyring through libsecret, declared here as far as it is used, since its headers are not needed to build
// the command. https://gnome.pages.gitlab.gnome.org/libsecret. Tested by tests/cli/store_test.cc with a library of the
// same interface.

#include <dlfcn.h>
#include <unistd.h>

#include "hardtack/base/error.h"
#include "hardtack/cli/environment.h"
#include "hardtack/cli/keyring.h"

namespace hardtack::cli {
namespace {

// libsecret/secret-schema.h.
struct SecretSchema {
  const char* name;
  int flags;
  struct {
    const char* name;
    int type;
  } attributes[32];
  int reserved;
  void* reserved_pointers[7];
};

// glib/gerror.h.
struct GError {
  uint32_t domain;
  int code;
  char* message;
};

// The attributes by which `secret-tool lookup application hardtack fingerprint DIGITS` finds the same.
constexpr int kStringAttribute = 0;
constexpr SecretSchema kSchema{
    "org.hardtack.StoreKey", 0, {{"application", kStringAttribute}, {"fingerprint", kStringAttribute}}, 0, {}};
constexpr char kApplication[] = "hardtack";

using Lookup = char* (*)(const SecretSchema*, void* cancellable, GError**, ...);
using Store = int (*)(const SecretSchema*, const char* collection, const char* label, const char* password,
                      void* cancellable, GError**, ...);
using FreePassword = void (*)(char*);
using FreeError = void (*)(GError*);

// The handle is never given back: the library's threads outlive what is asked of it.
struct Library {
  Lookup lookup = nullptr;
  Store store = nullptr;
  FreePassword free_password = nullptr;
  FreeError free_error = nullptr;
  bool complete() const {
    return lookup != nullptr && store != nullptr && free_password != nullptr && free_error != nullptr;
  }
};

template <typename Function>
void Load(void* handle, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(handle, name));
}

Library LoadLibsecret() {
  Library library;
  void* handle = dlopen("libsecret-1.so.0", RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return library;
  Load(handle, "secret_password_lookup_nonpageable_sync", library.lookup);
  Load(handle, "secret_password_store_sync", library.store);
  Load(handle, "secret_password_free", library.free_password);
  Load(handle, "g_error_free", library.free_error);  // of GLib, which libsecret brings
  return library;
}

// Without one, libsecret would start a bus of its own that nothing is connected to.
bool HasSessionBus() {
  if (!Environment("DBUS_SESSION_BUS_ADDRESS").empty()) return true;
  const std::string runtime = Environment("XDG_RUNTIME_DIR");
  return !runtime.empty() && access((runtime + "/bus").c_str(), F_OK) == 0;
}

class DesktopKeyring final : public Keyring {
 public:
  explicit DesktopKeyring(const Library& library) : library_(library) {}

  absl::StatusOr<std::optional<crypto::SecretString>> Find(const std::string& fingerprint) override {
    GError* error = nullptr;
    char* found = library_.lookup(&kSchema, nullptr, &error, "application", kApplication, "fingerprint",
                                  fingerprint.c_str(), nullptr);
    if (error != nullptr) return Failure(error);
    if (found == nullptr) return std::nullopt;
    crypto::SecretString key{std::string_view(found)};
    library_.free_password(found);  // erases it
    return key;
  }

  absl::Status Keep(const std::string& fingerprint, const crypto::SecretString& key) override {
    crypto::SecretString text(std::string(key.size() + 1, '\0'));  // ends with the NUL that C wants
    key.view().copy(text.data(), key.size());
    GError* error = nullptr;
    const int stored = library_.store(&kSchema, nullptr, "Key of saved Hardtack tokens", text.data(), nullptr, &error,
                                      "application", kApplication, "fingerprint", fingerprint.c_str(), nullptr);
    if (error != nullptr) return Failure(error);
    return stored != 0 ? absl::OkStatus() : Error(ErrorKind::kIo, "the desktop's keyring did not keep the key");
  }

 private:
  absl::Status Failure(GError* error) const {
    const std::string reason = error->message == nullptr ? "no reason given" : error->message;
    library_.free_error(error);
    return Error(ErrorKind::kIo, "the desktop's keyring does not answer: " + reason);
  }

  Library library_;
};

}  // namespace

std::unique_ptr<Keyring> OpenDesktopKeyring() {
  if (!HasSessionBus()) return nullptr;
  const Library library = LoadLibsecret();
  if (!library.complete()) return nullptr;
  return std::make_unique<DesktopKeyring>(library);
}

}  // namespace hardtack::cli
