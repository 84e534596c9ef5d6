// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a request must look like, letter by letter, before anything is made of it. Whatever two readers might read in
// two ways is refused: a proxy in front may be the other reader, and a request that hides in another one is smuggled
// past it. Linear, any thread. RFC 9112, sections 2, 3, 5, 6 and 11.

#ifndef HARDTACK_AUTHORITY_HTTP_REQUEST_SHAPE_H_
#define HARDTACK_AUTHORITY_HTTP_REQUEST_SHAPE_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "hardtack/authority/http/limits.h"
#include "hardtack/authority/http/message.h"

namespace hardtack::authority {

// Why a request is refused. The reason is a fixed text, never a piece of the request.
struct RequestFault {
  unsigned status = 400;
  std::string_view reason;
  bool operator==(const RequestFault&) const = default;
};

// The search for the end of an HTTP/1 head in bytes that arrive piece by piece; no byte is looked at twice.
struct HeadSearch {
  size_t looked_at = 0;
  std::optional<size_t> end;          // behind the empty line
  std::optional<RequestFault> fault;  // a line that does not end in CR LF, or NUL: known as soon as it is there
};

// Goes on in `bytes`, all that arrived of this request. An unfinished search is told by neither end nor fault.
void SearchHeadEnd(std::string_view bytes, HeadSearch& search);

// What is wrong with a whole HTTP/1 head, its empty line included; nullopt: nothing, and exactly one body or none
// follows from it. Of an HTTP/1.0 head Host may be missing.
std::optional<RequestFault> CheckHead(std::string_view head);

// What is wrong with the fields of a request, whichever version carried it: too many; one of those that decide
// something (authorization, content-type, host) more than once; a body that will be too large; an expectation.
std::optional<RequestFault> CheckFields(const HttpRequest& request, const HttpLimits& limits);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_REQUEST_SHAPE_H_
