// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Text on its way into JSON, which must be UTF-8: bytes that are not (a hostile file name, a subject with binary data)
// become U+FFFD, so that every report is valid JSON. Internal to report. Linear.

#ifndef HARDTACK_REPORT_JSON_TEXT_H_
#define HARDTACK_REPORT_JSON_TEXT_H_

#include <string>
#include <string_view>

#include <boost/json/string.hpp>

namespace hardtack::report {

boost::json::string JsonText(std::string_view text);

// Lower-case hex digits of `bytes`.
std::string Hex(std::string_view bytes);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_JSON_TEXT_H_
