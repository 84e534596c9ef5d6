// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Exchanges by libcurl, whose only includer this is. Tested by tests/client/transport_test.cc against a server of its
// own.

#include "hardtack/client/curl_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "hardtack/base/error.h"

namespace hardtack::client {
namespace {

constexpr size_t kMaxIdle = 8;
constexpr size_t kMaxFieldBytes = size_t{64} << 10;  // of an answer's head
constexpr int kPollMilliseconds = 1000;

void InitCurl() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(code);  // an easy handle that cannot be made says the same
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The value of a header line if its name is `name`, which is in lower case.
std::optional<std::string> ValueOf(std::string_view line, std::string_view name) {
  if (line.size() <= name.size() || line[name.size()] != ':') return std::nullopt;
  if (!std::equal(name.begin(), name.end(), line.begin(), [](char a, char b) { return a == Lower(b); })) {
    return std::nullopt;
  }
  const std::string_view value = line.substr(name.size() + 1);
  const size_t begin = value.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return std::string();
  return std::string(value.substr(begin, value.find_last_not_of(" \t\r\n") + 1 - begin));
}

// What arrives, within its bounds.
struct Arrival {
  HttpReply reply;
  size_t max_bytes = 0;
  size_t field_bytes = 0;
  bool too_large = false;

  // Whether the bytes are welcome; curl ends the transfer otherwise.
  bool AddBody(std::string_view bytes) {
    if (bytes.size() > max_bytes - reply.body.size()) too_large = true;
    if (!too_large) reply.body.append(bytes);
    return !too_large;
  }
  bool AddField(std::string_view line) {
    field_bytes += line.size();
    if (field_bytes > kMaxFieldBytes) too_large = true;
    // Those of an interim answer are forgotten.
    if (line.starts_with("HTTP/")) reply.etag = reply.retry_after = std::string();
    if (auto etag = ValueOf(line, "etag")) reply.etag = *std::move(etag);
    if (auto wait = ValueOf(line, "retry-after")) reply.retry_after = *std::move(wait);
    return !too_large;
  }
};

// curl takes any other number than what it gave as an error.
size_t OnBody(char* data, size_t size, size_t count, void* arrival) {
  return static_cast<Arrival*>(arrival)->AddBody({data, size * count}) ? size * count : 0;
}
size_t OnField(char* data, size_t size, size_t count, void* arrival) {
  return static_cast<Arrival*>(arrival)->AddField({data, size * count}) ? size * count : 0;
}

// Fields of a request. One of them may be a secret, so all are erased.
class FieldList {
 public:
  FieldList() = default;
  FieldList(const FieldList&) = delete;
  FieldList& operator=(const FieldList&) = delete;
  ~FieldList() {
    for (curl_slist* field = list_; field != nullptr; field = field->next) Erase(field->data);
    curl_slist_free_all(list_);
  }

  // `name` has its colon and what else stands before the value.
  void Add(std::string_view name, std::string_view value) {
    std::string field;
    field.reserve(name.size() + value.size());  // so that no copy of it is left behind
    field.append(name).append(value);
    // Out of memory: curl gives null, and the list stays.
    if (curl_slist* longer = curl_slist_append(list_, field.c_str()); longer != nullptr) list_ = longer;
    Erase(field.data());
  }
  curl_slist* get() const { return list_; }

 private:
  static void Erase(char* text) {
    for (volatile char* at = text; *at != '\0'; ++at) *at = '\0';
  }
  curl_slist* list_ = nullptr;
};

// How a failure is put, and what it means for another attempt.
struct Phrase {
  std::string_view text;
  bool passing = false;
  bool own_fault = false;  // of the caller's certificates
};

Phrase PhraseOf(CURLcode code, const Arrival& arrival) {
  if (arrival.too_large) return {"the answer is larger than it may be"};
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return {"no address is known for the host", true};
    case CURLE_COULDNT_CONNECT:
      return {"cannot connect", true};
    case CURLE_PEER_FAILED_VERIFICATION:
      return {"the server's certificate is not trusted"};
    case CURLE_SSL_CERTPROBLEM:
      return {"the client's certificate or its key cannot be used", false, true};
    case CURLE_SSL_CACERT_BADFILE:
      return {"the certificate of the server's CA cannot be used", false, true};
    case CURLE_SSL_CONNECT_ERROR:
      return {"the TLS handshake failed", true};
    case CURLE_OPERATION_TIMEDOUT:
      return {"no answer in time", true};
    case CURLE_ABORTED_BY_CALLBACK:
      return {"stopped"};
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return {"the connection broke", true};
    default:
      return {"the exchange failed"};
  }
}

}  // namespace

// One easy handle in a multi handle of its own, whose cache holds the connection between calls. Its waiting can be
// ended from another thread, which that of an easy handle alone cannot.
class CurlTransport::Connection {
 public:
  Connection() : multi_(curl_multi_init()), easy_(curl_easy_init()) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    curl_easy_cleanup(easy_);
    curl_multi_cleanup(multi_);
  }

  HttpResult Send(const HttpCall& call, const TlsSettings& tls, const std::stop_token& stop) {
    if (multi_ == nullptr || easy_ == nullptr) return Failure(CURLE_FAILED_INIT, call, {});
    curl_easy_reset(easy_);
    Arrival arrival;
    arrival.max_bytes = call.max_bytes;
    FieldList fields;
    error_[0] = '\0';
    Describe(call, fields, arrival);
    Secure(tls);
    const CURLcode code = std::exchange(refused_, CURLE_OK);
    const CURLcode result = code == CURLE_OK ? Perform(stop) : code;
    if (result != CURLE_OK) return Failure(result, call, arrival);
    long status = 0;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    arrival.reply.status = static_cast<int>(status);
    return std::move(arrival.reply);
  }

 private:
  template <typename Value>
  void Set(CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(easy_, option, value);
    if (refused_ == CURLE_OK) refused_ = code;
  }

  void Describe(const HttpCall& call, FieldList& fields, Arrival& arrival) {
    Set(CURLOPT_URL, call.url.c_str());
    if (call.body.has_value()) {
      fields.Add("Content-Type: ", "application/json");
      Set(CURLOPT_POST, 1L);
      Set(CURLOPT_POSTFIELDS, call.body->c_str());
      Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body->size()));
    }
    if (!call.bearer.empty()) fields.Add("Authorization: Bearer ", call.bearer);
    if (!call.etag.empty()) fields.Add("If-None-Match: ", call.etag);
    fields.Add("Accept: ", "application/json, text/plain");
    Set(CURLOPT_HTTPHEADER, fields.get());
    Set(CURLOPT_USERAGENT, "hardtack");
    Set(CURLOPT_TIMEOUT_MS, static_cast<long>(call.timeout.count()));
    Set(CURLOPT_WRITEFUNCTION, &OnBody);
    Set(CURLOPT_WRITEDATA, &arrival);
    Set(CURLOPT_HEADERFUNCTION, &OnField);
    Set(CURLOPT_HEADERDATA, &arrival);
    Set(CURLOPT_ERRORBUFFER, error_);
  }

  void Secure(const TlsSettings& tls) {
    Set(CURLOPT_PROTOCOLS_STR, "https");
    Set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    Set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    Set(CURLOPT_SSL_VERIFYPEER, 1L);
    Set(CURLOPT_SSL_VERIFYHOST, 2L);
    Set(CURLOPT_FOLLOWLOCATION, 0L);
    Set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    Set(CURLOPT_PROXY, "");  // else the environment's
    Set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    Set(CURLOPT_NOSIGNAL, 1L);
    Set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(tls.connect_timeout.count()));
    if (!tls.server_ca.empty()) {
      // This CA and nobody else: whom the system trusts would be trusted beside it.
      Set(CURLOPT_CAINFO, static_cast<const char*>(nullptr));
      Set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
      SetBlob(CURLOPT_CAINFO_BLOB, tls.server_ca);
    }
    if (tls.certificate.empty()) return;
    SetBlob(CURLOPT_SSLCERT_BLOB, tls.certificate);
    SetBlob(CURLOPT_SSLKEY_BLOB, tls.private_key.view());
    Set(CURLOPT_KEYPASSWD, "");  // else OpenSSL asks on the terminal
  }

  // Not copied: the texts outlive the handle's use of them.
  void SetBlob(CURLoption option, std::string_view text) {
    curl_blob blob{const_cast<char*>(text.data()), text.size(), CURL_BLOB_NOCOPY};
    Set(option, &blob);
  }

  CURLcode Perform(const std::stop_token& stop) {
    if (curl_multi_add_handle(multi_, easy_) != CURLM_OK) return CURLE_FAILED_INIT;
    CURLcode result = CURLE_ABORTED_BY_CALLBACK;
    {
      const std::stop_callback wake(stop, [this] { curl_multi_wakeup(multi_); });
      for (int running = 1; running > 0 && !stop.stop_requested();) {
        if (curl_multi_perform(multi_, &running) != CURLM_OK) break;
        int left = 0;
        const CURLMsg* message = running == 0 ? curl_multi_info_read(multi_, &left) : nullptr;
        if (message != nullptr) result = message->data.result;
        if (running > 0) curl_multi_poll(multi_, nullptr, 0, kPollMilliseconds, nullptr);
      }
    }
    curl_multi_remove_handle(multi_, easy_);
    return result;
  }

  HttpFailure Failure(CURLcode code, const HttpCall& call, const Arrival& arrival) {
    const Phrase phrase = PhraseOf(code, arrival);
    const std::string detail = error_[0] != '\0' ? error_ : curl_easy_strerror(code);
    std::string message(phrase.text);
    if (!arrival.too_large) message.append(" (").append(detail).append(")");
    message.append(": ").append(call.url);
    long sent = 0;
    if (easy_ != nullptr) curl_easy_getinfo(easy_, CURLINFO_REQUEST_SIZE, &sent);
    const ErrorKind kind = phrase.own_fault ? ErrorKind::kInvalidArgument : ErrorKind::kNetwork;
    return {Error(kind, message, call.url), sent > 0, phrase.passing};
  }

  CURLM* multi_;
  CURL* easy_;
  CURLcode refused_ = CURLE_OK;  // the first option of this call that libcurl did not take
  char error_[CURL_ERROR_SIZE] = {};
};

CurlTransport::CurlTransport(TlsSettings tls) : tls_(std::move(tls)) { InitCurl(); }

CurlTransport::~CurlTransport() = default;

std::unique_ptr<CurlTransport::Connection> CurlTransport::Take() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return std::make_unique<Connection>();
  std::unique_ptr<Connection> connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

void CurlTransport::Keep(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMaxIdle) idle_.push_back(std::move(connection));
}

HttpResult CurlTransport::Send(const HttpCall& call, std::stop_token stop) {
  std::unique_ptr<Connection> connection = Take();
  HttpResult result = connection->Send(call, tls_, stop);
  Keep(std::move(connection));
  return result;
}

}  // namespace hardtack::client
