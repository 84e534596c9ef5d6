// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The JSON of requests and answers. Tested by tests/client/json_messages_test.cc and, over HTTPS, by
// tests/client/client_test.cc.

#include "hardtack/client/json_messages.h"

#include <algorithm>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/client/authority_link.h"
#include "hardtack/client/json_fields.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/report/json_text.h"

namespace hardtack::client {
namespace {

using boost::json::object;
using boost::json::value;
using report::JsonText;

value TextOrNull(const std::optional<std::string>& text) {
  return text.has_value() ? value(JsonText(*text)) : value(nullptr);
}
value CountOrNull(const std::optional<int64_t>& count) { return count.has_value() ? value(*count) : value(nullptr); }

void AddText(object& json, std::string_view name, const std::optional<std::string>& text) {
  if (text.has_value()) json[JsonText(name)] = JsonText(*text);
}
void AddCount(object& json, std::string_view name, const std::optional<int64_t>& count) {
  if (count.has_value()) json[JsonText(name)] = *count;
}

std::string Serialize(const object& json) { return boost::json::serialize(json); }

std::string WithStatus(const std::string& reason, int status) {
  return reason.empty() ? "the server answers " + std::to_string(status) : reason;
}

bool IsDenial(int status) { return status == 401 || status == 403; }

// Hands the object of a reply to `read`, which makes a T of it, or a denial.
template <typename T, typename Read>
absl::StatusOr<T> ReadObject(const HttpReply& reply, const std::string& url, const Read& read) {
  if (!IsSuccess(reply.status)) return ErrorOf(reply, url);
  const auto document = ParseJson(reply.body);
  if (!document.has_value() || !document->is_object()) return MalformedAnswer("it is no JSON object", url);
  return read(JsonFields(document->get_object(), url));
}

template <typename T, typename Read>
absl::StatusOr<Answer<T>> ReadAnswer(const HttpReply& reply, const std::string& url, const Read& read) {
  if (IsDenial(reply.status)) return Denied{WithStatus(ReasonIn(reply.body), reply.status)};
  return ReadObject<Answer<T>>(reply, url, read);
}

// A success without a token is a denial.
absl::StatusOr<Denied> ReadDenial(const JsonFields& fields) {
  ASSIGN_OR_RETURN(auto reason, fields.Text("response_msg"));
  return Denied{reason.value_or("the server gives no token and no reason").substr(0, kMaxReasonBytes)};
}

absl::StatusOr<std::vector<PendingSignoff>> ReadSignoffs(const JsonFields& fields, const std::string& url) {
  std::vector<PendingSignoff> signoffs;
  ASSIGN_OR_RETURN(const boost::json::array* const list, fields.List("pending_signoffs"));
  if (list == nullptr) return signoffs;
  for (const value& entry : *list) {
    if (!entry.is_object()) return fields.Malformed("pending_signoffs", "has an entry that is no object");
    const JsonFields signoff(entry.get_object(), url);
    ASSIGN_OR_RETURN(std::string component, signoff.NeedText("component"));
    ASSIGN_OR_RETURN(std::string service, signoff.NeedText("authorization_service"));
    ASSIGN_OR_RETURN(crypto::PublicKey key, signoff.NeedPublicKey("public_key"));
    signoffs.push_back({std::move(component), std::move(service), key});
  }
  return signoffs;
}

}  // namespace

std::string ReasonIn(std::string_view body) {
  const auto document = ParseJson(body);
  if (!document.has_value() || !document->is_object()) return {};
  for (const char* name : {"response_msg", "detail", "title", "error"}) {
    const value* member = document->get_object().if_contains(name);
    if (member == nullptr || !member->is_string() || member->get_string().empty()) continue;
    const auto& text = member->get_string();
    return std::string(text.data(), std::min(text.size(), kMaxReasonBytes));
  }
  return {};
}

std::string IdentityTokenJson(const std::optional<std::string>& identifier) {
  return Serialize({{"identifier", TextOrNull(identifier)}});
}

std::string RefreshJson(const token::UnverifiedBiscuit& current, const std::optional<std::string>& identifier) {
  return Serialize({{"current_token", JsonText(current.ToText())}, {"identifier", TextOrNull(identifier)}});
}

std::string MintJson(const std::string& subject, const std::optional<int64_t>& duration) {
  return Serialize({{"subject", JsonText(subject)}, {"duration", CountOrNull(duration)}});
}

std::string TokenJson(const TokenRequest& request) {
  object json{{"resource", JsonText(request.resource)}, {"operation", JsonText(request.operation)}};
  AddText(json, "domain", request.domain);
  return Serialize(json);
}

std::string StubJson(const StubRequest& request) {
  object json{{"target_identity", JsonText(request.target_identity)},
              {"resource", JsonText(request.resource)},
              {"operation", JsonText(request.operation)},
              {"prefix_attenuator_key", JsonText(crypto::ToHexText(request.prefix_attenuator_key))}};
  AddCount(json, "duration", request.duration);
  return Serialize(json);
}

std::string SignJson(const token::UnverifiedBiscuit& token, const std::string& resource, const std::string& operation) {
  return Serialize(
      {{"token", JsonText(token.ToText())}, {"resource", JsonText(resource)}, {"operation", JsonText(operation)}});
}

std::string VerifyJson(const VerifyTokenRequest& request) {
  return Serialize({{"token", JsonText(request.token.ToText())},
                    {"subject", JsonText(request.subject)},
                    {"resource", JsonText(request.resource)},
                    {"operation", JsonText(request.operation)}});
}

std::string VerifyServiceChainJson(const VerifyServiceChainTokenRequest& request) {
  object json{{"token", JsonText(request.token.ToText())},
              {"subject", JsonText(request.subject)},
              {"resource", JsonText(request.resource)},
              {"component", TextOrNull(request.component)}};
  AddText(json, "operation", request.operation);
  return Serialize(json);
}

std::string BanJson(const BanRequest& request) {
  object json{{"action", request.action == BanRequest::Action::kBan ? "ban" : "unban"}};
  AddText(json, "identity", request.identity);
  AddText(json, "revocation_id", request.revocation_id);
  json["reason"] = JsonText(request.reason);
  AddCount(json, "until", request.until);
  return Serialize(json);
}

absl::StatusOr<Answer<IdentityToken>> ReadIdentityToken(const HttpReply& reply, const std::string& url) {
  return ReadAnswer<IdentityToken>(reply, url, [](const JsonFields& fields) -> absl::StatusOr<Answer<IdentityToken>> {
    ASSIGN_OR_RETURN(auto token, fields.Token("token"));
    if (!token.has_value()) return ReadDenial(fields);
    ASSIGN_OR_RETURN(std::string identity, fields.NeedText("identity"));
    ASSIGN_OR_RETURN(const int64_t expires_in, fields.NeedCount("expires_in"));
    return IdentityToken{*std::move(token), std::move(identity), expires_in};
  });
}

absl::StatusOr<Answer<AuthorizationToken>> ReadAuthorizationToken(const HttpReply& reply, const std::string& url) {
  using Result = absl::StatusOr<Answer<AuthorizationToken>>;
  return ReadAnswer<AuthorizationToken>(reply, url, [&](const JsonFields& fields) -> Result {
    ASSIGN_OR_RETURN(auto token, fields.Token("token"));
    if (!token.has_value()) return ReadDenial(fields);
    ASSIGN_OR_RETURN(auto signoffs, ReadSignoffs(fields, url));
    ASSIGN_OR_RETURN(auto message, fields.Text("response_msg"));
    return AuthorizationToken{*std::move(token), std::move(signoffs), std::move(message).value_or("")};
  });
}

absl::StatusOr<Answer<StubToken>> ReadStub(const HttpReply& reply, const std::string& url) {
  return ReadAnswer<StubToken>(reply, url, [](const JsonFields& fields) -> absl::StatusOr<Answer<StubToken>> {
    ASSIGN_OR_RETURN(auto token, fields.Token("token"));
    if (!token.has_value()) return ReadDenial(fields);
    ASSIGN_OR_RETURN(const auto expires_in, fields.Count("expires_in"));
    ASSIGN_OR_RETURN(auto target, fields.Text("target_identity"));
    return StubToken{*std::move(token), expires_in, std::move(target).value_or("")};
  });
}

absl::StatusOr<Answer<token::UnverifiedBiscuit>> ReadSignedToken(const HttpReply& reply, const std::string& url) {
  using Result = absl::StatusOr<Answer<token::UnverifiedBiscuit>>;
  return ReadAnswer<token::UnverifiedBiscuit>(reply, url, [](const JsonFields& fields) -> Result {
    ASSIGN_OR_RETURN(auto token, fields.Token("signed_token"));
    if (!token.has_value()) return ReadDenial(fields);
    return *std::move(token);
  });
}

absl::StatusOr<Answer<Accepted>> ReadVerification(const HttpReply& reply, const std::string& url) {
  return ReadAnswer<Accepted>(reply, url, [](const JsonFields& fields) -> absl::StatusOr<Answer<Accepted>> {
    ASSIGN_OR_RETURN(std::string message, fields.NeedText("response_msg"));
    return Accepted{std::move(message)};
  });
}

absl::StatusOr<Answer<BanReceipt>> ReadBanReceipt(const HttpReply& reply, const std::string& url) {
  if (reply.status == 204) return BanReceipt{};
  return ReadAnswer<BanReceipt>(reply, url, [](const JsonFields& fields) -> absl::StatusOr<Answer<BanReceipt>> {
    ASSIGN_OR_RETURN(const auto number, fields.Count("number"));
    if (!number.has_value()) return BanReceipt{};
    return BanReceipt{static_cast<uint64_t>(*number)};
  });
}

absl::StatusOr<crypto::PublicKey> ReadPublicKey(const HttpReply& reply, const std::string& url) {
  return ReadObject<crypto::PublicKey>(reply, url,
                                       [](const JsonFields& fields) { return fields.NeedPublicKey("public_key"); });
}

absl::StatusOr<std::string> ReadCaCertificate(const HttpReply& reply, const std::string& url) {
  return ReadObject<std::string>(reply, url, [](const JsonFields& fields) -> absl::StatusOr<std::string> {
    ASSIGN_OR_RETURN(std::string pem, fields.NeedText("ca_cert_pem"));
    if (pem.find("-----BEGIN CERTIFICATE-----") != std::string::npos) return pem;
    return fields.Malformed("ca_cert_pem", "is no certificate");
  });
}

absl::StatusOr<ServerHealth> ReadHealth(const HttpReply& reply, const std::string& url) {
  return ReadObject<ServerHealth>(reply, url, [](const JsonFields& fields) -> absl::StatusOr<ServerHealth> {
    ASSIGN_OR_RETURN(std::string status, fields.NeedText("status"));
    ASSIGN_OR_RETURN(auto version, fields.Text("version"));
    return ServerHealth{std::move(status), std::move(version).value_or("")};
  });
}

}  // namespace hardtack::client
