// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the tables of policy files say, as values: who may be whom, and who may do what. docs/policy_files.md has the
// files. Names of identities are fit as identity/name.h says, and lifetimes are seconds.

#ifndef HARDTACK_AUTHORITY_POLICY_TABLES_H_
#define HARDTACK_AUTHORITY_POLICY_TABLES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/authority/policy_fault.h"
#include "hardtack/identity/grant.h"

namespace hardtack::authority {

// A statement of a file, which decisions name as their reason.
struct Source {
  std::string file;
  Place place;
  bool operator==(const Source&) const = default;
};

// "clients.toml:12:1".
std::string TextOf(const Source& source);

// May do these operations on this resource.
struct Permission {
  std::string resource;
  std::vector<std::string> operations;
  Source source;
};

bool Allows(const Permission& permission, std::string_view resource, std::string_view operation);

struct Lifetime {
  int64_t usual = 0;    // when the request names none
  int64_t longest = 0;  // a longer one is cut to it
};

// Who presents a certificate, and the identity that it stands for.
struct Client {
  std::string certificate;  // uri:URI or dns:NAME
  std::string identity;
  std::vector<Permission> permissions;
  std::optional<Lifetime> lifetime;  // of its identity tokens; nullopt: the policy's
  Source source;
};

// Identities that clients delegate to, which nobody issues: one name, or all names below it.
struct Delegates {
  std::string name;
  bool below = false;
  std::optional<size_t> max_depth;  // segments below `name`
  std::vector<Permission> permissions;
  Source source;
};

struct Role {
  std::string name;
  std::vector<Permission> permissions;
};

// A client that mints identities below its own name for users that only it knows.
struct Realm {
  struct Member {
    std::string name;
    std::vector<std::string> roles;
    Source source;
  };
  std::string identity;  // who mints, and the domain that its tokens are bound to
  Lifetime lifetime;
  std::vector<Role> roles;
  std::vector<std::string> everyone;  // roles that all names below it have
  std::vector<Member> members;
  Source source;
};

// Who signs off on a token at another authority before it is worth anything.
struct Party {
  identity::Attestor attestor;
  std::string authorization_service;  // where to ask for it
};

// What a token for a resource takes beside the right.
struct Resource {
  std::string name;
  std::vector<identity::Attestor> nodes;  // of a service chain
  std::vector<Party> parties;
  std::optional<std::string> domain;  // that its tokens are bound to
  std::optional<Lifetime> lifetime;   // nullopt: the policy's
  Source source;
};

// Who may ask for tokens for others that their holder must narrow to a prefix.
struct StubGrant {
  std::string identity;  // who asks
  std::string target;    // for whom: this name, and all names below it
  std::vector<Permission> permissions;
  Source source;
};

struct PolicyTables {
  std::vector<std::string> client_authorities;  // PEM texts of CA certificates
  std::vector<Client> clients;
  std::vector<Delegates> delegates;
  std::vector<Realm> realms;
  std::vector<Resource> resources;
  std::vector<StubGrant> stubs;
  Lifetime identity_lifetime{8 * 3600, 24 * 3600};
  Lifetime authorization_lifetime{300, 3600};
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_POLICY_TABLES_H_
