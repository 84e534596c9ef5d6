// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The tree of verbs and options, by CLI11, which only this file includes. docs/command.md describes what users see.
// Tested by tests/cli/usage.txt.

#include "hardtack/cli/command_tree.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "hardtack/cli/console.h"
#include "hardtack/cli/identity_commands.h"
#include "hardtack/cli/keygen.h"
#include "hardtack/cli/suggest.h"
#include "hardtack/cli/token_commands.h"

namespace hardtack::cli {
namespace {

// What the parsed command line asks for.
using Action = std::function<ExitCode(Console&)>;

// A verb that carries out `run` with its options, once parsed; the options, to be bound to names.
template <typename Options>
struct Verb {
  CLI::App* app;
  std::shared_ptr<Options> options;
};

template <typename Options>
Verb<Options> AddVerb(CLI::App& parent, Action& action, const char* name, const char* description,
                      ExitCode (*run)(const Options&, Console&)) {
  auto options = std::make_shared<Options>();
  CLI::App* app = parent.add_subcommand(name, description);
  app->callback(
      [options, run, &action] { action = [options, run](Console& console) { return run(*options, console); }; });
  return {app, options};
}

constexpr char kTokenHelp[] = "the token: text, a file, or - for standard input";

void AddToken(CLI::App& app, std::string& token) { app.add_option("TOKEN", token, kTokenHelp)->required(); }

void AddPublicKey(CLI::App& app, std::string& key, const char* help) {
  app.add_option("--public-key", key, help)->type_name("KEY");
}

void AddSigningKey(CLI::App& app, std::string& key, const char* help) {
  app.add_option("--key", key, help)->type_name("FILE")->required();
}

void AddDatalog(CLI::App& app, DatalogSource& source, const std::string& what) {
  CLI::Option* text = app.add_option(source.option, source.text, what + " as Datalog text")->type_name("TEXT");
  app.add_option(std::string(source.option) + "-file", source.file, what + " from a file, or - for standard input")
      ->type_name("FILE")
      ->excludes(text);
}

void AddKeygen(CLI::App& root, Action& action) {
  auto [app, options] = AddVerb(root, action, "keygen", "Make a new key pair", &Keygen);
  app->add_option("--algorithm", options->algorithm, "ed25519 (default) or secp256r1")
      ->check(CLI::IsMember({"ed25519", "secp256r1"}))
      ->type_name("NAME");
  app->add_option("--out", options->out,
                  "write the private key to this file, for its owner alone, and print the public key")
      ->type_name("FILE");
  app->add_flag("--force", options->force, "replace the file, and with it the key that it holds");
  app->footer(
      "Examples:\n  hardtack keygen --out root.key > root.pub\n  hardtack keygen --algorithm secp256r1 --out p256.key");
}

void AddTokenInspect(CLI::App& parent, Action& action) {
  auto [app, options] = AddVerb(parent, action, "inspect", "Show what a token says", &InspectToken);
  AddToken(*app, options->token);
  AddPublicKey(*app, options->public_key, "check the signatures from this root key: text or a file");
  app->footer(
      "Examples:\n  hardtack token inspect user.token\n  hardtack token inspect - --public-key root.pub < user.token");
}

void AddTokenGenerate(CLI::App& parent, Action& action) {
  auto [app, options] = AddVerb(parent, action, "generate", "Issue a token under a root key", &GenerateToken);
  AddSigningKey(*app, options->key, "the root's private key, or - for standard input");
  AddDatalog(*app, options->block, "the authority block");
  app->add_option("--root-key-id", options->root_key_id, "a hint by which verifiers find the root key")->type_name("N");
  app->footer("Example:\n  hardtack token generate --key root.key --block 'user(\"alice\");' > user.token");
}

void AddTokenAttenuate(CLI::App& parent, Action& action) {
  auto [app, options] =
      AddVerb(parent, action, "attenuate", "Narrow a token by a block; offline, no key needed", &AttenuateToken);
  AddToken(*app, options->token);
  AddDatalog(*app, options->block, "the block");
  app->footer("Example:\n  hardtack token attenuate user.token --block 'check if operation(\"read\");' > read.token");
}

void AddTokenSeal(CLI::App& parent, Action& action) {
  auto [app, options] = AddVerb(parent, action, "seal", "Close a token against further blocks", &SealToken);
  AddToken(*app, options->token);
  app->footer("Example:\n  hardtack token seal read.token > sealed.token");
}

void AddLimits(CLI::App& app, AuthorizeOptions& options) {
  app.add_option("--max-facts", options.limits.max_facts, "stop at this many facts (default 1000)")->type_name("N");
  app.add_option("--max-iterations", options.limits.max_iterations, "stop at this many rounds (default 100)")
      ->type_name("N");
  app.add_option("--max-steps", options.limits.max_steps, "stop beyond this many steps (default 500000)")
      ->type_name("N");
  app.add_option("--max-time", options.max_time_ms, "stop after this many milliseconds (default: none)")
      ->type_name("MS");
}

void AddTokenAuthorize(CLI::App& parent, Action& action) {
  auto [app, options] = AddVerb(parent, action, "authorize", "Verify a token and decide a request", &AuthorizeToken);
  AddToken(*app, options->token);
  AddPublicKey(*app, options->public_key, "the root's public key: text or a file");
  app->get_option("--public-key")->required();
  AddDatalog(*app, options->authorizer, "the authorizer: facts, rules, checks and policies");
  app->add_option("--fact", options->facts, "a fact of the request; may be repeated")->type_name("FACT")->take_all();
  app->add_option("--time", options->time, "add time(...): now or an RFC 3339 date makes a date, a number stays one")
      ->type_name("TIME");
  AddLimits(*app, *options);
  app->footer(
      "Exit code 0: allowed. 1: denied, or the signatures do not hold.\n\n"
      "Example:\n  hardtack token authorize user.token --public-key root.pub --authorizer-file policy.datalog \\\n"
      "    --fact 'resource(\"file1\")' --time now");
}

void AddThirdParty(CLI::App& parent, Action& action) {
  auto [request, request_options] =
      AddVerb(parent, action, "request-third-party", "Ask a third party for a block, without showing it the token",
              &RequestThirdParty);
  AddToken(*request, request_options->token);
  request->footer("Example:\n  hardtack token request-third-party user.token > request");

  auto [sign, sign_options] =
      AddVerb(parent, action, "sign-third-party", "Answer such a request with a signed block", &SignThirdParty);
  sign->add_option("REQUEST", sign_options->request, "the request: text, a file, or -")->required();
  AddSigningKey(*sign, sign_options->key, "the third party's private key, or - for standard input");
  AddDatalog(*sign, sign_options->block, "the block");
  sign->footer(
      "Example:\n  hardtack token sign-third-party request --key party.key --block 'group(\"admin\");' > contents");

  auto [append, append_options] =
      AddVerb(parent, action, "append-third-party", "Append the block that a third party signed", &AppendThirdParty);
  AddToken(*append, append_options->token);
  append->add_option("CONTENTS", append_options->contents, "the signed block: text, a file, or -")->required();
  append->footer("Example:\n  hardtack token append-third-party user.token contents > more.token");
}

void AddTokenVerbs(CLI::App& root, Action& action) {
  CLI::App* token = root.add_subcommand("token", "Make, narrow, show and decide any Biscuit token");
  token->require_subcommand(1);
  AddTokenInspect(*token, action);
  AddTokenGenerate(*token, action);
  AddTokenAttenuate(*token, action);
  AddTokenSeal(*token, action);
  AddTokenAuthorize(*token, action);
  AddThirdParty(*token, action);
}

void AddIdentityIssue(CLI::App& parent, Action& action) {
  auto [app, options] = AddVerb(parent, action, "issue", "Issue an identity under a root key", &IssueIdentity);
  app->add_option("--subject", options->subject, "the name: segments joined by colons")->type_name("NAME")->required();
  AddSigningKey(*app, options->key, "the root's private key, or - for standard input");
  app->add_option("--ttl", options->ttl, "the lifetime: seconds, or 30m, 8h, 1d")->type_name("TIME")->required();
  app->add_flag("--leaf", options->leaf, "the identity may not delegate");
  app->add_option("--domain", options->domain, "the identity holds only in this domain")->type_name("NAME");
  app->add_option("--root-key-id", options->root_key_id, "a hint by which verifiers find the root key")->type_name("N");
  app->footer("Example:\n  hardtack identity issue --subject alice --key root.key --ttl 8h > alice.token");
}

void AddIdentityDelegate(CLI::App& parent, Action& action) {
  auto [app, options] = AddVerb(parent, action, "delegate",
                                "Narrow an identity to a name below it; offline, no key needed", &DelegateIdentity);
  app->add_option("--from-token", options->from_token, kTokenHelp)->type_name("TOKEN")->required();
  app->add_option("--identity", options->identity, "the name, below the one of the token")
      ->type_name("NAME")
      ->required();
  app->add_option("--ttl", options->ttl, "the lifetime: seconds, or 30m, 8h, 1d")->type_name("TIME")->required();
  AddPublicKey(*app, options->public_key, "check the token's signatures from this root key first: text or a file");
  app->add_flag("--leaf", options->leaf, "the new identity may not delegate");
  app->add_flag("--third-party", options->third_party, "sign with a key that is thrown away, as some clients expect");
  app->add_option("--max-depth", options->max_depth, "refuse more delegations than this (default 64)")->type_name("N");
  app->footer(
      "Example:\n  hardtack identity delegate --from-token alice.token --identity alice:agent --ttl 1h > agent.token");
}

void AddTokenChoice(CLI::App& app, TokenChoice& choice) {
  CLI::Option* token = app.add_option("TOKEN", choice.token, kTokenHelp);
  app.add_option("--token-file", choice.token_file, "the token from a file, or - for standard input")
      ->type_name("FILE")
      ->excludes(token);
}

void AddIdentityVerify(CLI::App& parent, Action& action) {
  auto [app, options] =
      AddVerb(parent, action, "verify", "Decide whether a token stands for an identity", &VerifyIdentity);
  AddTokenChoice(*app, options->token);
  AddPublicKey(*app, options->public_key, "the root's public key: text or a file");
  app->get_option("--public-key")->required();
  app->add_option("--identity", options->identity, "who acts (default: the deepest identity that the token names)")
      ->type_name("NAME");
  app->add_option("--domain", options->domain, "in which domain")->type_name("NAME");
  app->add_flag("--require-domain", options->require_domain, "refuse a token that is bound to no domain");
  app->add_flag("--allow-no-expiry", options->allow_no_expiry, "accept a token that never expires");
  app->add_option("--max-depth", options->max_depth, "refuse more delegations than this (default 64)")->type_name("N");
  app->add_option("--time", options->time, "as of this time: seconds or an RFC 3339 date (default: now)")
      ->type_name("TIME");
  app->footer(
      "Exit code 0: valid. 1: not.\n\n"
      "Example:\n  hardtack identity verify --token-file agent.token --public-key root.pub --identity alice:agent");
}

void AddIdentityInspect(CLI::App& parent, Action& action) {
  auto [app, options] = AddVerb(parent, action, "inspect", "Show who delegated to whom", &InspectIdentity);
  AddTokenChoice(*app, options->token);
  AddPublicKey(*app, options->public_key, "check the signatures from this root key: text or a file");
  app->add_option("--time", options->time, "as of this time: seconds or an RFC 3339 date (default: now)")
      ->type_name("TIME");
  app->footer("Example:\n  hardtack identity inspect --token-file agent.token --public-key root.pub");
}

void AddIdentityVerbs(CLI::App& root, Action& action) {
  CLI::App* identity = root.add_subcommand("identity", "Issue, delegate, verify and show identities");
  identity->require_subcommand(1);
  AddIdentityIssue(*identity, action);
  AddIdentityDelegate(*identity, action);
  AddIdentityVerify(*identity, action);
  AddIdentityInspect(*identity, action);
}

void AddGlobals(CLI::App& root, bool& json) {
  root.name("hardtack");
  root.set_version_flag("--version", "hardtack " HARDTACK_VERSION, "Print the version and exit");
  root.add_flag("--json", json, "Print the result as one JSON document");
  root.require_subcommand(1);
  root.fallthrough();
  root.footer(
      "Exit codes: 0 yes, 1 denied or invalid, 2 usage, 4 malformed input.\n"
      "`hardtack VERB --help` tells more about a verb.");
}

// The deepest verb that the command line named.
const CLI::App* Deepest(const CLI::App* app) {
  while (!app->get_subcommands().empty()) app = app->get_subcommands().front();
  return app;
}

std::string FullName(const CLI::App* app) {
  if (app->get_parent() == nullptr) return app->get_name();
  return FullName(app->get_parent()) + ' ' + app->get_name();
}

std::string HelpHint(const CLI::App* app) { return "`" + FullName(app) + " --help` tells how"; }

std::string SuggestionOr(std::string_view word, const std::vector<std::string>& known, const CLI::App* app) {
  const std::string nearest = Nearest(word, known);
  return nearest.empty() ? HelpHint(app) : "did you mean " + nearest + "?";
}

// The names of `app`'s options and of those that stand anywhere.
std::vector<std::string> OptionNames(const CLI::App* app) {
  std::vector<std::string> names;
  for (; app != nullptr; app = app->get_parent()) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

std::vector<std::string> VerbNames(const CLI::App* app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app->get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(verb->get_name());
  }
  return names;
}

// Whether a word is there where a verb has to be, and is none; complains if so. CLI11 would call it an unexpected
// argument.
bool ComplainAboutVerb(const CLI::App& root, int argc, char** argv, Console& console) {
  const CLI::App* app = &root;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word.substr(0, 1) == "-") continue;
    const std::vector<std::string> names = VerbNames(app);
    if (names.empty()) return false;
    const auto known = std::ranges::find(names, word);
    if (known == names.end()) {
      console.Complain(fmt::format("unknown command: {} {}", FullName(app), word), SuggestionOr(word, names, app));
      return true;
    }
    app = app->get_subcommand(*known);
  }
  return false;
}

// CLI11's messages start with a capital, unless they start with the name of an argument.
std::string LowerFirst(std::string text) {
  const auto is_capital = [&](size_t i) { return i < text.size() && text[i] >= 'A' && text[i] <= 'Z'; };
  if (is_capital(0) && !is_capital(1)) text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

ExitCode ComplainAbout(const CLI::ParseError& error, const CLI::App& root, Console& console) {
  const CLI::App* app = Deepest(&root);
  const std::vector<std::string> verbs = VerbNames(app);
  if (!verbs.empty()) {
    return console.Complain("a command is missing after: " + FullName(app),
                            fmt::format("one of {}", fmt::join(verbs, ", ")));
  }
  const std::vector<std::string> extras = root.remaining(true);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr || extras.empty()) {
    return console.Complain(LowerFirst(error.what()), HelpHint(app));
  }
  const std::string& extra = extras.front();
  if (extra.substr(0, 1) != "-") return console.Complain("unexpected argument: " + extra, HelpHint(app));
  return console.Complain("unknown option: " + extra, SuggestionOr(extra, OptionNames(app), app));
}

bool HasWord(int argc, char** argv, std::string_view word) {
  return std::any_of(argv + 1, argv + argc, [&](const char* argument) { return argument == word; });
}

ExitCode Finish(ExitCode code, Console& console) {
  if (console.Flush()) return code;
  console.Note("error: standard output cannot be written");
  return ExitCode::kNo;
}

}  // namespace

ExitCode Run(int argc, char** argv) {
  bool json = false;
  Action action;
  CLI::App root("Decide what a caller may do: Biscuit tokens, narrowed offline, and delegated identities");
  AddGlobals(root, json);
  AddKeygen(root, action);
  AddTokenVerbs(root, action);
  AddIdentityVerbs(root, action);

  Console early(HasWord(argc, argv, "--json"));
  if (ComplainAboutVerb(root, argc, argv, early)) return Finish(ExitCode::kUsage, early);
  try {
    root.parse(argc, argv);
  } catch (const CLI::Success& help_or_version) {
    std::ostringstream text;
    root.exit(help_or_version, text, text);
    early.Print(text.str());
    return Finish(ExitCode::kYes, early);
  } catch (const CLI::ParseError& error) {
    return Finish(ComplainAbout(error, root, early), early);
  }
  Console console(json);
  return Finish(action(console), console);
}

}  // namespace hardtack::cli
