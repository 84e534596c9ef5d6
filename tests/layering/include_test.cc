// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The order of the folders, held by reading every #include line under hardtack/. docs/design.md has the same table with
// the reasons; an edge that is in neither does not exist.
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "tests/layering/source_tree.h"

namespace hardtack::layering {
namespace {

struct Include {
  std::string file;    // that includes, relative to the root
  std::string folder;  // of that file, below hardtack/
  std::string header;  // as written
};

std::string FolderOf(const std::string& file) {
  std::string below = file.substr(std::string_view("hardtack/").size());
  return below.substr(0, below.find('/'));
}

std::vector<Include> AllIncludes() {
  std::vector<Include> includes;
  for (const std::string& file : FilesBelow("hardtack", {".h", ".cc"})) {
    for (std::string& header : HeadersIncludedBy(file)) includes.push_back({file, FolderOf(file), std::move(header)});
  }
  return includes;
}

// What each folder may include beside itself and base: a folder, or single headers of one.
const std::map<std::string, std::vector<std::string>> kMayInclude = {
    {"base", {}},
    {"grammar", {}},
    {"engine", {}},
    {"crypto", {}},
    {"parser",
     {"grammar/", "engine/ast.h", "engine/ast_print.h", "engine/ast_validate.h", "engine/limits.h", "engine/name.h",
      "engine/term_order.h"}},
    {"wire", {"engine/ast.h", "engine/limits.h", "engine/origin.h", "engine/term_order.h"}},
    {"token", {"wire/", "crypto/", "engine/"}},
    {"identity", {"token/", "engine/", "crypto/"}},
    {"report", {"identity/", "token/", "wire/", "crypto/", "engine/", "parser/"}},
    {"authority", {"report/", "identity/", "token/", "wire/", "crypto/", "engine/", "parser/"}},
    {"client", {"report/", "identity/", "token/", "wire/", "crypto/", "engine/"}},
    {"cli", {"authority/", "client/", "report/", "identity/", "token/", "wire/", "crypto/", "engine/", "parser/"}},
};

// Which folders, or single files, may include a third party's headers.
const std::map<std::string, std::vector<std::string>> kThirdParty = {
    {"absl/",
     {"base/", "engine/", "crypto/", "parser/", "wire/", "token/", "identity/", "report/", "client/", "authority/",
      "cli/"}},
    {"re2/", {"engine/regex."}},
    {"sanitizer/", {"engine/arena.cc"}},
    {"tao/pegtl", {"grammar/", "parser/"}},
    {"protozero/", {"wire/"}},
    {"sodium.h", {"crypto/"}},
    {"openssl/",
     {"crypto/", "authority/dev/certificates.cc", "authority/http/openssl_objects.", "authority/http/peer_name.",
      "authority/http/request_id.cc", "authority/http/tls_context.", "authority/http/tls_stream."}},
    {"immintrin.h", {"crypto/lanes/vector.h", "wire/base64_vector.cc"}},
    {"boost/json", {"report/", "client/json_", "client/web_keys.cc", "authority/"}},
    {"boost/asio", {"authority/http/connection.", "authority/http/http1_parser.cc", "authority/http/server.cc"}},
    {"boost/beast", {"authority/http/http1_parser.cc"}},
    {"nghttp2/", {"authority/http/http2_session.cc"}},
    {"curl/", {"client/curl_transport.cc"}},
    {"fmt/", {"report/", "authority/", "cli/"}},
    {"toml++/", {"authority/toml_value.cc"}},
    {"sqlite3.h", {"authority/store/sqlite_"}},
    {"libpq-fe.h", {"authority/store/postgres_"}},
    {"fcntl.h", {"authority/store/sqlite_file.cc"}},
    {"poll.h", {"authority/store/postgres_connection.cc", "authority/store/postgres_listener.cc"}},
    {"sys/eventfd.h", {"authority/store/postgres_listener.cc"}},
    {"sys/stat.h", {"authority/store/sqlite_file.cc"}},
    {"unistd.h", {"authority/store/postgres_listener.cc", "authority/store/sqlite_file.cc"}},
    {"spdlog/", {"authority/server/"}},
    {"prometheus/", {"authority/server/"}},
    {"CLI/", {"cli/"}},
};

// The operating system beyond the standard library: files, terminals, time zones and libraries that are loaded when
// they are needed are the command's; two files of the engine map shared facts and lay them out. What else needs some of
// it is in the table above.
const std::set<std::string> kSystem = {"dlfcn.h",    "fcntl.h",     "poll.h",    "signal.h",   "sys/file.h", "sys/mman.h",
                                       "sys/stat.h", "sys/types.h", "termios.h", "time.h",     "unistd.h"};

bool StartsWithOneOf(std::string_view text, const std::vector<std::string>& prefixes) {
  return std::ranges::any_of(prefixes, [&](const std::string& prefix) { return text.starts_with(prefix); });
}

// string.h is here for memmem, which <cstring> does not promise.
bool IsStandard(const std::string& header) {
  return header.find_first_of("/.") == std::string::npos || header == "string.h";
}

bool MayIncludeOwn(const Include& include, const std::string& target) {
  std::string folder = target.substr(0, target.find('/'));
  if (folder == include.folder || folder == "base") return true;
  auto row = kMayInclude.find(include.folder);
  return row != kMayInclude.end() && StartsWithOneOf(target, row->second);
}

bool MayIncludeOther(const Include& include) {
  if (IsStandard(include.header)) return true;
  const bool maps_files =
      include.file == "hardtack/engine/mapped_file.cc" || include.file == "hardtack/engine/huge_pages.cc";
  if (kSystem.contains(include.header) && (include.folder == "cli" || maps_files)) return true;
  std::string includer = include.file.substr(std::string_view("hardtack/").size());
  return std::ranges::any_of(kThirdParty, [&](const auto& row) {
    return include.header.starts_with(row.first) && StartsWithOneOf(includer, row.second);
  });
}

bool MayInclude(const Include& include) {
  constexpr std::string_view kOwn = "hardtack/";
  if (!include.header.starts_with(kOwn)) return MayIncludeOther(include);
  return MayIncludeOwn(include, include.header.substr(kOwn.size()));
}

TEST_CASE("every include line follows the order of the folders") {
  std::vector<Include> includes = AllIncludes();
  REQUIRE(includes.size() > 100);
  for (const Include& include : includes) {
    CAPTURE(include.file);
    CAPTURE(include.header);
    CHECK(MayInclude(include));
  }
}

// They are compiled for processors that not every machine has: see hardtack/crypto/lanes/vector.h.
TEST_CASE("crypto/lanes shares no inline function with the rest of the program") {
  const std::set<std::string> kPlain = {"cstddef", "cstdint", "cstring", "immintrin.h", "sodium.h"};
  size_t files = 0;
  for (const Include& include : AllIncludes()) {
    if (!include.file.starts_with("hardtack/crypto/lanes/")) continue;
    ++files;
    CAPTURE(include.file);
    CAPTURE(include.header);
    CHECK((kPlain.contains(include.header) || include.header.starts_with("hardtack/crypto/lanes/")));
  }
  CHECK(files > 20);
}

TEST_CASE("the reader of include lines refuses what the order forbids") {
  struct Row {
    std::string folder, file, header;
    bool allowed;
  };
  const Row kRows[] = {
      {"engine", "hardtack/engine/world.cc", "hardtack/base/error.h", true},
      {"engine", "hardtack/engine/world.cc", "hardtack/parser/parser.h", false},
      {"engine", "hardtack/engine/regex.cc", "re2/re2.h", true},
      {"engine", "hardtack/engine/world.cc", "re2/re2.h", false},
      {"wire", "hardtack/wire/envelope.cc", "hardtack/engine/ast.h", true},
      {"wire", "hardtack/wire/envelope.cc", "hardtack/engine/evaluate.h", false},
      {"wire", "hardtack/wire/envelope.cc", "hardtack/crypto/key.h", false},
      {"crypto", "hardtack/crypto/key.cc", "hardtack/engine/ast.h", false},
      {"token", "hardtack/token/biscuit.cc", "hardtack/parser/parser.h", false},
      {"token", "hardtack/token/biscuit.cc", "sodium.h", false},
      {"token", "hardtack/token/biscuit.cc", "span", true},
      {"token", "hardtack/token/biscuit.cc", "unistd.h", false},
      {"authority", "hardtack/authority/store/sqlite_store.cc", "sqlite3.h", true},
      {"authority", "hardtack/authority/store/store.h", "sqlite3.h", false},
      {"authority", "hardtack/authority/store/sqlite_file.cc", "unistd.h", true},
      {"authority", "hardtack/authority/store/sqlite_store.cc", "unistd.h", false},
      {"authority", "hardtack/authority/audit/audit_log.cc", "libpq-fe.h", false},
      {"server", "hardtack/server/route.cc", "hardtack/engine/ast.h", false},
      {"cli", "hardtack/cli/main.cc", "curl/curl.h", false},
      {"client", "hardtack/client/curl_transport.cc", "curl/curl.h", true},
      {"client", "hardtack/client/client.cc", "curl/curl.h", false},
      {"client", "hardtack/client/client.cc", "hardtack/authority/policy.h", false},
      {"authority", "hardtack/authority/policy.cc", "hardtack/client/client.h", false},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.file);
    CAPTURE(row.header);
    CHECK(MayInclude({row.file, row.folder, row.header}) == row.allowed);
  }
}

TEST_CASE("a header that is installed includes no internal header") {
  static const std::regex kHeaders(R"(hardtack_install\((\w+) HEADERS ([^)]*))");
  std::string text = ReadFile(kRoot / "cmake/HardtackInstall.cmake");
  std::set<std::string> installed;
  for (auto it = std::sregex_iterator(text.begin(), text.end(), kHeaders); it != std::sregex_iterator(); ++it) {
    std::string folder = "hardtack/" + it->str(1) + "/";
    std::stringstream words((*it)[2]);
    for (std::string word; words >> word && word != "PKG_CONFIG";) installed.insert(folder + word);
  }
  REQUIRE(installed.contains("hardtack/engine/ast.h"));
  for (const Include& include : AllIncludes()) {
    if (!installed.contains(include.file) || !include.header.starts_with("hardtack/")) continue;
    CAPTURE(include.file);
    CAPTURE(include.header);
    CHECK(installed.contains(include.header));
  }
}

TEST_CASE("every source and header opens with the licence") {
  for (const char* folder : {"hardtack", "tests", "bench", "examples"}) {
    for (const std::string& file : FilesBelow(folder, {".h", ".cc"})) {
      CAPTURE(file);
      CHECK(ReadFile(kRoot / file)
                .starts_with("// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0\n"));
    }
  }
}

// Sources are listed by hand, so that one which nobody builds is noticed here.
TEST_CASE("every source is listed in the CMakeLists.txt beside or above it") {
  for (const char* folder : {"hardtack", "tests", "bench", "examples"}) {
    for (const std::string& file : FilesBelow(folder, {".cc"})) {
      std::regex name("\\b" + std::filesystem::path(file).stem().string() + "\\b");
      bool listed = false;
      for (auto at = std::filesystem::path(file).parent_path(); !at.empty() && !listed; at = at.parent_path()) {
        listed = std::regex_search(ReadFile(kRoot / at / "CMakeLists.txt"), name);
      }
      CAPTURE(file);
      CHECK(listed);
    }
  }
}

}  // namespace
}  // namespace hardtack::layering
