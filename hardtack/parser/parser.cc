// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The reader: matches one statement after the other, and goes on behind one that failed. The only file that sees PEGTL
// and the only one that catches Failure. Tested by tests/parser.

#include "hardtack/parser/parser.h"

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/name.h"
#include "hardtack/parser/actions.h"
#include "hardtack/parser/diagnostics.h"
#include "hardtack/parser/messages.h"
#include "hardtack/parser/parameter_binder.h"
#include "hardtack/parser/source.h"
#include "hardtack/parser/statement_builder.h"

namespace hardtack::parser {
namespace {

using Input = tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf_crlf, const char*>;

template <typename Rule>
struct Control : tao::pegtl::normal<Rule> {
  [[noreturn]] static void raise(const Input& in, StatementBuilder& builder) {
    static_assert(kMessage<Rule> != nullptr, "a rule under must<> needs a message in messages.h");
    throw SyntaxFailure(builder.OffsetOf(in.current()), kMessage<Rule>);
  }
};

// What may stand at the beginning of a statement depends on what the caller asked for.
template <>
struct Control<grammar::statement_body> : tao::pegtl::normal<grammar::statement_body> {
  [[noreturn]] static void raise(const Input& in, StatementBuilder& builder) {
    throw builder.Unexpected(builder.OffsetOf(in.current()));
  }
};

class Reader {
 public:
  Reader(std::string_view text, const ParseOptions& options, Expectation expectation)
      : source_(text),
        limits_(options.limits),
        input_(text.data(), text.size(), ""),
        parameters_(options.parameters),
        errors_(options.errors),
        builder_(source_, options, parameters_, expectation) {}

  // Reads statements up to the end of the text.
  absl::StatusOr<engine::AuthorizerBlock> ReadAll() {
    RETURN_IF_ERROR(CheckText());
    while (!diagnostics_.Stop() && SkipSpace()) Read<grammar::statement>();
    RETURN_IF_ERROR(Finish());
    return std::move(builder_.result());
  }

  // Reads statements up to the end of the text, each of which must be a fact, and hands them on.
  absl::Status ReadFacts(absl::FunctionRef<absl::Status(const engine::Fact&)> visit) {
    RETURN_IF_ERROR(CheckText());
    while (!diagnostics_.Stop() && SkipSpace()) {
      const size_t start = Offset();
      const size_t failures = diagnostics_.size();
      Read<grammar::statement>();
      std::vector<engine::Fact>& facts = builder_.result().block.facts;
      if (facts.empty() && diagnostics_.size() == failures) diagnostics_.Add(builder_.Unexpected(start));
      if (diagnostics_.empty()) {
        absl::Status status = visit(facts[0]);
        if (!status.ok()) return Annotate(status, source_.Describe(start));
      }
      facts.clear();
    }
    return Finish();
  }

  // Reads one statement of the kind that select(result) lists, and nothing behind it.
  template <typename Element, typename F>
  absl::StatusOr<Element> ReadOne(const F& select) {
    RETURN_IF_ERROR(CheckText());
    SkipSpace();
    size_t start = Offset();
    Read<grammar::statement>();
    std::vector<Element>& elements = select(builder_.result());
    if (diagnostics_.empty() && elements.empty()) diagnostics_.Add(builder_.Unexpected(start));
    ExpectEnd();
    RETURN_IF_ERROR(Finish());
    return std::move(elements[0]);
  }

  absl::StatusOr<engine::Term> ReadTerm() {
    RETURN_IF_ERROR(CheckText());
    Read<grammar::lone_term>();
    ExpectEnd();
    RETURN_IF_ERROR(Finish());
    return std::move(builder_.term());
  }

 private:
  size_t Offset() const { return source_.OffsetOf(input_.current()); }

  absl::Status CheckText() {
    std::string_view text = source_.text();
    if (text.size() > limits_.max_text_bytes) {
      return Error(ErrorKind::kTextTooLarge, "the text has " + std::to_string(text.size()) + " bytes, more than " +
                                                 std::to_string(limits_.max_text_bytes));
    }
    size_t well_formed = engine::WellFormedPrefix(text);
    if (well_formed == text.size()) return absl::OkStatus();
    diagnostics_.Add(SyntaxFailure(well_formed, "the text is not UTF-8"));
    return Report();
  }

  void ExpectEnd() {
    if (diagnostics_.empty() && SkipSpace()) diagnostics_.Add(SyntaxFailure(Offset(), "expected the end of the text"));
  }

  // Whether something stands behind the white space.
  bool SkipSpace() {
    Read<grammar::ws>();
    return !input_.empty();
  }

  template <typename Rule>
  void Read() {
    size_t start = Offset();
    if constexpr (!std::is_same_v<Rule, grammar::ws>) builder_.Begin(start);
    try {
      tao::pegtl::parse<Rule, Action, Control>(input_, builder_);
    } catch (Failure& failure) {
      Recover(start, std::move(failure));
    }
  }

  // Notes `failure` and moves behind the statement that began at `start`.
  void Recover(size_t start, Failure failure) {
    Source::StatementEnd end = source_.EndOfStatement(start);
    if (failure.offset == source_.text().size() && end.unterminated.has_value()) failure.offset = *end.unterminated;
    diagnostics_.Add(std::move(failure));
    input_.iterator() = source_.text().data() + end.offset;
  }

  // Parameters are only reported when the text is right: a statement that was skipped may have used them.
  absl::Status Finish() {
    if (diagnostics_.empty()) parameters_.Report(diagnostics_);
    return diagnostics_.empty() ? absl::OkStatus() : Report();
  }

  absl::Status Report() {
    if (errors_ != nullptr) *errors_ = diagnostics_.ToErrors(source_);
    return diagnostics_.ToStatus(source_);
  }

  Source source_;
  const engine::StructureLimits& limits_;
  Input input_;
  ParameterBinder parameters_;
  std::vector<ParseError>* const errors_;
  Diagnostics diagnostics_;
  StatementBuilder builder_;
};

constexpr Expectation kBlock{"a fact, a rule or a check", false};
constexpr Expectation kFacts{"a fact", true};
constexpr Expectation kAuthorizer{"a fact, a rule, a check or a policy", true};

}  // namespace

absl::StatusOr<engine::Block> ParseBlock(std::string_view text, const ParseOptions& options) {
  ASSIGN_OR_RETURN(engine::AuthorizerBlock result, Reader(text, options, kBlock).ReadAll());
  return std::move(result.block);
}

absl::StatusOr<engine::AuthorizerBlock> ParseAuthorizer(std::string_view text, const ParseOptions& options) {
  return Reader(text, options, kAuthorizer).ReadAll();
}

absl::Status ParseFacts(std::string_view text, absl::FunctionRef<absl::Status(const engine::Fact&)> visit,
                        const ParseOptions& options) {
  return Reader(text, options, kFacts).ReadFacts(visit);
}

absl::StatusOr<engine::Term> ParseTerm(std::string_view text, const ParseOptions& options) {
  return Reader(text, options, {"a term", false}).ReadTerm();
}

absl::StatusOr<engine::Fact> ParseFact(std::string_view text, const ParseOptions& options) {
  auto select = [](engine::AuthorizerBlock & result) -> auto& { return result.block.facts; };
  return Reader(text, options, {"a fact", true}).ReadOne<engine::Fact>(select);
}

absl::StatusOr<engine::Rule> ParseRule(std::string_view text, const ParseOptions& options) {
  auto select = [](engine::AuthorizerBlock & result) -> auto& { return result.block.rules; };
  return Reader(text, options, {"a rule", true}).ReadOne<engine::Rule>(select);
}

absl::StatusOr<engine::Check> ParseCheck(std::string_view text, const ParseOptions& options) {
  auto select = [](engine::AuthorizerBlock & result) -> auto& { return result.block.checks; };
  return Reader(text, options, {"a check", true}).ReadOne<engine::Check>(select);
}

absl::StatusOr<engine::Policy> ParsePolicy(std::string_view text, const ParseOptions& options) {
  auto select = [](engine::AuthorizerBlock & result) -> auto& { return result.policies; };
  return Reader(text, options, {"a policy", true}).ReadOne<engine::Policy>(select);
}

}  // namespace hardtack::parser
