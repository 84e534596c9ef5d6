// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// FactBase is a large body of facts that many decisions share: memberships, folders, rights. It is built once, is
// indexed, and never changes; a request only probes it, so that a decision costs what it looks at and not what there is.
// To change it, build another one and use that for new authorizers.
//
// A fact base can be written to a file and mapped from it, without being read into memory or built anew; processes that
// map one file share its memory. docs/fact_base.md tells how to use one.

#ifndef HARDTACK_ENGINE_FACT_BASE_H_
#define HARDTACK_ENGINE_FACT_BASE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/limits.h"

namespace hardtack::engine {

// An index of a relation, as FactBase::Relations lists it.
struct FactBaseIndex {
  std::vector<uint32_t> columns;  // from 0, ascending
  uint64_t keys = 0;              // different values that the columns take together
  bool operator==(const FactBaseIndex&) const = default;
};

// The facts of one name and number of terms.
struct FactBaseRelation {
  std::string name;
  uint32_t arity = 0;
  uint64_t facts = 0;
  std::vector<FactBaseIndex> indexes;
  bool operator==(const FactBaseRelation&) const = default;
};

// Immutable; any number of threads.
class FactBase {
 public:
  // Maps the file at `path`, read-only. Every byte is looked at once, one after the other, so a damaged file is refused
  // here; after that pages are read when they are touched. The file must not be changed while it is open: to replace it
  // write another one and rename that, as Write does.
  //   Io                   the file cannot be opened or mapped; the subject is its path
  //   MalformedFactBase    it is no fact base, is cut off or damaged; the message names the part
  //   UnsupportedVersion   another version of the format, or a machine of another byte order wrote it
  static absl::StatusOr<std::shared_ptr<const FactBase>> Open(const std::string& path);

  // Writes the file at `path`, whole or not at all: a new file beside it is synced and renamed. Readable by everybody
  // whom the process' mask of permissions lets.
  //   Io   the subject is the path
  absl::Status Write(const std::string& path) const;

  uint64_t fact_count() const;
  // Of memory or of the mapped file.
  size_t byte_count() const;
  // By name bytewise, then by arity. Linear in the number of relations and indexes.
  std::vector<FactBaseRelation> Relations() const;

  class Impl;  // internal to the engine
  explicit FactBase(std::unique_ptr<const Impl> impl);
  FactBase(const FactBase&) = delete;
  FactBase& operator=(const FactBase&) = delete;
  ~FactBase();
  const Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<const Impl> impl_;
};

// The random number by which a base's tables are keyed, so that nobody can choose texts that slow it down. Of one seed
// the same facts in the same order make the same bytes.
struct FactBaseSeed {
  uint64_t low = 0;
  uint64_t high = 0;
  static FactBaseSeed Random();
};

// Collects facts and makes a FactBase of them. One thread at a time. Holds each text once and eight bytes for each term
// of a fact.
class FactBaseBuilder {
 public:
  explicit FactBaseBuilder(FactBaseSeed seed = FactBaseSeed::Random(), const StructureLimits& limits = {});
  ~FactBaseBuilder();

  // States a fact. Stating it again changes nothing. The base is as it was after an error.
  //   InvalidArgument   the fact holds a variable; the subject is its text
  //   TooDeep           a term nests more than `limits.max_nesting` levels deep; likewise
  //   TooManyFacts      more than 4,294,967,295 facts of one relation, repetitions included
  //   TextTooLarge      more than 16 GiB of texts, or four billion different terms
  absl::Status Add(const Fact& fact) { return Add(fact.predicate.name, fact.predicate.terms); }
  absl::Status Add(std::string_view name, std::span<const Term> terms);

  // Indexes the facts of this name and arity by these columns together, from 0. Each column alone and all together are
  // indexed anyway; more are worth it where a policy knows several columns of which none tells facts apart well.
  //   InvalidArgument   no columns, not ascending, or not below the arity
  absl::Status Index(std::string_view name, uint32_t arity, std::span<const uint32_t> columns);

  // Sorts and indexes: O(n log n) in the number of facts.
  std::shared_ptr<const FactBase> Build() &&;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_FACT_BASE_H_
