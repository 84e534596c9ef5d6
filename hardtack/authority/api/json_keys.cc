// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Keys as Boost.JSON's parser meets them. Tested by tests/authority/json_body_test.cc.

#include "hardtack/authority/api/json_keys.h"

#include <set>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>

namespace hardtack::authority {
namespace {

using boost::json::error_code;
using boost::json::string_view;

// Remembers the keys of the objects that are open. What the parser asks of a handler, by names that it prescribes.
class KeyHandler {
 public:
  static constexpr size_t max_object_size = SIZE_MAX;
  static constexpr size_t max_array_size = SIZE_MAX;
  static constexpr size_t max_key_size = SIZE_MAX;
  static constexpr size_t max_string_size = SIZE_MAX;

  const std::optional<std::string>& repeated() const { return repeated_; }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) {
    open_.emplace_back();
    return true;
  }
  bool on_object_end(size_t, error_code&) {
    open_.pop_back();
    return true;
  }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(size_t, error_code&) { return true; }
  bool on_key_part(string_view part, size_t, error_code&) {
    key_.append(part.data(), part.size());
    return true;
  }
  bool on_key(string_view part, size_t, error_code&) {
    key_.append(part.data(), part.size());
    if (!open_.back().insert(key_).second && !repeated_.has_value()) repeated_ = key_;
    key_.clear();
    return true;
  }
  bool on_string_part(string_view, size_t, error_code&) { return true; }
  bool on_string(string_view, size_t, error_code&) { return true; }
  bool on_number_part(string_view, error_code&) { return true; }
  bool on_int64(int64_t, string_view, error_code&) { return true; }
  bool on_uint64(uint64_t, string_view, error_code&) { return true; }
  bool on_double(double, string_view, error_code&) { return true; }
  bool on_bool(bool, error_code&) { return true; }
  bool on_null(error_code&) { return true; }
  bool on_comment_part(string_view, error_code&) { return true; }
  bool on_comment(string_view, error_code&) { return true; }

 private:
  std::vector<std::set<std::string>> open_;
  std::string key_;
  std::optional<std::string> repeated_;
};

}  // namespace

std::optional<std::string> FindRepeatedKey(std::string_view json, size_t max_depth) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<KeyHandler> parser(options);
  error_code error;
  parser.write_some(false, json.data(), json.size(), error);
  return parser.handler().repeated();
}

}  // namespace hardtack::authority
