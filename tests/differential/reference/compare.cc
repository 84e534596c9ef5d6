// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reports brought into one form and compared member by member.

#include "tests/differential/reference/compare.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "tests/conformance/json_difference.h"
#include "tests/differential/reference/our_report.h"
#include "tests/differential/reference/same_text.h"

namespace hardtack::differential {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

// --- One form

std::string TextOf(const value& text) { return std::string(text.as_string()); }

value Sorted(const value& text) { return value(SortedText(TextOf(text))); }

array SortedTexts(const array& texts) {
  std::vector<std::string> sorted;
  for (const value& text : texts) sorted.push_back(SortedText(TextOf(text)));
  std::sort(sorted.begin(), sorted.end());
  array list;
  for (const std::string& text : sorted) list.emplace_back(text);
  return list;
}

// An origin as the reference orders it, whichever way it lists its blocks.
std::string OriginText(const value& origin) {
  if (!origin.is_array()) return boost::json::serialize(origin);
  std::vector<std::string> blocks;
  for (const value& block : origin.as_array()) blocks.push_back(boost::json::serialize(block));
  std::sort(blocks.begin(), blocks.end());
  std::string text;
  for (const std::string& block : blocks) absl::StrAppend(&text, text.empty() ? "" : ",", block);
  return text;
}

// Lists by origin as one object, without the empty ones.
object ByOrigin(const value& groups, const char* member) {
  object sorted;
  for (const value& group : groups.as_array()) {
    array texts = SortedTexts(group.at(member).as_array());
    if (!texts.empty()) sorted[OriginText(group.at("origin"))] = std::move(texts);
  }
  return sorted;
}

value World(const value& world) {
  if (!world.is_object()) return world;
  array policies;
  for (const value& policy : world.at("policies").as_array()) policies.push_back(Sorted(policy));
  return object{{"facts", ByOrigin(world.at("facts"), "facts")},
                {"rules", ByOrigin(world.at("rules"), "rules")},
                {"checks", ByOrigin(world.at("checks"), "checks")},
                {"policies", std::move(policies)}};
}

void SortRules(value& checks) {
  for (value& check : checks.as_array()) {
    for (auto& [kind, content] : check.as_object()) content.at("rule") = Sorted(content.at("rule"));
  }
}

// Errors of expressions by kind alone: what they carry is a symbol's number there and a name here.
value Result(value result) {
  object* error = result.is_object() && result.as_object().contains("Err") ? result.at("Err").if_object() : nullptr;
  if (error == nullptr) return result;
  if (auto* execution = error->if_contains("Execution"); execution != nullptr && execution->is_object()) {
    *execution = value(execution->as_object().begin()->key());
  }
  if (auto* logic = error->if_contains("FailedLogic")) {
    for (auto& [kind, content] : logic->as_object()) {
      if (content.is_object()) SortRules(content.at("checks"));
    }
  }
  return result;
}

array Blocks(const value& blocks) {
  array sorted;
  for (const value& block : blocks.as_array()) {
    object copy = block.as_object();
    copy["code"] = Sorted(copy["code"]);
    copy.erase("version");
    sorted.push_back(std::move(copy));
  }
  return sorted;
}

array Versions(const value& blocks) {
  array versions;
  for (const value& block : blocks.as_array()) versions.push_back(block.at("version"));
  return versions;
}

// --- Comparing

class Comparison {
 public:
  void Add(Aspect aspect, const std::string& where, const value& theirs, const value& ours) {
    if (auto difference = conformance::JsonDifference(theirs, ours, where)) {
      differences_.push_back({aspect, *difference});
    }
  }

  void Add(Aspect aspect, std::string what) { differences_.push_back({aspect, std::move(what)}); }

  // True when both accepted it.
  bool Accepted(const std::string& where, const object& theirs, const object& ours, const char* member) {
    const bool they = theirs.contains(member);
    const bool we = ours.contains(member);
    if (they != we) {
      Add(Aspect::kAcceptance,
          absl::StrCat(where, they ? " is accepted there and refused here: " : " is refused there: ",
                       boost::json::serialize(they ? ours : theirs)));
    }
    return they && we;
  }

  std::vector<Difference> Take() { return std::move(differences_); }

 private:
  std::vector<Difference> differences_;
};

// The payloads that both made of the same blocks.
void ComparePayloads(const object& theirs, const object& ours, Comparison& comparison) {
  if (!theirs.contains("payloads") || !ours.contains("payloads")) return;
  comparison.Add(Aspect::kBytes, "payloads", theirs.at("payloads"), ours.at("payloads"));
}

void CompareReports(const std::string& token, const object& theirs, const object& ours, Comparison& comparison) {
  if (!comparison.Accepted(token, theirs, ours, "bytes")) return;
  comparison.Add(Aspect::kResult, token + " result", Result(theirs.at("result")), Result(ours.at("result")));
  comparison.Add(Aspect::kWorld, token + " world", World(theirs.at("world")), World(ours.at("world")));
  comparison.Add(Aspect::kPrinted, token + " blocks", Blocks(theirs.at("blocks")), Blocks(ours.at("blocks")));
  comparison.Add(Aspect::kVersion, token + " versions", Versions(theirs.at("blocks")), Versions(ours.at("blocks")));
  comparison.Add(Aspect::kIds, token + " revocation ids", theirs.at("revocation_ids"), ours.at("revocation_ids"));
  comparison.Add(Aspect::kBytes, token + " encoded again", theirs.at("bytes"), ours.at("bytes"));
}

void CompareProgram(const Case& test_case, const std::string& issued, const object& answer, Comparison& comparison) {
  object ours{{"error", "no token was issued"}};
  if (!issued.empty()) {
    ours = ReportToken(issued, test_case);
    CompareReports("our token", answer.at("tokens").at(0).as_object(), ours, comparison);
    comparison.Add(Aspect::kBytes, "our token again", value(absl::BytesToHexString(issued)),
                   ours.contains("bytes") ? ours.at("bytes") : value(absl::BytesToHexString(issued)));
  }
  if (!test_case.from_text) return;
  const object& built = answer.at("built").as_object();
  if (!built.contains("bytes")) {
    comparison.Accepted("the program", built, ours, "bytes");
    return;
  }
  const object read = ReportToken(absl::HexStringToBytes(TextOf(built.at("bytes"))), test_case);
  CompareReports("their token", built, read, comparison);
  ComparePayloads(read, ours, comparison);
}

void CompareText(const Case& test_case, const object& theirs, Comparison& comparison) {
  const object ours = ReportText(test_case);
  if (!comparison.Accepted("the text", theirs, ours, "printed")) return;
  comparison.Add(Aspect::kPrinted, "text", Sorted(theirs.at("printed")), Sorted(ours.at("printed")));
}

}  // namespace

std::string_view NameOf(Aspect aspect) {
  switch (aspect) {
    case Aspect::kAcceptance:
      return "acceptance";
    case Aspect::kResult:
      return "result";
    case Aspect::kWorld:
      return "world";
    case Aspect::kPrinted:
      return "printed";
    case Aspect::kVersion:
      return "version";
    case Aspect::kIds:
      return "revocation ids";
    case Aspect::kBytes:
      return "bytes";
  }
  return "";
}

std::vector<Difference> Compare(const Case& test_case, const std::string& issued, const object& answer) {
  Comparison comparison;
  switch (test_case.kind) {
    case CaseKind::kProgram:
      CompareProgram(test_case, issued, answer, comparison);
      break;
    case CaseKind::kBytes:
      CompareReports("the token", answer.at("tokens").at(0).as_object(), ReportToken(test_case.bytes, test_case),
                     comparison);
      break;
    case CaseKind::kText:
      CompareText(test_case, answer.at("texts").at(0).as_object(), comparison);
      break;
  }
  return comparison.Take();
}

}  // namespace hardtack::differential
