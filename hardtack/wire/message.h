// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// One protobuf message, read strictly and written canonically. The only includer of protozero; internal to wire.
//
// Stricter than protobuf asks for: a known field must have its wire type, a singular field or a oneof occurs once,
// tags, lengths and 32-bit values do not exceed 32 bits. Unknown fields are skipped. So each accepted message has one
// reading.
//
// Inside wire, what is wrong with the input is thrown, by protozero or as CodecError, so that a decoder reads like the
// schema; Border() at each public function turns it into a Status.

#ifndef HARDTACK_WIRE_MESSAGE_H_
#define HARDTACK_WIRE_MESSAGE_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#define PROTOZERO_USE_VIEW std::string_view
#include <protozero/pbf_builder.hpp>
#include <protozero/pbf_message.hpp>
#include <protozero/varint.hpp>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::wire {

using protozero::tag_and_type;
inline constexpr auto kVarint = protozero::pbf_wire_type::varint;
inline constexpr auto kDelimited = protozero::pbf_wire_type::length_delimited;

// What is wrong with the input. Without a kind it is simply not the message that was asked for, and Border() names the
// kind.
class CodecError : public std::exception {
 public:
  explicit CodecError(std::string message, std::optional<ErrorKind> kind = std::nullopt, std::string_view subject = {})
      : message_(std::move(message)), kind_(kind), subject_(subject) {}

  const char* what() const noexcept override { return message_.c_str(); }
  // With "`where`: " before the message.
  CodecError At(std::string_view where) && {
    message_ = absl::StrCat(ToAbsl(where), ": ", message_);
    return std::move(*this);
  }
  absl::Status ToStatus(ErrorKind malformed) const { return Error(kind_.value_or(malformed), message_, subject_); }

 private:
  std::string message_;
  std::optional<ErrorKind> kind_;
  std::string subject_;
};

// The error for input that is no protobuf at all. What protozero calls its exceptions means nothing to a reader.
inline CodecError NotProtobuf(const protozero::exception& e) {
  std::string_view why = "a length does not fit what it counts";
  if (dynamic_cast<const protozero::end_of_buffer_exception*>(&e) != nullptr) {
    why = "the message ends early";
  } else if (dynamic_cast<const protozero::varint_too_long_exception*>(&e) != nullptr) {
    why = "a number has more than 64 bits";
  } else if (dynamic_cast<const protozero::unknown_pbf_wire_type_exception*>(&e) != nullptr) {
    why = "a field has an unknown wire type";
  } else if (dynamic_cast<const protozero::invalid_tag_exception*>(&e) != nullptr) {
    why = "a field has a number that protobuf does not allow";
  }
  return CodecError(absl::StrCat("not protobuf: ", ToAbsl(why)));
}

// The value of `body`, or what it threw as a Status; malformed input has the kind `malformed`.
template <typename Body>
auto Border(ErrorKind malformed, Body&& body) -> absl::StatusOr<decltype(body())> {
  try {
    return body();
  } catch (const CodecError& e) {
    return e.ToStatus(malformed);
  } catch (const protozero::exception& e) {
    return NotProtobuf(e).ToStatus(malformed);
  }
}

// The value of `body`; what it throws is prefixed with "`what` `index`: ".
template <typename Body>
auto Located(std::string_view what, size_t index, Body&& body) -> decltype(body()) {
  try {
    return body();
  } catch (CodecError& e) {
    e = std::move(e).At(absl::StrCat(ToAbsl(what), " ", index));
    throw;
  } catch (const protozero::exception& e) {
    throw NotProtobuf(e).At(absl::StrCat(ToAbsl(what), " ", index));
  }
}

// Of a varint of ten bytes the last has one bit of the number; protozero drops its others.
inline void CheckVarint64(std::string_view varint) {
  constexpr size_t kMostBytes = 10;
  if (varint.size() == kMostBytes && static_cast<uint8_t>(varint.back()) > 1) {
    throw protozero::varint_too_long_exception();
  }
}

// The varint at `position`, which is moved behind it.
inline uint64_t ReadVarint(const char*& position, const char* end) {
  const char* const begin = position;
  const uint64_t value = protozero::decode_varint(&position, end);
  CheckVarint64({begin, position});
  return value;
}

// A cursor over the known fields of a message, whose field numbers are the enumeration `Field`. A view: copies no
// bytes.
template <typename Field>
class Message : public protozero::pbf_message<Field> {
  using Base = protozero::pbf_message<Field>;

 public:
  explicit Message(std::string_view bytes) : Base(bytes) {}

  // Moves to the next known field; false at the end.
  bool Next() {
    while (true) {
      CheckVarint32();
      if (!Base::next()) return false;
      if (Base::tag() <= Field::kLast) return true;
      SkipField();
    }
  }

  // For a oneof: moves to its only field. `what` names the message.
  void NextOfOne(std::string_view what) {
    if (!Next()) throw CodecError(absl::StrCat(ToAbsl(what), " without content"));
  }
  // For a oneof, after its field was read.
  void EndOfOne(std::string_view what) {
    if (Next()) throw CodecError(absl::StrCat(ToAbsl(what), " with more than one content"));
  }

  std::string_view GetBytes() {
    CheckVarint32();
    return Base::get_view();
  }
  uint64_t GetUint64() {
    const char* const begin = Base::data().data();
    const uint64_t value = Base::get_uint64();
    CheckVarint64({begin, Base::data().data()});
    return value;
  }
  int64_t GetInt64() { return static_cast<int64_t>(GetUint64()); }
  uint32_t GetUint32() {
    const uint64_t value = GetUint64();
    if (value > UINT32_MAX) throw CodecError(absl::StrCat("a 32-bit field holds ", value));
    return static_cast<uint32_t>(value);
  }
  void SkipField() {
    if (Base::wire_type() == kVarint) {
      GetUint64();
      return;
    }
    if (Base::wire_type() == kDelimited) CheckVarint32();
    Base::skip();
  }

  // For the default branch of a switch over tag_and_type(): a known field with another wire type.
  [[noreturn]] void WrongType() const {
    throw CodecError(absl::StrCat("field ", static_cast<uint32_t>(Base::tag()), " has wire type ",
                                  static_cast<uint32_t>(Base::wire_type())));
  }

 private:
  // protozero reads tags and lengths as 64 bits and drops the upper half; this refuses such a varint before it is read.
  void CheckVarint32() {
    const std::string_view rest = Base::data();
    if (rest.empty() || (static_cast<uint8_t>(rest[0]) & 0x80) == 0) return;
    const char* position = rest.data();
    if (ReadVarint(position, rest.data() + rest.size()) > UINT32_MAX) {
      throw CodecError("a tag or length exceeds 32 bits");
    }
  }
};

// Assigns a singular field, which must not occur again.
template <typename T, typename U>
void Once(std::optional<T>& slot, U value, std::string_view field) {
  if (slot.has_value()) throw CodecError(absl::StrCat("repeated field: ", ToAbsl(field)));
  slot = std::move(value);
}

// The value of a required field, moved out.
template <typename T>
T Required(std::optional<T>& slot, std::string_view field) {
  if (!slot.has_value()) throw CodecError(absl::StrCat("missing field: ", ToAbsl(field)));
  return *std::move(slot);
}

// An enumeration's value, whose enumerators are 0 to `last`.
template <typename Enum>
Enum ToEnum(uint64_t value, Enum last, std::string_view what) {
  if (value > static_cast<uint64_t>(last)) throw CodecError(absl::StrCat("unknown ", ToAbsl(what), ": ", value));
  return static_cast<Enum>(value);
}

// The numbers of a packed repeated field.
inline std::vector<uint32_t> ReadPackedUint32(std::string_view bytes) {
  std::vector<uint32_t> values;
  const char* const end = bytes.data() + bytes.size();
  for (const char* position = bytes.data(); position != end;) {
    const uint64_t value = ReadVarint(position, end);
    if (value > UINT32_MAX) throw CodecError(absl::StrCat("a 32-bit field holds ", value));
    values.push_back(static_cast<uint32_t>(value));
  }
  return values;
}

// How often each field of a message occurs.
template <typename Field>
class FieldCounts {
 public:
  FieldCounts() = default;
  explicit FieldCounts(std::string_view bytes) {
    for (Message<Field> message(bytes); message.Next(); message.SkipField()) Add(message.tag());
  }

  void Add(Field field) { ++counts_[static_cast<size_t>(field)]; }
  size_t operator[](Field field) const { return counts_[static_cast<size_t>(field)]; }

 private:
  std::array<size_t, static_cast<size_t>(Field::kLast) + 1> counts_{};
};

// Room for `count` elements read from `bytes`, so that a list is allocated once. Bounded, since empty messages of two
// bytes would otherwise claim room for elements that they turn out not to be; valid ones stay below the bound.
template <typename T>
void Reserve(std::vector<T>& list, size_t count, std::string_view bytes) {
  constexpr size_t kMaxExpansion = 32;
  list.reserve(std::min(count, kMaxExpansion * bytes.size() / sizeof(T)));
}

// A message without fields of its own; this only checks that unknown ones are well-formed.
inline void ReadEmpty(std::string_view bytes) {
  enum class NoField : uint32_t { kLast = 0 };
  Message<NoField>(bytes).Next();
}

template <typename Field>
using Builder = protozero::pbf_builder<Field>;

// Writes a submessage by `body(Builder<Sub>&)`. protozero drops a submessage in which nothing was written, so one that
// is present without content is written here.
template <typename Sub, typename Field, typename Body>
void AddMessage(Builder<Field>& parent, Field field, bool has_content, Body&& body) {
  if (!has_content) {
    parent.add_message(field, std::string_view());
    return;
  }
  Builder<Sub> message(parent, field);
  body(message);
}

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_MESSAGE_H_
