// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes as the body of a request, for every endpoint that takes one: the first byte chooses the endpoint, the second
// who asks, the rest is the body. `$identity`, `$delegated`, `$right`, `$wire` and `$key` in it stand for tokens and a key
// that are good, since no mutation makes one.
//
// The body is read exactly when a second opinion, written from the RFCs (strict_json.h), reads it; members are of the types
// that the endpoint says, or the answer is 400; each answer is JSON with a status and code that are documented; what is
// given away is recorded, what is not understood is not, and no token is in what is recorded.
// 2 KiB (-max_len=2048): longer than any request that makes sense.

#include <algorithm>
#include <array>
#include <fstream>
#include <future>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "hardtack/authority/api/json_body.h"
#include "hardtack/authority/api/own_api.h"
#include "hardtack/authority/api/published_api.h"
#include "hardtack/authority/api/router.h"
#include "hardtack/authority/authority.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/delegate.h"
#include "tests/authority/memory_store.h"
#include "tests/authority/policy_of_tests.h"
#include "tests/cli/process.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/strict_json.h"

namespace hardtack::fuzz {
namespace {

using authority::Endpoint;
using authority::HttpRequest;
using authority::HttpResponse;
using authority::Parameter;
using boost::json::object;

constexpr int64_t kNow = 1'700'000'000;

struct Asker {
  std::optional<std::string> certificate;
  bool bears_identity = false;  // alice's
};

const std::array kAskers = {Asker{{}, false},
                            Asker{"uri:urn:hessra:alice", false},
                            Asker{"dns:ops.example", false},
                            Asker{"uri:urn:shop", false},
                            Asker{"uri:urn:gateway", false},
                            Asker{"uri:urn:stranger", false},
                            Asker{{}, true},
                            Asker{"uri:urn:hessra:alice", true}};

struct Word {
  std::string name, meaning;
};

// An authority that always is what it was at first.
class Api {
 public:
  Api() {
    std::ofstream(folder_.path() / "policy.toml") << authority::PolicyText(root_->public_key());
    Begin();
    AddWords();
  }

  // Those that take a body.
  const std::vector<Endpoint>& endpoints() const { return endpoints_; }

  // `text` with what its words stand for.
  std::string Meaning(std::string text) const {
    for (const Word& word : words_) {
      const size_t place = text.find(word.name);
      if (place != std::string::npos) text.replace(place, word.name.size(), word.meaning);
    }
    return text;
  }
  const std::string& identity() const { return words_.front().meaning; }

  HttpResponse Ask(const HttpRequest& request) {
    store_->rows.clear();
    std::promise<HttpResponse> answer;
    router_->Handle(request, [&](HttpResponse response) { answer.set_value(std::move(response)); });
    return answer.get_future().get();
  }
  // Of the last request. Appending is done with before the answer is.
  const std::vector<authority::AuditRow>& rows() const { return store_->rows; }

  // Forgets bans.
  void Restore() {
    if (authority_->bans().state().number > 0) Begin();
  }

 private:
  void Begin() {
    router_ = std::make_unique<authority::Router>();
    auto store = std::make_unique<authority::MemoryStore>();
    store_ = store.get();
    authority::Faults faults;
    auto keys = authority::SigningKeys::Create({{std::nullopt, root_, 0, std::nullopt}});
    auto opened =
        authority::Authority::Open({folder_.path(), *keys, 15, [] { return kNow; }}, std::move(store), faults);
    Require(opened.ok(), "the policy of the tests is one");
    authority_ = *std::move(opened);
    AddPublishedApi(*authority_, {"CA", "9.9"}, *router_);
    AddBanApi(*authority_, *router_);
    AddVerificationApi(*authority_, *router_);
    endpoints_ = router_->endpoints();
    std::erase_if(endpoints_, [](const Endpoint& endpoint) { return endpoint.body.empty(); });
  }

  // A token from a request that has to be granted.
  std::string Token(std::string path, std::string body) {
    HttpRequest request;
    request.method = "POST";
    request.path = std::move(path);
    request.body = std::move(body);
    request.fields = {{"content-type", "application/json"}};
    request.certificate = "uri:urn:hessra:alice";
    const HttpResponse response = Ask(request);
    Require(response.status / 100 == 2, "alice gets her tokens");
    return std::string(std::string_view(boost::json::parse(response.body).at("token").as_string()));
  }

  void AddWords() {
    const std::string identity = Token("/request_identity_token", "{}");
    identity::DelegateRequest request;
    request.identity = "urn:hessra:alice:agent";
    request.now = kNow;
    request.ttl = 3600;
    const auto delegated = identity::Delegate(*token::UnverifiedBiscuit::FromText(identity), request);
    words_ = {{"$identity", identity},
              {"$delegated", std::get<identity::Delegated>(*delegated).token.ToText()},
              {"$right", Token("/request_token", R"({"resource":"database","operation":"read"})")},
              {"$wire", Token("/request_token", R"({"resource":"wires","operation":"send"})")},
              {"$key", crypto::ToHexText(authority::EdgeKey().public_key())}};
  }

  cli::ScratchFolder folder_;
  std::shared_ptr<crypto::PrivateKey> root_ = std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::Generate());
  authority::MemoryStore* store_ = nullptr;  // the authority's
  std::unique_ptr<authority::Authority> authority_;
  std::unique_ptr<authority::Router> router_;
  std::vector<Endpoint> endpoints_;
  std::vector<Word> words_;
};

bool IsOfType(const JsonMember& member, Parameter::Type type) {
  switch (type) {
    case Parameter::Type::kText:
      return member.kind == JsonKind::kText;
    case Parameter::Type::kInteger:
      return member.kind == JsonKind::kInteger;
    case Parameter::Type::kBoolean:
      return member.kind == JsonKind::kBoolean;
  }
  return false;
}

// Whether the body has what the endpoint says that it takes. Null is as good as nothing.
bool IsAsDescribed(const JsonObject& body, const Endpoint& endpoint) {
  return std::ranges::all_of(endpoint.body, [&](const Parameter& parameter) {
    const auto member = body.members.find(std::string(parameter.name));
    if (member == body.members.end() || member->second.kind == JsonKind::kNull) return !parameter.required;
    if (parameter.required && member->second.text.empty()) return false;
    return IsOfType(member->second, parameter.type);
  });
}

// What is JSON to one reader is to the other; the second opinion is told where nobody says what is right.
std::optional<JsonObject> ReadBody(const HttpRequest& request) {
  std::optional<JsonObject> body = ReadStrictJson(request.body, authority::kMaxBodyDepth);
  const bool read = authority::JsonBody::Read(request).ok();
  Require(body.has_value() || !read, "what is read is JSON");
  Require(read || !body.has_value() || body->has_large_exponent, "what is JSON is read");
  if (!read) body.reset();
  return body;
}

bool IsOwn(const Endpoint& endpoint) { return endpoint.path.starts_with("/v1/"); }

void CheckStatus(const HttpResponse& response, const Endpoint& endpoint) {
  std::set<unsigned> statuses = {endpoint.success, 400, 401};
  if (IsOwn(endpoint)) statuses.insert(403);
  Require(statuses.contains(response.status), "a status is one that is documented");
}

void CheckDocument(const HttpResponse& response, const Endpoint& endpoint) {
  boost::json::error_code error;
  const boost::json::value json = boost::json::parse(response.body, error);
  Require(!error && json.is_object(), "an answer is a JSON object");
  const object& members = json.as_object();
  if (!IsOwn(endpoint)) {
    Require(response.content_type == "application/json", "published clients are answered with JSON");
    Require(!members.at("response_msg").as_string().empty(), "that says why");
    Require((response.status / 100 == 2) == (members.size() > 1 || members.at("response_msg") == "the token is valid"),
            "and gives away something, or nothing");
    return;
  }
  if (response.status == endpoint.success) return;
  static const std::set<std::string_view> kCodes = {"invalid", "unauthenticated", "denied", "banned"};
  Require(response.content_type == "application/problem+json", "an error is a problem");
  Require(members.at("status") == response.status, "that says its status");
  Require(kCodes.contains(std::string_view(members.at("code").as_string())), "and a code that is documented");
}

// Whether a token stands where one is asked for, if anywhere: what is sent as a name or a resource is recorded as one.
bool HasTokensInPlace(const std::optional<JsonObject>& body, const std::string& token_begin) {
  return !body.has_value() || std::ranges::none_of(body->members, [&](const auto& member) {
    const bool is_place = member.first == "token" || member.first == "current_token";
    return !is_place && member.second.text.find(token_begin) != std::string::npos;
  });
}

void CheckRecorded(const HttpResponse& response, const Endpoint& endpoint, const std::optional<JsonObject>& body,
                   const Api& api) {
  const std::string token_begin = api.identity().substr(0, 60);
  const bool in_place = HasTokensInPlace(body, token_begin);
  Require(api.rows().size() <= 1, "a request is recorded once");
  if (response.status != 400) Require(!api.rows().empty(), "what is decided is recorded");
  for (const authority::AuditRow& row : api.rows()) {
    const object event = boost::json::parse(row.record.event).as_object();
    const bool gives = response.status == endpoint.success;
    if (!endpoint.path.ends_with("/verify")) Require(event.at("allowed").as_bool() == gives, "as it was decided");
    Require(!in_place || row.record.event.find(token_begin) == std::string::npos, "without tokens");
  }
}

void CheckAsked(std::string_view bytes) {
  static Api api;
  const auto byte = [&](size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U; };
  const Endpoint& endpoint = api.endpoints()[byte(0) % api.endpoints().size()];
  const Asker& asker = kAskers[byte(1) % kAskers.size()];
  HttpRequest request;
  request.method = endpoint.method;
  request.path = endpoint.path;
  request.fields = {{"content-type", "application/json"}};
  if (asker.bears_identity) request.fields.emplace_back("authorization", "Bearer " + api.identity());
  request.body = api.Meaning(std::string(bytes.substr(std::min<size_t>(2, bytes.size()))));
  request.certificate = asker.certificate;
  request.address = "127.0.0.1";
  request.id = "id";
  const std::optional<JsonObject> body = ReadBody(request);
  const HttpResponse response = api.Ask(request);
  CheckStatus(response, endpoint);
  CheckDocument(response, endpoint);
  CheckRecorded(response, endpoint, body, api);
  if (!body.has_value() || !IsAsDescribed(*body, endpoint)) {
    Require(response.status == 400, "what makes no sense is told so");
    Require(api.rows().empty(), "and asks nobody");
  }
  api.Restore();
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckAsked(hardtack::fuzz::AsText(data, size));
  return 0;
}
