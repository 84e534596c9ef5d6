// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// From postfix operations to infix text, in two passes without recursion over the depth of the expression: Analyze
// finds each operation's operands and how tightly its text binds; Writer then emits the text with a stack of what is
// still to come. (Gluing strings together on a stack would be quadratic on `a + (b + (c + ...`.)
//
// Only AppendExpression is visible outside this file. Tested by tests/engine/ast_print_test.cc and, against the parser,
// by tests/parser/roundtrip_test.cc.

#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "hardtack/engine/term_print.h"

namespace hardtack::engine {
namespace {

// How tightly a text binds, in the order of the precedence ladder of grammar/expression.h.
enum Level { kDisjunction, kConjunction, kComparison, kXor, kBitOr, kBitAnd, kSum, kProduct, kFactor, kPostfix };

constexpr std::string_view kExtern = "extern::";  // the function's name follows

struct BinaryForm {
  std::string_view text;
  Level level;  // kPostfix: a method
};

// In the order of BinaryKind.
constexpr BinaryForm kBinaryForms[] = {
    {"<", kComparison},
    {">", kComparison},
    {"<=", kComparison},
    {">=", kComparison},
    {"===", kComparison},
    {"contains", kPostfix},
    {"starts_with", kPostfix},
    {"ends_with", kPostfix},
    {"matches", kPostfix},
    {"+", kSum},
    {"-", kSum},
    {"*", kProduct},
    {"/", kProduct},
    {"eager_and", kPostfix},
    {"eager_or", kPostfix},
    {"intersection", kPostfix},
    {"union", kPostfix},
    {"&", kBitAnd},
    {"|", kBitOr},
    {"^", kXor},
    {"!==", kComparison},
    {"==", kComparison},
    {"!=", kComparison},
    {"&&", kConjunction},
    {"||", kDisjunction},
    {"all", kPostfix},
    {"any", kPostfix},
    {"get", kPostfix},
    {kExtern, kPostfix},
    {"try_or", kPostfix},
};
static_assert(std::size(kBinaryForms) == static_cast<size_t>(BinaryKind::kTryOr) + 1);

const BinaryForm& FormOf(BinaryKind kind) { return kBinaryForms[static_cast<size_t>(kind)]; }

std::string_view UnaryText(UnaryKind kind) {
  constexpr std::string_view kTexts[] = {"!", "()", "length", "type", kExtern};
  return kTexts[static_cast<size_t>(kind)];
}

Level Above(Level level) { return static_cast<Level>(level + 1); }

// A left operand may stand at its operator's own level, except that comparisons do not chain.
Level LeftMinimum(Level level) { return level == kComparison ? kXor : level; }

// One operation as the root of a tree.
struct Node {
  Level level = kPostfix;
  bool open = false;  // ends in a `!` that would swallow a following `+ - * /`
  const Closure* closure = nullptr;
  size_t left = 0;  // indices of the operands' roots; a unary operation has only `left`
  size_t right = 0;
};

bool IsClosureOf(const Node& node, size_t parameters) {
  return node.closure != nullptr && node.closure->parameters.size() == parameters;
}

// Whether the text has a form for `kind` on these operands. Closures stand where the grammar makes them and nowhere
// else.
bool HasForm(BinaryKind kind, const Node& left, const Node& right) {
  switch (kind) {
    case BinaryKind::kLazyAnd:
    case BinaryKind::kLazyOr:
      return left.closure == nullptr && IsClosureOf(right, 0);
    case BinaryKind::kAny:
    case BinaryKind::kAll:
      return left.closure == nullptr && IsClosureOf(right, 1);
    case BinaryKind::kTryOr:
      return IsClosureOf(left, 0) && right.closure == nullptr;
    default:
      return static_cast<size_t>(kind) < std::size(kBinaryForms) && left.closure == nullptr && right.closure == nullptr;
  }
}

// The tree of `ops` as one node per operation, the root last; nullopt when they are no single expression with a form.
class Analyzer {
 public:
  std::optional<std::vector<Node>> Analyze(const std::vector<Op>& ops) {
    nodes_.reserve(ops.size());
    for (const Op& op : ops) {
      if (!Add(op)) return std::nullopt;
      stack_.push_back(nodes_.size() - 1);
    }
    if (stack_.size() != 1 || nodes_.back().closure != nullptr) return std::nullopt;
    return std::move(nodes_);
  }

 private:
  bool Add(const Op& op) {
    if (const Unary* unary = std::get_if<Unary>(&op.value)) return AddUnary(unary->kind);
    if (const Binary* binary = std::get_if<Binary>(&op.value)) return AddBinary(binary->kind);
    nodes_.push_back(Node{.closure = std::get_if<Closure>(&op.value)});
    return true;
  }

  bool AddUnary(UnaryKind kind) {
    if (kind > UnaryKind::kExtern || stack_.empty() || nodes_[stack_.back()].closure != nullptr) return false;
    bool negate = kind == UnaryKind::kNegate;
    nodes_.push_back(Node{.level = negate ? kFactor : kPostfix, .open = negate, .left = Pop()});
    return true;
  }

  bool AddBinary(BinaryKind kind) {
    if (stack_.size() < 2) return false;
    size_t right = Pop();
    size_t left = Pop();
    if (!HasForm(kind, nodes_[left], nodes_[right])) return false;
    Level level = FormOf(kind).level;
    bool arithmetic = level == kSum || level == kProduct;
    bool open = arithmetic && nodes_[right].open && nodes_[right].level > level;
    nodes_.push_back(Node{.level = level, .open = open, .left = left, .right = right});
    return true;
  }

  size_t Pop() {
    size_t top = stack_.back();
    stack_.pop_back();
    return top;
  }

  std::vector<Node> nodes_;
  std::vector<size_t> stack_;
};

// `$p, $q -> `, nothing for a closure without parameters.
void AppendParameters(const Closure& closure, std::string& out) {
  AppendList(closure.parameters, out, [](const std::string& name, std::string& text) {
    text += '$';
    AppendName(name, text);
  });
  if (!closure.parameters.empty()) out += " -> ";
}

bool AppendInfix(const std::vector<Op>& ops, Level minimum, std::string& out);

class Writer {
 public:
  Writer(const std::vector<Op>& ops, const std::vector<Node>& nodes, std::string& out)
      : ops_(ops), nodes_(nodes), out_(out) {}

  // False when a closure inside has no form; `out` then holds a part of the text.
  bool Write(Level minimum) {
    Later(nodes_.size() - 1, minimum);
    while (!tasks_.empty()) {
      Task task = tasks_.back();
      tasks_.pop_back();
      if (task.node == kText) {
        out_ += task.text;
      } else if (task.node == kName) {
        AppendName(task.text, out_);
      } else if (!Emit(task)) {
        return false;
      }
    }
    return true;
  }

 private:
  static constexpr size_t kText = SIZE_MAX;      // `text` as it stands
  static constexpr size_t kName = SIZE_MAX - 1;  // `text` as a name

  struct Task {
    size_t node = kText;
    Level minimum = kDisjunction;
    bool followed = false;  // by an operator that an open `!` would swallow
    std::string_view text = {};
  };

  // What is pushed last comes first.
  void Later(std::string_view text) { tasks_.push_back(Task{.text = text}); }
  void Later(size_t node, Level minimum, bool followed = false) {
    tasks_.push_back(Task{.node = node, .minimum = minimum, .followed = followed});
  }

  bool Emit(const Task& task) {
    const Node& node = nodes_[task.node];
    if (node.level < task.minimum || (task.followed && node.open)) {
      Later(")");
      Later(task.node, kDisjunction);
      out_ += '(';
      return true;
    }
    const Op::Value& op = ops_[task.node].value;
    if (const Term* term = std::get_if<Term>(&op)) {
      AppendTerm(*term, out_);
    } else if (const Unary* unary = std::get_if<Unary>(&op)) {
      EmitUnary(*unary, node);
    } else if (const Binary* binary = std::get_if<Binary>(&op)) {
      EmitBinary(*binary, node);
    } else {
      return EmitClosure(std::get<Closure>(op), task.minimum);
    }
    return true;
  }

  void EmitUnary(const Unary& unary, const Node& node) {
    switch (unary.kind) {
      case UnaryKind::kNegate:
        out_ += '!';
        return Later(node.left, kSum);
      case UnaryKind::kParens:
        out_ += '(';
        Later(")");
        return Later(node.left, kDisjunction);
      case UnaryKind::kLength:
      case UnaryKind::kTypeOf:
      case UnaryKind::kExtern:
        return EmitMethod(UnaryText(unary.kind), unary.extern_name, node, false);
    }
  }

  void EmitBinary(const Binary& binary, const Node& node) {
    const BinaryForm& form = FormOf(binary.kind);
    if (form.level == kPostfix) return EmitMethod(form.text, binary.extern_name, node, true);
    Later(node.right, Above(form.level));
    Later(" ");
    Later(form.text);
    Later(" ");
    Later(node.left, LeftMinimum(form.level), form.level == kSum || form.level == kProduct);
  }

  void EmitMethod(std::string_view name, std::string_view extern_name, const Node& node, bool has_argument) {
    Later(")");
    if (has_argument) Later(node.right, kDisjunction);
    Later("(");
    if (name == kExtern) tasks_.push_back(Task{.node = kName, .text = extern_name});
    Later(name);
    Later(".");
    Later(node.left, kPostfix);
  }

  bool EmitClosure(const Closure& closure, Level minimum) {
    AppendParameters(closure, out_);
    return AppendInfix(closure.ops, minimum, out_);
  }

  const std::vector<Op>& ops_;
  const std::vector<Node>& nodes_;
  std::string& out_;
  std::vector<Task> tasks_;
};

// Operations one after the other, for what has no infix form.
struct OpLister {
  std::string& out;

  void operator()(const Term& term) const { AppendTerm(term, out); }
  void operator()(const Unary& unary) const {
    out += unary.kind > UnaryKind::kExtern ? "?" : UnaryText(unary.kind);
    if (unary.kind == UnaryKind::kExtern) AppendName(unary.extern_name, out);
  }
  void operator()(const Binary& binary) const {
    out += binary.kind > BinaryKind::kTryOr ? "?" : FormOf(binary.kind).text;
    if (binary.kind == BinaryKind::kExtern) AppendName(binary.extern_name, out);
  }
  void operator()(const Closure& closure) const {
    out += '(';
    AppendParameters(closure, out);
    AppendList(closure.ops, out, [](const Op& op, std::string& text) { std::visit(OpLister{text}, op.value); });
    out += ')';
  }
};

bool AppendInfix(const std::vector<Op>& ops, Level minimum, std::string& out) {
  std::optional<std::vector<Node>> nodes = Analyzer().Analyze(ops);
  return nodes.has_value() && Writer(ops, *nodes, out).Write(minimum);
}

}  // namespace

void AppendExpression(const Expression& expression, std::string& out) {
  size_t start = out.size();
  if (AppendInfix(expression.ops, kDisjunction, out)) return;
  out.resize(start);
  out += "<no text for: ";
  AppendList(expression.ops, out, [](const Op& op, std::string& text) { std::visit(OpLister{text}, op.value); });
  out += '>';
}

}  // namespace hardtack::engine
