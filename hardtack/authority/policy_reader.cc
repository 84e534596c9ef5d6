// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ReadTables. Tested by tests/authority/policy_reader_test.cc.

#include "hardtack/authority/policy_reader.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "hardtack/authority/table_reader.h"
#include "hardtack/authority/toml_value.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/name.h"
#include "hardtack/token/engine_key.h"

namespace hardtack::authority {
namespace {

class Reader {
 public:
  explicit Reader(Faults& faults) : faults_(faults) {}

  void Read(const PolicyFile& file) {
    const TomlValue::Table document = ParseToml(file.text, file.name, faults_);
    TableReader top(document, {}, "a policy file", file.name, faults_);
    if (const auto version = top.Text("version")) CheckVersion(*version, top);
    top.Table("cacerts", "cacerts", [&](TableReader& table) { ReadAuthorities(table); });
    top.Tables("clients", "a client", [&](TableReader& table) { ReadClient(table); });
    top.Tables("delegates", "delegates", [&](TableReader& table) { ReadDelegates(table); });
    top.Tables("realms", "a realm", [&](TableReader& table) { ReadRealm(table); });
    top.Named("resources", "a resource",
              [&](const PlacedText& name, TableReader& table) { ReadResource(name, table); });
    top.Tables("stubs", "a stub", [&](TableReader& table) { ReadStub(table); });
    top.Table("lifetimes", "lifetimes", [&](TableReader& table) { ReadLifetimes(table); });
  }

  PolicyTables Finish() { return std::move(tables_); }

 private:
  static Source SourceOf(const TableReader& table) { return {table.file(), table.place()}; }

  // The versions that the published shapes carry; ours carry none.
  static void CheckVersion(const PlacedText& version, TableReader& top) {
    if (version.text == "0.1.0" || version.text == "0.2.0") return;
    top.Fault(version.place,
              fmt::format("version \"{}\" is not known; clients have 0.2.0, resources 0.1.0", version.text));
  }

  // A name that identities may have; empty after a fault.
  static std::string Name(const std::optional<PlacedText>& name, std::string_view key, TableReader& table) {
    if (!name.has_value()) return {};
    if (const auto fault = identity::FaultOf(name->text); fault.has_value()) {
      table.Fault(name->place, fmt::format("\"{}\" is no name: {}", key, identity::Describe(*fault)));
      return {};
    }
    return name->text;
  }

  static std::string Label(const PlacedText& label, std::string_view key, TableReader& table) {
    if (const auto fault = identity::LabelFaultOf(label.text); fault.has_value()) {
      table.Fault(label.place, fmt::format("\"{}\" is no name: {}", key, identity::Describe(*fault)));
    }
    return label.text;
  }

  void ReadAuthorities(TableReader& table) {
    if (const auto chain = table.NeedText("cert_chain")) {
      if (chain->text.find("-----BEGIN CERTIFICATE-----") == std::string::npos) {
        table.Fault(chain->place, "\"cert_chain\" holds no PEM certificate");
      }
      tables_.client_authorities.push_back(chain->text);
    }
  }

  static std::vector<Permission> ReadPermissions(TableReader& table, std::string_view key) {
    std::vector<Permission> permissions;
    table.Tables(key, "a permission", [&](TableReader& entry) {
      Permission permission{{}, {}, SourceOf(entry)};
      if (const auto name = entry.NeedText("name")) permission.resource = Label(*name, "name", entry);
      for (const PlacedText& operation : entry.NeedTexts("operations")) {
        permission.operations.push_back(Label(operation, "operations", entry));
      }
      permissions.push_back(std::move(permission));
    });
    return permissions;
  }

  static std::optional<Lifetime> ReadLifetime(TableReader& table, std::string_view key) {
    std::optional<Lifetime> lifetime;
    table.Table(key, "a lifetime", [&](TableReader& entry) {
      const auto usual = entry.Duration("usual"), longest = entry.Duration("longest");
      if (!entry.Has("usual") && !entry.Has("longest")) {
        entry.Fault(entry.place(), "a lifetime needs \"usual\" or \"longest\"");
      }
      lifetime = Lifetime{usual.value_or(longest.value_or(0)), longest.value_or(usual.value_or(0))};
      if (lifetime->usual > lifetime->longest) {
        entry.Fault(entry.place(), fmt::format("the usual lifetime of {} s is longer than the longest, {} s",
                                               lifetime->usual, lifetime->longest));
      }
    });
    return lifetime;
  }

  // How certificates are named: by their first URI, else their first DNS name.
  static std::string ReadIdentifier(TableReader& client) {
    std::string certificate;
    client.Table("identifier", "an identifier", [&](TableReader& table) {
      const auto type = table.NeedText("type"), value = table.NeedText("value");
      if (!type.has_value() || !value.has_value()) return;
      if (type->text != "san_uri" && type->text != "san_dns") {
        table.Fault(type->place,
                    fmt::format("identifiers of type \"{}\" are not known, only san_uri and san_dns", type->text));
        return;
      }
      certificate = (type->text == "san_uri" ? "uri:" : "dns:") + Name(value, "value", table);
    });
    return certificate;
  }

  void ReadClient(TableReader& table) {
    Client client;
    client.source = SourceOf(table);
    if (!table.Has("identifier")) table.Fault(table.place(), "a client needs \"identifier\"");
    client.certificate = ReadIdentifier(table);
    const auto identity = table.Text("identity");
    client.identity = identity.has_value() ? Name(identity, "identity", table) : client.certificate;
    client.permissions = ReadPermissions(table, "resources");
    client.lifetime = ReadLifetime(table, "lifetime");
    tables_.clients.push_back(std::move(client));
  }

  void ReadDelegates(TableReader& table) {
    Delegates delegates;
    delegates.source = SourceOf(table);
    const auto name = table.Text("name"), below = table.Text("below");
    if (name.has_value() == below.has_value()) {
      table.Fault(table.place(), "delegates have either \"name\", one identity, or \"below\", all below one");
    }
    delegates.below = below.has_value();
    delegates.name = below.has_value() ? Name(below, "below", table) : Name(name, "name", table);
    if (const auto depth = table.Integer("max_depth", 1, 100)) delegates.max_depth = static_cast<size_t>(*depth);
    delegates.permissions = ReadPermissions(table, "resources");
    tables_.delegates.push_back(std::move(delegates));
  }

  void ReadRealm(TableReader& table) {
    Realm realm;
    realm.source = SourceOf(table);
    realm.identity = Name(table.NeedText("identity"), "identity", table);
    realm.lifetime = ReadLifetime(table, "lifetime").value_or(Lifetime{3600, 24 * 3600});
    table.Named("roles", "a role", [&](const PlacedText& name, TableReader& role) {
      realm.roles.push_back({name.text, ReadPermissions(role, "resources")});
    });
    realm.everyone = ReadRoles(table, "everyone", realm.roles);
    table.Tables("members", "a member", [&](TableReader& member) {
      const std::string name = Name(member.NeedText("name"), "name", member);
      if (!name.empty() && !identity::IsStrictlyBelow(name, realm.identity)) {
        member.Fault(member.place(), fmt::format("\"{}\" is not below its realm, \"{}\"", name, realm.identity));
      }
      realm.members.push_back({name, ReadRoles(member, "roles", realm.roles), SourceOf(member)});
    });
    tables_.realms.push_back(std::move(realm));
  }

  static std::vector<std::string> ReadRoles(TableReader& table, std::string_view key, const std::vector<Role>& known) {
    std::vector<std::string> roles;
    for (PlacedText& role : table.Texts(key)) {
      if (std::ranges::find(known, role.text, &Role::name) == known.end()) {
        table.Fault(role.place, fmt::format("the realm has no role \"{}\"", role.text));
      }
      roles.push_back(std::move(role.text));
    }
    return roles;
  }

  static std::optional<identity::Attestor> ReadAttestor(TableReader& table) {
    const auto component = table.NeedText("component"), key = table.NeedText("public_key");
    if (!component.has_value() || !key.has_value()) return std::nullopt;
    const auto parsed = crypto::ParsePublicKey(key->text);
    if (!parsed.ok()) {
      table.Fault(key->place, std::string(parsed.status().message()));
      return std::nullopt;
    }
    return identity::Attestor{Label(*component, "component", table), token::EngineKey(*parsed)};
  }

  void ReadResource(const PlacedText& name, TableReader& table) {
    Resource resource;
    resource.source = {table.file(), name.place};
    resource.name = Label(name, "resources", table);
    const auto type = table.Text("type");
    if (type.has_value() && type->text != "service_chain" && type->text != "multi_party" && type->text != "plain") {
      table.Fault(
          type->place,
          fmt::format("resources of type \"{}\" are not known, only plain, service_chain and multi_party", type->text));
    }
    const std::string kind = type.has_value() ? type->text : "plain";
    if (kind == "service_chain") ReadNodes(table, resource);
    if (kind == "multi_party") ReadParties(table, resource);
    if (const auto domain = table.Text("domain")) resource.domain = Name(domain, "domain", table);
    resource.lifetime = ReadLifetime(table, "lifetime");
    tables_.resources.push_back(std::move(resource));
  }

  static void ReadNodes(TableReader& table, Resource& resource) {
    table.Tables("nodes", "a node", [&](TableReader& node) {
      if (auto attestor = ReadAttestor(node)) resource.nodes.push_back(*std::move(attestor));
    });
    CheckAttestors(resource.nodes, "a service chain needs \"nodes\"", table);
  }

  static void ReadParties(TableReader& table, Resource& resource) {
    std::vector<identity::Attestor> attestors;
    table.Tables("parties", "a party", [&](TableReader& party) {
      auto attestor = ReadAttestor(party);
      const auto service = party.NeedText("authorization_service");
      if (!attestor.has_value() || !service.has_value()) return;
      attestors.push_back(*attestor);
      resource.parties.push_back({*std::move(attestor), service->text});
    });
    CheckAttestors(attestors, "multi-party resources need \"parties\"", table);
  }

  static void CheckAttestors(std::span<const identity::Attestor> attestors, const char* none, TableReader& table) {
    if (attestors.empty()) table.Fault(table.place(), none);
    if (const std::string* name = identity::FindRepeatedName(attestors)) {
      table.Fault(table.place(), fmt::format("two of one name, \"{}\"", *name));
    }
  }

  void ReadStub(TableReader& table) {
    StubGrant stub;
    stub.source = SourceOf(table);
    stub.identity = Name(table.NeedText("identity"), "identity", table);
    stub.target = Name(table.NeedText("target"), "target", table);
    stub.permissions = ReadPermissions(table, "resources");
    tables_.stubs.push_back(std::move(stub));
  }

  void ReadLifetimes(TableReader& table) {
    tables_.identity_lifetime = ReadLifetime(table, "identity").value_or(tables_.identity_lifetime);
    tables_.authorization_lifetime = ReadLifetime(table, "authorization").value_or(tables_.authorization_lifetime);
  }

  Faults& faults_;
  PolicyTables tables_;
};

// Two statements that say who one thing is: which of them holds would depend on the order of files.
template <typename Statement, typename Key>
void RefuseRepeated(const std::vector<Statement>& statements, Key key, const char* what, Faults& faults) {
  std::vector<const Statement*> sorted;
  sorted.reserve(statements.size());
  for (const Statement& statement : statements) sorted.push_back(&statement);
  std::ranges::stable_sort(sorted, {}, [&](const Statement* statement) { return std::invoke(key, *statement); });
  for (size_t i = 1; i < sorted.size(); ++i) {
    const auto &first = *sorted[i - 1], &second = *sorted[i];
    if (std::invoke(key, first) != std::invoke(key, second) || std::invoke(key, second).empty()) continue;
    faults.Add(second.source.file, second.source.place,
               fmt::format("{} \"{}\" is there already, at {}:{}", what, std::invoke(key, second), first.source.file,
                           first.source.place.line));
  }
}

}  // namespace

PolicyTables ReadTables(std::span<const PolicyFile> files, Faults& faults) {
  Reader reader(faults);
  for (const PolicyFile& file : files) {
    if (file.name.ends_with(".toml")) reader.Read(file);
  }
  PolicyTables tables = reader.Finish();
  RefuseRepeated(tables.clients, &Client::certificate, "a client", faults);
  RefuseRepeated(tables.realms, &Realm::identity, "a realm", faults);
  RefuseRepeated(tables.resources, &Resource::name, "a resource", faults);
  return tables;
}

}  // namespace hardtack::authority
