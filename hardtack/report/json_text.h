// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Text on its way into JSON and out of it. It must be UTF-8: bytes that are not (a hostile file name, a subject with binary data)
// become U+FFFD, so that every report is valid JSON. Linear.

#ifndef HARDTACK_REPORT_JSON_TEXT_H_
#define HARDTACK_REPORT_JSON_TEXT_H_

#include <string>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

namespace hardtack::report {

boost::json::string JsonText(std::string_view text);

// The document on one line, with a line feed. What a terminal may act on (escape.h) is written \uXXXX, so that a
// document that is shown to somebody cannot steer it; a JSON parser reads the same text.
std::string DocumentLine(const boost::json::object& document);

// Lower-case hex digits of `bytes`.
std::string Hex(std::string_view bytes);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_JSON_TEXT_H_
