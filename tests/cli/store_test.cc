// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a store protects, by what somebody does to its files.

#include "hardtack/cli/store.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/cli/saved_name.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/issue.h"
#include "tests/cli/store_testing.h"

namespace hardtack::cli {
namespace {

namespace fs = std::filesystem;

bool Contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

unsigned ModeOf(const fs::path& path) { return static_cast<unsigned>(fs::status(path).permissions()); }

void SetMode(const fs::path& path, unsigned mode) { fs::permissions(path, static_cast<fs::perms>(mode)); }

void WithPassphrase(Home& home, const std::string& passphrase) {
  WriteWhole(home.scratch.path() / "passphrase", passphrase + "\n");
  home.options.passphrase_file = (home.scratch.path() / "passphrase").string();
}

TEST_CASE("what is saved is read again by another process, replaced by a later save, and gone when removed") {
  Home home;
  CHECK(home.Read("alice") == std::nullopt);
  CHECK(home.Open().Names(Shelf::kTokens)->empty());
  const Store::Saved saved = home.Save("alice", "first");
  CHECK(saved.path == home.place().folder + "/tokens/alice");
  CHECK(saved.note == "note: made a key for saved tokens; who has it can read them: " + home.place().key_file);
  CHECK(home.Save("bob", "other").note.empty());
  CHECK(home.Save("alice", "second", Shelf::kKeys).path == home.place().folder + "/keys/alice");
  CHECK(home.Read("alice") == "first");
  CHECK(home.Read("alice", Shelf::kKeys) == "second");
  home.Save("alice", "third");
  CHECK(home.Read("alice") == "third");
  CHECK(home.Read("carol") == std::nullopt);
  CHECK(*home.Open().Names(Shelf::kTokens) == std::vector<std::string>{"alice", "bob"});

  CHECK(KindOf(home.Open().Remove(Shelf::kTokens, {"alice", "carol"})) == ErrorKind::kIo);
  CHECK(home.Read("alice") == "third");  // all of them or none
  CHECK(home.Open().Remove(Shelf::kTokens, {"alice", "alice"}).ok());
  CHECK(*home.Open().Names(Shelf::kTokens) == std::vector<std::string>{"bob"});
  CHECK(home.Read("alice", Shelf::kKeys) == "second");
}

TEST_CASE("a name is letters, digits, dots, underscores and dashes, and nothing that leads elsewhere") {
  const std::string good[] = {"a", "alice", "Alice-2.agent_x", "--", "_", "a..b", std::string(64, 'x')};
  for (const std::string& name : good) {
    CAPTURE(name);
    CHECK(IsSavedName(name));
  }
  const std::string bad[] = {"",
                             "-",
                             "../x",
                             "a/b",
                             "/etc/passwd",
                             ".x",
                             ".",
                             "..",
                             "a\\b",
                             "a b",
                             "a:b",
                             "a\nb",
                             "a\tb",
                             "\x7f",
                             "caf\xc3\xa9",
                             "x\xff",
                             "a*",
                             "~x",
                             "$HOME",
                             "a%b",
                             "tokens/..",
                             std::string(65, 'x'),
                             std::string("a\0b", 3),
                             std::string(1, '\0')};
  Home home;
  home.Save("a", "secret");
  for (const std::string& name : bad) {
    CAPTURE(name);
    CHECK(KindOf(home.Open().Save(Shelf::kTokens, name, "secret").status()) == ErrorKind::kInvalidArgument);
    CHECK(KindOf(home.Open().Read(Shelf::kTokens, name).status()) == ErrorKind::kInvalidArgument);
    CHECK(KindOf(home.Open().Remove(Shelf::kTokens, {name})) == ErrorKind::kInvalidArgument);
    CHECK_FALSE(home.Open().Has(Shelf::kTokens, name));
  }
  CHECK(*home.Open().Names(Shelf::kTokens) == std::vector<std::string>{"a"});
}

TEST_CASE("a stolen store folder holds neither tokens nor private keys nor its own key") {
  const auto root = crypto::PrivateKey::Generate();
  const auto verdict =
      identity::Issue({.subject = "alice", .now = 1'700'000'000, .ttl = 3600, .domain = {}, .root_key_id = {}}, root);
  REQUIRE(verdict.ok());
  const auto& token = std::get<token::UnverifiedBiscuit>(*verdict);
  for (const bool by_passphrase : {false, true}) {
    CAPTURE(by_passphrase);
    Home home;
    if (by_passphrase) WithPassphrase(home, "correct horse");
    home.Save("alice", token.ToText());
    home.Save("root", crypto::ToHexText(root).view(), Shelf::kKeys);
    std::vector<std::string> secrets = {token.ToText(),
                                        std::string(token.bytes()),
                                        std::string(token.bytes().substr(0, 24)),
                                        std::string(crypto::ToHexText(root).view().substr(16)),
                                        std::string(root.secret()),
                                        "correct horse"};
    if (!by_passphrase) secrets.push_back(ReadWhole(home.place().key_file).substr(0, 64));
    const auto files = Home::FilesBelow(home.folder());
    CHECK(files.size() == 4);
    for (const fs::path& file : files) {
      CAPTURE(file.string());
      for (const std::string& secret : secrets) CHECK_FALSE(Contains(ReadWhole(file), secret));
    }
    CHECK(home.Read("alice") == token.ToText());
  }
}

TEST_CASE("a box in another's place is refused: two names, two shelves, two stores") {
  Home home;
  home.Save("alice", "token of alice");
  home.Save("bob", "token of bob");
  home.Save("alice", "key of alice", Shelf::kKeys);
  const fs::path alice = home.folder() / "tokens/alice";
  const fs::path bob = home.folder() / "tokens/bob";
  fs::rename(alice, home.folder() / "x");
  fs::rename(bob, alice);
  fs::rename(home.folder() / "x", bob);
  const std::string expected = "changed since it was saved, or saved under another name: ";
  CHECK(home.Refusal("alice") == expected + alice.string());
  CHECK(home.Refusal("bob") == expected + bob.string());

  fs::copy_file(home.folder() / "keys/alice", alice, fs::copy_options::overwrite_existing);
  CHECK(home.Refusal("alice") == expected + alice.string());
  CHECK(home.Read("alice", Shelf::kKeys) == "key of alice");

  Home other;
  other.Save("alice", "another alice");
  fs::copy_file(other.folder() / "tokens/alice", alice, fs::copy_options::overwrite_existing);
  CHECK(home.Refusal("alice") == expected + alice.string());
}

TEST_CASE("every flipped bit and every cut of a saved token is refused") {
  Home home;
  home.Save("alice", "token of alice");
  const std::string path = (home.folder() / "tokens/alice").string();
  const std::string box = ReadWhole(path);
  Store store = home.Open();
  for (size_t bit = 0; bit < box.size() * 8; ++bit) {
    CAPTURE(bit);
    std::string flipped = box;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    WriteWhole(path, flipped);
    CHECK(KindOf(store.Read(Shelf::kTokens, "alice").status()) == ErrorKind::kIo);
  }
  for (size_t size = 0; size < box.size(); ++size) {
    WriteWhole(path, box.substr(0, size));
    CHECK(KindOf(store.Read(Shelf::kTokens, "alice").status()) == ErrorKind::kIo);
  }
  WriteWhole(path, box);
  CHECK(home.Read("alice") == "token of alice");
}

TEST_CASE("another key than the store's, and none, are refused with where it was sought") {
  Home home;
  home.Save("alice", "token of alice");
  const std::string key_file = home.place().key_file;
  const std::string key = ReadWhole(key_file);
  const std::string other = std::string(key.rbegin() + 1, key.rend()) + '\n';
  WriteWhole(key_file, other);
  CHECK(home.Refusal("alice") == "another key locks the saved tokens than this: " + key_file);
  CHECK_FALSE(home.Open().Save(Shelf::kTokens, "bob", "token of bob").ok());
  for (const std::string& broken : {key.substr(0, 64), key.substr(0, 63) + "\n", key.substr(1), std::string(65, 'x')}) {
    CAPTURE(broken);
    WriteWhole(key_file, broken);
    CHECK(home.Refusal("alice") == "not the key of a store: " + key_file);
  }
  fs::remove(key_file);
  CHECK(home.Refusal("alice") == "the key of the saved tokens is not there: " + key_file);
  WriteWhole(key_file, key);
  SetMode(key_file, 0600);
  CHECK(home.Read("alice") == "token of alice");
}

TEST_CASE("a passphrase opens the store that it began, and no other does") {
  Home home;
  WithPassphrase(home, "correct horse");
  home.Save("alice", "token of alice");
  CHECK_FALSE(fs::exists(home.place().key_file));
  CHECK(home.Read("alice") == "token of alice");
  WithPassphrase(home, "correct horsf");
  CHECK(home.Refusal("alice") == "another passphrase locks the saved tokens: " + home.place().folder);
  WithPassphrase(home, "");
  CHECK(Contains(home.Refusal("alice"), "the passphrase is empty: "));
  WithPassphrase(home, std::string(2000, 'x'));
  CHECK(Contains(home.Refusal("alice"), "the passphrase is over 1 KiB: "));
}

TEST_CASE("a keyring keeps the key where there is one; one that does not answer is no keyring") {
  KeyringContent content;
  Home home;
  home.keyring = [&] { return std::make_unique<MemoryKeyring>(&content); };
  CHECK(home.Save("alice", "token of alice").note.empty());
  CHECK(content.size() == 1);
  CHECK_FALSE(fs::exists(home.place().key_file));
  CHECK(home.Read("alice") == "token of alice");
  content.begin()->second[0] = content.begin()->second[0] == '0' ? '1' : '0';
  CHECK(home.Refusal("alice") == "another key than the keyring's locks the saved tokens: " + home.place().folder);
  content.begin()->second = "something else";
  CHECK(home.Refusal("alice") == "the desktop's keyring has no key, but something else");
  content.clear();
  CHECK(Contains(home.Refusal("alice"), "the desktop's keyring has no key for: "));
  home.keyring = [] { return std::make_unique<SilentKeyring>(); };
  CHECK(home.Refusal("alice") == "the desktop's keyring does not answer: test");
  home.keyring = [] { return nullptr; };
  CHECK(Contains(home.Refusal("alice"), "in a desktop's keyring"));

  Home silent;
  silent.keyring = [] { return std::make_unique<SilentKeyring>(); };
  CHECK(Contains(silent.Save("alice", "token of alice").note, silent.place().key_file));
  CHECK(silent.Read("alice") == "token of alice");
}

TEST_CASE("plain text is saved only in a store that was begun so, which says so each time") {
  Home home;
  home.options.insecure = true;
  const std::string note =
      "note: saved as plain text, since the store is not locked: " + (home.folder() / "tokens/alice").string();
  CHECK(home.Save("alice", "token of alice").note == note);
  home.options.insecure = false;
  CHECK(home.Read("alice") == "token of alice");
  CHECK(ReadWhole(home.folder() / "tokens/alice") == "token of alice");
  CHECK(home.Save("alice", "token of alice").note == note);
  CHECK(ModeOf(home.folder() / "tokens/alice") == 0600);

  Home locked;
  locked.Save("bob", "token of bob");
  fs::copy_file(locked.folder() / "tokens/bob", home.folder() / "tokens/bob");
  CHECK(Contains(home.Refusal("bob"), "locked, though the store says that nothing is: "));
  // Nor is plain text taken for what a locked store saved.
  fs::copy_file(home.folder() / "tokens/alice", locked.folder() / "tokens/alice");
  CHECK(Contains(locked.Refusal("alice"), "changed since it was saved"));
}

TEST_CASE("a new name is saved once, whoever else saves it") {
  Home home;
  auto saved = home.Open().SaveNew(Shelf::kKeys, "root", "first");
  REQUIRE(saved.ok());
  REQUIRE(saved->has_value());
  CHECK((*saved)->path == home.place().folder + "/keys/root");
  saved = home.Open().SaveNew(Shelf::kKeys, "root", "second");
  REQUIRE(saved.ok());
  CHECK_FALSE(saved->has_value());
  CHECK(home.Read("root", Shelf::kKeys) == "first");
}

TEST_CASE("a locked store cannot be passed off as one of plain text while its key is there") {
  Home home;
  home.Save("alice", "token of alice");
  WriteWhole(home.folder() / "store", "hardtack store 1\nkey none\n");
  WriteWhole(home.folder() / "tokens/alice", "token of mallory");
  const std::string refusal = home.Refusal("alice");
  CHECK(Contains(refusal, "the store says that nothing locks it, but a key for it is at " + home.place().key_file));
  CHECK_FALSE(home.Open().Save(Shelf::kTokens, "bob", "token of bob").ok());

  // With a passphrase or a keyring there is no such file; whoever says the passphrase is told, and each reader warned.
  fs::remove(home.place().key_file);
  std::vector<std::string> notes;
  Store store({home.place(), {}, &home.disk, home.keyring, [&](std::string_view note) { notes.emplace_back(note); }});
  for (int i = 0; i < 2; ++i) CHECK(store.Read(Shelf::kTokens, "alice").ok());
  REQUIRE(notes.size() == 1);
  CHECK(Contains(notes[0], "note: read as plain text, since the store is not locked; nothing shows whether"));
  WithPassphrase(home, "correct horse");
  CHECK(Contains(home.Refusal("alice"), "no passphrase locks the saved tokens, and no key: "));
}

TEST_CASE("a store of plain text does not begin where a key is") {
  Home home;
  home.Save("alice", "token of alice");
  fs::remove_all(home.folder());
  home.options.insecure = true;
  const auto saved = home.Open().Save(Shelf::kTokens, "alice", "x");
  REQUIRE_FALSE(saved.ok());
  CHECK(Contains(std::string(saved.status().message()), "a key for saved tokens is there; move it away to begin without one: "));
}

TEST_CASE("a pipe or a link in the store is no saved token, and holds nobody up") {
  Home home;
  home.Save("alice", "token of alice");
  REQUIRE(mkfifo((home.folder() / "tokens/pipe").c_str(), 0600) == 0);
  CHECK(Contains(home.Refusal("pipe"), "not a file: "));
  fs::create_symlink(home.folder() / "tokens/alice", home.folder() / "tokens/link");
  CHECK(Contains(home.Refusal("link"), "cannot read, too many levels of symbolic links: "));
  CHECK(home.Read("alice") == "token of alice");
}

TEST_CASE("options that begin a store do not change one") {
  Home home;
  home.Save("alice", "token of alice");
  home.options.insecure = true;
  CHECK(KindOf(home.Open().Save(Shelf::kTokens, "bob", "x").status()) == ErrorKind::kInvalidArgument);
  home.options.insecure = false;
  WithPassphrase(home, "correct horse");
  CHECK(KindOf(home.Open().Save(Shelf::kTokens, "bob", "x").status()) == ErrorKind::kInvalidArgument);
  CHECK(home.Read("bob") == std::nullopt);
  CHECK(home.Read("alice") == "token of alice");
  // The environment's passphrase may be another store's.
  home.options.from_environment = true;
  home.Save("bob", "x");
}

TEST_CASE("files and folders are their owner's alone, whatever the mask") {
  for (const mode_t mask : {mode_t{0}, mode_t{022}, mode_t{0777}}) {
    CAPTURE(mask);
    Home home;
    const mode_t before = umask(mask);
    const auto saved = home.Open().Save(Shelf::kTokens, "alice", "token of alice");
    umask(before);
    REQUIRE(saved.ok());
    size_t checked = 0;
    for (const auto& entry : fs::recursive_directory_iterator(home.scratch.path())) {
      CAPTURE(entry.path().string());
      if (entry.path().extension() == ".lock") continue;  // empty
      CHECK(ModeOf(entry.path()) == (entry.is_directory() ? 0700 : 0600));
      ++checked;
    }
    CHECK(checked == 7);
    CHECK(home.Read("alice") == "token of alice");
  }
}

TEST_CASE("a store or a key that others can read is refused with what to do") {
  Home home;
  home.Save("alice", "token of alice");
  struct Row {
    fs::path path;
    unsigned own, open;
    std::string message;
  };
  const Row rows[] = {
      {home.folder(), 0700, 0755,
       "the store's folder is open to others (mode 755); look who was there, then chmod 700"},
      {home.folder() / "tokens", 0700, 0710, "the store's folder is open to others (mode 710)"},
      {home.folder() / "tokens/alice", 0600, 0640, "the store's file is open to others (mode 640)"},
      {home.folder() / "store", 0600, 0602, "the store's file is open to others (mode 602)"},
      {home.place().key_file, 0600, 0604, "the store's file is open to others (mode 604); look who was there, then"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.path.string());
    SetMode(row.path, row.open);
    const std::string refusal = home.Refusal("alice");
    CHECK(Contains(refusal, row.message));
    CHECK(refusal.ends_with(": " + row.path.string()));
    SetMode(row.path, row.own);
    CHECK(home.Read("alice") == "token of alice");
  }
  SetMode(home.folder(), 0777);
  CHECK_FALSE(home.Open().Save(Shelf::kTokens, "bob", "token of bob").ok());
  CHECK_FALSE(home.Open().Names(Shelf::kTokens).ok());
  CHECK_FALSE(home.Open().Remove(Shelf::kTokens, {"alice"}).ok());
}

TEST_CASE("a store, a token or a key of another user is refused") {
  if (geteuid() != 0) {
    std::puts("NOT RUN: only root can give a folder to another user (store_test)");
    return;
  }
  Home home;
  home.Save("alice", "token of alice");
  for (const fs::path& path : {home.folder(), home.folder() / "tokens", home.folder() / "tokens/alice",
                               home.folder() / "store", fs::path(home.place().key_file)}) {
    CAPTURE(path.string());
    REQUIRE(chown(path.c_str(), 65534, 65534) == 0);
    CHECK(Contains(home.Refusal("alice"), "belongs to another user; move it away or set HARDTACK_HOME: "));
    REQUIRE(chown(path.c_str(), 0, 0) == 0);
  }
  CHECK(home.Read("alice") == "token of alice");
}

TEST_CASE("a header has one text, and none that demands too much is followed") {
  Home home;
  WithPassphrase(home, "correct horse");
  home.Save("alice", "token of alice");
  const fs::path path = home.folder() / "store";
  const std::string header = ReadWhole(path);
  REQUIRE(ParseStoreHeader(header).has_value());
  for (size_t size = 0; size < header.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(ParseStoreHeader(header.substr(0, size)).has_value());
  }
  const std::string memory = "m=65536";
  for (const char* demand : {"m=104857600", "m=1048577", "m=8"}) {
    CAPTURE(demand);
    std::string changed = header;
    changed.replace(changed.find(memory), memory.size(), demand);
    WriteWhole(path, changed);
    CHECK(Contains(home.Refusal("alice"), "not the header of a store, or one of a later version: "));
  }
  const std::string others[] = {"",
                                header + "\n",
                                header + "more\n",
                                "hardtack store 2" + header.substr(16),
                                "hardtack store 1\nkey none\n" + header.substr(header.find("fingerprint")),
                                "hardtack store 1\nkey file\n",
                                "hardtack store 1\nkey file\nfingerprint 00\n",
                                std::string(5000, 'x')};
  for (const std::string& other : others) {
    CAPTURE(other);
    CHECK_FALSE(ParseStoreHeader(other).has_value());
  }
  for (const char* good : {"hardtack store 1\nkey none\n",
                           "hardtack store 1\nkey keyring\nfingerprint 000102030405060708090a0b0c0d0e0f\n"}) {
    const auto parsed = ParseStoreHeader(good);
    REQUIRE(parsed.has_value());
    CHECK(ToText(*parsed) == good);
  }
}

TEST_CASE("a store whose header is gone is not begun anew over what it holds") {
  Home home;
  home.Save("alice", "token of alice");
  const fs::path header = home.folder() / "store";
  const std::string text = ReadWhole(header);
  fs::remove(header);
  CHECK(Contains(home.Refusal("alice"), "the file that says how the saved tokens are locked is missing: "));
  CHECK_FALSE(home.Open().Save(Shelf::kTokens, "bob", "token of bob").ok());
  CHECK_FALSE(fs::exists(header));
}

}  // namespace
}  // namespace hardtack::cli
