// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack init` and `hardtack config`: what they accept. Tested by tests/cli/usage.txt and tests/cli/config.txt.

#include "hardtack/cli/config_commands.h"
#include "hardtack/cli/verbs.h"

namespace hardtack::cli {
namespace {

void AddInit(Verb parent) {
  Verb verb = parent.Add("init", "Begin with an authority: where it is, who vouches for it, with which key it signs");
  InitOptions& options = verb.Runs(&InitServer);
  verb.Add("SERVER", options.server, "", "the authority: a host, with a port or without, or an https URL").Required();
  verb.Add("-p,--port", options.port, "N", "its port (default: 443)");
  verb.Add("--cert", options.cert, "PEM", "your certificate for it: a PEM file");
  verb.Add("--key", options.key, "PEM", "the certificate's private key: a PEM file");
  verb.Add("--ca", options.ca, "PEM",
           "who vouches for its certificate: a PEM file (default: the system, then the CA that it names)");
  verb.Flag("--set-default", options.set_default, "take it where no server is named, also if another one is so now");
  verb.Flag("--skip-fetch", options.skip_fetch, "ask the server nothing");
  verb.Flag("--force", options.force, "write anew what is configured");
  verb.Footer(
      "Exit code 3: the server cannot be reached.\n\n"
      "Example:\n  hardtack init auth.example.com --cert client.crt --key client.key --ca ca.crt");
}

void AddServerVerb(Verb config, const char* name, const char* description, ExitCode (*run)(const ServerName&, Console&),
                   bool forced = false) {
  Verb verb = config.Add(name, description);
  ServerName& options = verb.Runs(run);
  verb.Add("SERVER", options.server, "", "the server, by its host").Required();
  if (forced) verb.Flag("-f,--force", options.force, "as published clients have it: nothing is asked either way");
  verb.Footer(std::string("Example:\n  hardtack config ") + name + " auth.example.com");
}

void AddSettingVerbs(Verb config) {
  Verb set = config.Add("set", "Set what holds for every server that says nothing else");
  SettingOptions& set_options = set.Runs(&SetSetting);
  set.Add("KEY", set_options.key, "",
          "default_server, default_port, default_cert_path, default_key_path or default_ca_path")
      .Required();
  set.Add("VALUE", set_options.value, "", "the value").Required();
  set.Footer("Example:\n  hardtack config set default_cert_path client.crt");

  Verb get = config.Add("get", "Show these settings");
  SettingOptions& get_options = get.Runs(&GetSetting);
  get.Add("KEY", get_options.key, "", "one of them (default: all)");
  get.Footer("Example:\n  hardtack config get default_server");

  Verb path = config.Add("path", "Show where the configuration is");
  path.Runs(&ShowConfigPath);
  path.Footer("Example:\n  hardtack config path");
}

}  // namespace

void AddConfigVerbs(Verb root) {
  AddInit(root);
  Verb config = root.Add("config", "What is remembered of authorities");
  AddInit(config);
  Verb list = config.Add("list", "Show the servers");
  ListServersOptions& options = list.Runs(&ListServers);
  list.Flag("--details", options.details, "with ports, and what is known of each");
  list.Footer("Example:\n  hardtack config list --details");
  AddServerVerb(config, "show", "Show one server", &ShowServer);
  AddServerVerb(config, "switch", "Take this server where none is named", &SwitchServer);
  AddServerVerb(config, "refresh", "Fetch a server's CA and public key again", &RefreshServer);
  AddServerVerb(config, "remove", "Forget a server", &RemoveServer, true);
  AddSettingVerbs(config);
}

}  // namespace hardtack::cli
