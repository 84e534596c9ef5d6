// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The server as others' code sees it: libcurl, in both versions of HTTP.
#include <memory>
#include <string>

#include <curl/curl.h>

#include "doctest/doctest.h"
#include "hardtack/authority/http/server.h"
#include "tests/authority/test_certificates.h"

namespace hardtack::authority {
namespace {

struct CurlFree {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

size_t Append(char* bytes, size_t size, size_t count, void* text) {
  static_cast<std::string*>(text)->append(bytes, size * count);
  return size * count;
}

// Text that curl reads while it is there.
curl_blob Blob(const std::string& text) { return {const_cast<char*>(text.data()), text.size(), CURL_BLOB_NOCOPY}; }

struct Got {
  CURLcode code = CURLE_OK;
  long status = 0;
  long version = 0;
  long connections = 0;  // that had to be made for it
  std::string body;
};

class Curl {
 public:
  Curl(uint16_t port, std::string authority, TestCredentials credentials, long version)
      : port_(port),
        authority_(std::move(authority)),
        credentials_(std::move(credentials)),
        version_(version),
        handle_(curl_easy_init()) {}

  Got Ask(const std::string& path, const std::string& body = "") {
    const std::string url = "https://localhost:" + std::to_string(port_) + path;
    CURL* const handle = handle_.get();
    Got got;
    const curl_blob authority = Blob(authority_), certificate = Blob(credentials_.certificate),
                    key = Blob(credentials_.key);
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, version_);
    curl_easy_setopt(handle, CURLOPT_CAINFO_BLOB, &authority);
    curl_easy_setopt(handle, CURLOPT_IPRESOLVE, CURL_IPRESOLVE_V4);
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, 10L);
    if (!credentials_.key.empty()) {
      curl_easy_setopt(handle, CURLOPT_SSLCERT_BLOB, &certificate);
      curl_easy_setopt(handle, CURLOPT_SSLKEY_BLOB, &key);
    }
    if (!body.empty()) {
      curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
      curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.data());
    }
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, Append);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &got.body);
    got.code = curl_easy_perform(handle);
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &got.status);
    curl_easy_getinfo(handle, CURLINFO_HTTP_VERSION, &got.version);
    curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &got.connections);
    return got;
  }

  // Also Expect: 100-continue, which curl sends before large bodies.
  void Expect() {
    fields_.reset(curl_slist_append(fields_.release(), "Expect: 100-continue"));
    curl_easy_setopt(handle_.get(), CURLOPT_HTTPHEADER, fields_.get());
  }

 private:
  const uint16_t port_;
  const std::string authority_;
  const TestCredentials credentials_;
  const long version_;
  std::unique_ptr<CURL, CurlFree> handle_;
  std::unique_ptr<curl_slist, CurlFree> fields_;
};

std::unique_ptr<HttpServer> StartEcho(const TestCredentials& identity, const std::string& client_authorities) {
  HttpServerOptions options;
  options.tls = IdentityOf(identity, client_authorities);
  auto started = HttpServer::Start(options, [](const HttpRequest& request, const Respond& respond) {
    HttpResponse response;
    response.status = 201;
    response.body =
        request.method + " " + request.path + " by " + request.certificate.value_or("nobody") + ": " + request.body;
    respond(response);
  });
  REQUIRE(started.ok());
  return *std::move(started);
}

TEST_CASE("libcurl gets its answers, in both versions and over one connection") {
  const TestCa servers("servers"), clients("clients");
  const auto server = StartEcho(servers.Server(), clients.certificate());
  for (const auto& versions :
       {std::pair{CURL_HTTP_VERSION_1_1, CURL_HTTP_VERSION_1_1}, {CURL_HTTP_VERSION_2TLS, CURL_HTTP_VERSION_2_0}}) {
    CAPTURE(versions.first);
    Curl curl(server->port(), servers.certificate(), clients.Client("urn:curl"), versions.first);
    const Got first = curl.Ask("/a");
    CHECK(first.code == CURLE_OK);
    CHECK(first.status == 201);
    CHECK(first.version == versions.second);
    CHECK(first.body == "GET /a by uri:urn:curl: ");
    const std::string large(60'000, 'b');
    const Got second = curl.Ask("/b", large);
    CHECK(second.body == "POST /b by uri:urn:curl: " + large);
    CHECK(second.connections == 0);
    curl.Expect();
    CHECK(curl.Ask("/c", "body").body == "POST /c by uri:urn:curl: body");
    const Got refused = curl.Ask("/d", std::string(100'000, 'b'));
    CHECK(refused.code == CURLE_OK);
    CHECK(refused.status == 413);
  }
}

TEST_CASE("libcurl is refused with a certificate that is not good") {
  const TestCa servers("servers"), clients("clients"), others("others");
  const auto server = StartEcho(servers.Server(), clients.certificate());
  Curl curl(server->port(), servers.certificate(), others.Client("urn:curl"), CURL_HTTP_VERSION_2TLS);
  const Got got = curl.Ask("/");
  CHECK(got.code != CURLE_OK);
  CHECK(got.status == 0);
  Curl anonymous(server->port(), servers.certificate(), {}, CURL_HTTP_VERSION_2TLS);
  CHECK(anonymous.Ask("/").body == "GET / by nobody: ");
}

}  // namespace
}  // namespace hardtack::authority
