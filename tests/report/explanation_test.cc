// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Explanations as people and programs read them. tests/engine/explain_test.cc has what they say.

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "doctest/doctest.h"
#include "hardtack/report/documents.h"
#include "hardtack/report/explanation_json.h"
#include "hardtack/report/text.h"
#include "hardtack/report/tree_text.h"
#include "tests/report/sample.h"

namespace hardtack::report {
namespace {

// A decision with everything that its reports need.
struct Explained {
  token::Biscuit token;
  token::Authorizer authorizer;
  AuthorizerSource source;
  engine::Explanation explanation;

  Explained(const std::vector<std::string>& blocks, std::string_view policy, const std::vector<engine::Fact>& request)
      : token(Verified(TokenOf(blocks))), authorizer(AuthorizerOf(policy)), source{"policy.datalog", {}} {
    parser::ParseOptions options;
    options.positions = &source.positions;
    Value(parser::ParseAuthorizer(policy, options));
    engine::Outcome outcome = Value(authorizer.Evaluate(token, request));
    explanation = authorizer.Explain(token, request, outcome);
  }

  std::string Text(Color color = Color::kOff) const {
    return ExplanationText(explanation, token.blocks(), authorizer.policy(), &source, color);
  }
  std::string Json() const {
    return boost::json::serialize(ExplanationJson(explanation, token.blocks(), authorizer.policy(), &source));
  }
};

const std::vector<std::string> kBlocks = {
    "user(\"alice\");\nmember($u, \"staff\") <- user($u);",
    "check if resource($r), operation(\"read\"), $r.starts_with(\"/public/\");",
};
constexpr std::string_view kPolicy =
    "right(\"staff\", \"/public/a\");\n"
    "  may($u, $r) <- member($u, $g), right($g, $r);\n"
    "allow if resource($r), may($u, $r);\n";

TEST_CASE("an allowed request is drawn down to what the blocks state") {
  const Explained explained(
      kBlocks, kPolicy,
      {Value(parser::ParseFact("resource(\"/public/a\")")), Value(parser::ParseFact("operation(\"read\")"))});
  CHECK(explained.Text() ==
        R"(policy 0 matched, policy.datalog:3:1: allow if resource($r), may($u, $r)
├─ with $r = "/public/a", $u = "alice"
├─ resource("/public/a")  [authorizer] fact 0 of the request
└─ may("alice", "/public/a")  [authorizer, block 0] rule 0 of authorizer, policy.datalog:2:3
   ├─ by may($u, $r) <- member($u, $g), right($g, $r)
   ├─ member("alice", "staff")  [block 0] rule 0 of block 0
   │  ├─ by member($u, "staff") <- user($u)
   │  └─ user("alice")  [block 0] fact 0
   └─ right("staff", "/public/a")  [authorizer] fact 0, policy.datalog:1:1
)");
  CHECK(boost::json::parse(explained.Json()) == boost::json::parse(R"json({
    "policy": {"policy": 0, "kind": "allow", "text": "allow if resource($r), may($u, $r)",
               "position": {"file": "policy.datalog", "line": 3, "column": 1},
               "match": {"query": 0, "bindings": {"r": "\"/public/a\"", "u": "\"alice\""}, "facts": [0, 4]}},
    "policies": [], "failed_checks": [], "cut": false,
    "facts": [
      {"fact": "resource(\"/public/a\")", "origin": [null], "source": {"kind": "request", "index": 0},
       "bindings": {}, "premises": []},
      {"fact": "user(\"alice\")", "origin": [0],
       "source": {"kind": "stated", "block": 0, "index": 0, "position": null}, "bindings": {}, "premises": []},
      {"fact": "member(\"alice\", \"staff\")", "origin": [0],
       "source": {"kind": "derived", "block": 0, "index": 0, "rule": "member($u, \"staff\") <- user($u)",
                  "position": null},
       "bindings": {"u": "\"alice\""}, "premises": [1]},
      {"fact": "right(\"staff\", \"/public/a\")", "origin": [null],
       "source": {"kind": "stated", "block": null, "index": 0,
                  "position": {"file": "policy.datalog", "line": 1, "column": 1}}, "bindings": {}, "premises": []},
      {"fact": "may(\"alice\", \"/public/a\")", "origin": [null, 0],
       "source": {"kind": "derived", "block": null, "index": 0,
                  "rule": "may($u, $r) <- member($u, $g), right($g, $r)",
                  "position": {"file": "policy.datalog", "line": 2, "column": 3}},
       "bindings": {"u": "\"alice\"", "g": "\"staff\"", "r": "\"/public/a\""}, "premises": [2, 3]}]})json"));
}

TEST_CASE("a denied request shows what each policy and check lacked") {
  const Explained explained(
      {kBlocks[0], kBlocks[1] + "right(\"staff\", \"/private/b\");"}, kPolicy,
      {Value(parser::ParseFact("resource(\"/private/b\")")), Value(parser::ParseFact("operation(\"read\")"))});
  CHECK(explained.Text() ==
        R"(policy 0 did not match, policy.datalog:3:1: allow if resource($r), may($u, $r)
├─ with $r = "/private/b"
├─ resource("/private/b")  [authorizer] fact 0 of the request
└─ no fact may($u, "/private/b")
   └─ authorizer, rule 0 did not derive it, policy.datalog:2:3: )"
        R"(may($u, $r) <- member($u, $g), right($g, $r)
      ├─ with $u = "alice", $g = "staff", $r = "/private/b"
      ├─ member("alice", "staff")  [block 0] rule 0 of block 0
      │  ├─ by member($u, "staff") <- user($u)
      │  └─ user("alice")  [block 0] fact 0
      └─ no fact right("staff", "/private/b")
         └─ hidden: right("staff", "/private/b")  [block 1], trusted are only [authorizer, block 0]
block 1, check 0 failed: check if resource($r), operation("read"), $r.starts_with("/public/")
├─ with $r = "/private/b"
├─ resource("/private/b")  [authorizer] fact 0 of the request
├─ operation("read")  [authorizer] fact 1 of the request
└─ false: $r.starts_with("/public/"), where $r = "/private/b"
)");
}

TEST_CASE("branches, rejections and proofs met again") {
  const Explained explained({"a(1); b($x) <- a($x);", "check if c(1) or b($x), $x > 1; reject if b($x) or c(2);"},
                            "check all b($x), b(1), false;", {});
  CHECK(explained.Text() ==
        R"(authorizer, check 0 failed, policy.datalog:1:1: check all b($x), b(1), false
├─ with $x = 1
├─ b(1)  [block 0] rule 0 of block 0
│  ├─ by b($x) <- a($x)
│  └─ a(1)  [block 0] fact 0
├─ b(1)  [block 0] as above
└─ false: false
block 1, check 0 failed: check if c(1) or b($x), $x > 1
├─ query 0: c(1)
│  └─ no fact c(1)
└─ query 1: b($x), $x > 1
   ├─ with $x = 1
   ├─ b(1)  [block 0] as above
   └─ false: $x > 1, where $x = 1
block 1, check 1 failed: reject if b($x) or c(2)
└─ query 0: b($x)
   ├─ with $x = 1
   └─ b(1)  [block 0] as above
)");
}

TEST_CASE("an error is named in place of a drawing") {
  const Explained explained({"a(1);"}, "allow if a($x), $x;", {});
  CHECK(explained.Text().starts_with("no decision: authorizer: policy 0: "));
}

TEST_CASE("colour is for words of ours, and text of a token is escaped") {
  const Explained explained({"a(\"\x1b[2J\u202e\");"}, "allow if a($x), b($x);", {});
  const std::string text = explained.Text(Color::kOn);
  CHECK(text.starts_with("policy 0 \x1b[31mdid not match\x1b[0m, "));
  CHECK(text.find("\x1b[31mno fact\x1b[0m b(") != std::string::npos);
  CHECK(text.find("\x1b[2J") == std::string::npos);
  CHECK(text.find("\u202e") == std::string::npos);
}

TEST_CASE("the JSON of misses") {
  const Explained explained({"a(1);", "b(1);"}, "p($x) <- c($x); allow if a($x), b($x), p($x), $x > 1;", {});
  CHECK(boost::json::parse(explained.Json()).at("policies") ==
        boost::json::parse(R"json([{"policy":0,"kind":"allow","text":"allow if a($x), b($x), p($x), $x > 1",
          "position":{"file":"policy.datalog","line":1,"column":17},"queries":[
            {"bindings":{"x":"1"},"facts":[0,null,null],"missing":[
              {"predicate":1,"wanted":"b(1)","hidden":{"fact":"b(1)","origin":[1]},"rules":[]},
              {"predicate":2,"wanted":"p(1)","hidden":null,"rules":[
                {"bindings":{"x":"1"},"facts":[null],"missing":[
                  {"predicate":0,"wanted":"c(1)","hidden":null,"rules":[]}],
                 "false":null,"trusted":[null,0],"cut":false,"block":null,"rule":0,"text":"p($x) <- c($x)",
                 "position":{"file":"policy.datalog","line":1,"column":1}}]}],
             "false":{"expression":0,"text":"$x > 1","bindings":{"x":"1"}},
             "trusted":[null,0],"cut":false,"text":"a($x), b($x), p($x), $x > 1"}]}])json"));
}

TEST_CASE("a document has the explanation beside the decision, null beside an error") {
  const token::Biscuit token = Verified(TokenOf({"a(1);"}));
  for (const auto& [policy, is_object] : {std::pair{"allow if a(1);", true}, std::pair{"allow if a($x), $x;", false}}) {
    const token::Authorizer authorizer = AuthorizerOf(policy);
    absl::StatusOr<engine::Outcome> outcome = authorizer.Evaluate(token);
    const engine::Explanation explanation = authorizer.Explain(token, {}, *outcome);
    const boost::json::value json =
        boost::json::parse(ExplanationDocument(authorizer, token, outcome, explanation, nullptr));
    CHECK(json.at("explanation").is_object() == is_object);
    CHECK(json.as_object().contains("result"));
    if (is_object) CHECK(json.at("explanation").at("policy").at("position").is_null());
  }
}

TEST_CASE("a verdict is told with the lineage and the checks that failed") {
  const Explained explained({"a(1);", "check if b(1);"}, "allow if true;", {});
  identity::VerdictExplanation verdict;
  verdict.refusal = identity::CheckFailed{1, 0, "check if b(1)\x1b"};
  verdict.block = 1;
  verdict.blocks = explained.token.blocks();
  verdict.checks = explained.explanation;
  verdict.checks->policy.reset();
  const std::string text = VerdictExplanationText(verdict, Color::kOff);
  CHECK(text.starts_with("refused: block 1: "));
  CHECK(text.ends_with("\nblock 1, check 0 failed: check if b(1)\n└─ no fact b(1)\n"));
  CHECK(text.find('\x1b') == std::string::npos);
  const boost::json::value json = VerdictExplanationJson(verdict);
  CHECK(json.at("refused_by") == 1);
  CHECK(json.at("lineage").is_null());
  CHECK(json.at("checks").at("failed_checks").as_array().size() == 1);

  const identity::VerdictExplanation accepted;
  CHECK(VerdictExplanationText(accepted, Color::kOff) == "accepted\n");
  CHECK(VerdictExplanationJson(accepted) ==
        boost::json::object{{"refused_by", nullptr}, {"lineage", nullptr}, {"checks", nullptr}});
}

TEST_CASE("strokes go on beside the children of all but the last sibling") {
  TreeText tree;
  for (const auto& [depth, text] :
       {std::pair{0, "a"}, {1, "b"}, {2, "c"}, {2, "d"}, {3, "e"}, {1, "f"}, {2, "g"}, {0, "h"}}) {
    tree.Add(static_cast<size_t>(depth), text);
  }
  CHECK(tree.Draw() == "a\n├─ b\n│  ├─ c\n│  └─ d\n│     └─ e\n└─ f\n   └─ g\nh\n");
  CHECK(TreeText().Draw().empty());
}

}  // namespace
}  // namespace hardtack::report
