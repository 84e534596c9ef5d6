# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""What must hold of an authority behind the proxies of examples/deploy, and of its systemd unit."""

import contextlib
import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
import unittest
from pathlib import Path

from authority import openssl
from proxies import example

_HERE = Path(__file__).resolve().parent
_PATIENCE_SECONDS = 20
_OPEN = ("/.well-known/biscuit-web-keys", "/healthz")
_HIDDEN = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
_CHUNK = f"{len(_HIDDEN):x}\r\n{_HIDDEN}\r\n0\r\n\r\n"

# Requests over HTTP/1.1 that two servers may read in two ways: one sees the hidden request, the other does not.
_TWO_READINGS = {
    "length and chunks": f"Content-Length: {len(_HIDDEN) + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{_HIDDEN}",
    "chunks and length": f"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n{_CHUNK}",
    "two lengths": f"Content-Length: 0\r\nContent-Length: {len(_HIDDEN)}\r\n\r\n{_HIDDEN}",
    "a list of lengths": f"Content-Length: 0, {len(_HIDDEN)}\r\n\r\n{_HIDDEN}",
    "a length with a sign": f"Content-Length: +{len(_HIDDEN)}\r\n\r\n{_HIDDEN}",
    "a space before the colon": f"Content-Length : {len(_HIDDEN)}\r\n\r\n{_HIDDEN}",
    "another coding": f"Transfer-Encoding: xchunked\r\n\r\n{_CHUNK}",
    "chunks twice": f"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n{_CHUNK}",
    "a vertical tab before chunked": f"Transfer-Encoding: \x0bchunked\r\n\r\n{_CHUNK}",
    "a folded field": f"X: a\r\n Content-Length: {len(_HIDDEN)}\r\n\r\n{_HIDDEN}",
    "bare line feeds": f"X: a\nContent-Length: {len(_HIDDEN)}\n\n{_HIDDEN}",
    "an extension of a chunk": f"Transfer-Encoding: chunked\r\n\r\n1;\nxx\r\nx\r\n{_CHUNK}",
    "a chunk that is too long": f"Transfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n{_HIDDEN}",
    "chunks in HTTP/1.0": f"Transfer-Encoding: chunked\r\n\r\n{_CHUNK}",
}

# The same over HTTP/2 and HTTP/3: fields to add or to put in place of those that are good.
_TWO_READINGS_OF_HEADS = {
    "chunks": {"transfer-encoding": "chunked"},
    "a length": {"content-length": "50"},
    "a connection's field": {"connection": "keep-alive, x"},
    "a field that ends in a request": {"x": r"a\r\n\r\n" + _HIDDEN.replace("\r\n", r"\r\n")},
    "a name that ends in a field": {"x: a\r\ntransfer-encoding": "chunked"},
    "a path that ends in a request": {":path": r"/healthz HTTP/1.1\r\nhost: localhost\r\n\r\nGET /smuggled"},
    "a path with a line feed": {":path": r"/healthz\nGET /smuggled"},
    "a method that is a request": {":method": r"GET /smuggled HTTP/1.1\r\nhost: localhost\r\n\r\nGET"},
    "an authority that ends in a request": {":authority": r"localhost\r\n\r\nGET /smuggled HTTP/1.1\r\nx: x"},
}

# Targets that are not open, in every dress.
_CLOSED = ("/", "/metrics", "/readyz", "/v1/bans", "//metrics", "/healthz/../metrics", "/.well-known/../metrics",
           "/.well-known/biscuit-web-keys/../../metrics", "/healthz%2f..%2fmetrics", "/%2e%2e/metrics",
           "/healthz/%2e%2e/readyz", "/metrics/../healthz", "/readyz?/healthz", "/HEALTHZ", "/healthz/", "/healthz%00",
           "/healthz;/metrics",
           "/healthz\\..\\metrics", "https://localhost/metrics", "https://localhost/healthz/../readyz")


def _trust(authority, certificate=None):
    context = ssl.create_default_context(cafile=authority.folder / "ca.crt")
    if certificate is not None:
        context.load_cert_chain(authority.folder / f"{certificate}.crt", authority.folder / f"{certificate}.key")
    return context


def _connect(authority, port, certificate=None):
    plain = socket.create_connection(("127.0.0.1", port), _PATIENCE_SECONDS)
    return _trust(authority, certificate).wrap_socket(plain, server_hostname="localhost")


class Deployed(unittest.TestCase):
    authority = None  # authority.Authority, running, before the first test
    command = None

    def setUp(self):
        self._mark = len(self._requests())

    def seen(self):
        """What the authority was asked since the test began."""
        return self._requests()[self._mark:]

    def _requests(self):
        lines = (json.loads(line) for line in self.authority.log().splitlines() if line.startswith("{"))
        return [line for line in lines if line["event"] == "request"]

    def hardtack(self, *arguments):
        environment = dict(os.environ, HARDTACK_HOME=str(self.authority.folder.parent / "home"), NO_COLOR="1")
        return subprocess.run([self.command, *arguments], check=False, capture_output=True, text=True, env=environment)

    def answer(self, port, method, path, body=None, fields=None, certificate=None):
        """Status, fields, and body of a request over HTTP/1.1."""
        connection = http.client.HTTPSConnection("localhost", port, timeout=_PATIENCE_SECONDS,
                                                 context=_trust(self.authority, certificate))
        with contextlib.closing(connection):
            connection.request(method, path, body, fields or {})
            response = connection.getresponse()
            return response.status, response.headers, response.read().decode()


class BehindAProxy:
    """A proxy that ends TLS in front of the public listener."""

    proxy = None
    python = None  # with the packages of requirements.txt; None: they cannot be had
    versions = ()  # of HTTP, beside 1.1
    too_large = 431  # what comes of a head that is larger than the authority takes

    def other_http(self, version, fields):
        head = {":method": "GET", ":scheme": "https", ":authority": "localhost", ":path": "/healthz"} | fields
        result = subprocess.run(
            [self.python, _HERE / "http_clients.py", version, self.authority.folder / "ca.crt", str(self.proxy.port),
             *(f"{name}={value}" for name, value in head.items())], check=False, capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def needs_python(self):
        if self.python is None:
            self.skipTest("the packages of requirements.txt cannot be had")

    def raw(self, text):
        """All that comes back, until the proxy closes or says nothing more."""
        received = b""
        with _connect(self.authority, self.proxy.port) as stream:
            stream.sendall(text.encode("latin-1"))
            stream.settimeout(1)
            with contextlib.suppress(OSError):
                while more := stream.recv(65536):
                    received += more
        return received.decode("latin-1")

    def assert_in_step(self):
        """Answers still belong to their questions."""
        for _ in range(4):
            self.assertIn('"key_bytes"', self.answer(self.proxy.port, "GET", _OPEN[0])[2])
            self.assertEqual(json.loads(self.answer(self.proxy.port, "GET", _OPEN[1])[2]), {"status": "ok"})

    def test_keys_and_health_are_those_of_the_authority(self):
        for path in _OPEN:
            status, _, body = self.answer(self.proxy.port, "GET", path)
            self.assertEqual((status, body), (200, self.answer(self.authority.public_port, "GET", path)[2]))
        self.assertEqual([request["path"] for request in self.seen()], [path for path in _OPEN for _ in "12"])

    def test_other_versions_of_http(self):
        self.needs_python()
        keys = self.answer(self.authority.public_port, "GET", _OPEN[0])[2]
        for version in self.versions:
            with self.subTest(version=version):
                self.assertEqual(self.other_http(version, {":path": _OPEN[0]}).strip(), f"200\n{keys}".strip())
                self.assertTrue(self.other_http(version, {":path": "/metrics"}).startswith("404\n"))
        self.assertEqual({request["path"] for request in self.seen()}, {_OPEN[0]})

    def test_nothing_else_is_open(self):
        for target in _CLOSED:
            with self.subTest(target=target):
                answer = self.raw(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                self.assertNotIn("hardtack_requests_total", answer)
                self.assertNotIn("ready", answer)
        for request in self.seen():
            self.assertTrue(request["path"] in _OPEN or request["status"] == "404", request)

    def test_a_client_certificate_does_not_pass(self):
        self.answer(self.proxy.port, "GET", "/healthz", certificate="alice")
        self.assertEqual([request["certificate"] for request in self.seen()], [""])

    def test_an_address_that_a_client_makes_up_is_not_believed(self):
        for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
            self.answer(self.proxy.port, "GET", "/healthz", fields={name: "for=203.0.113.9"})
        self.assertEqual({request["address"] for request in self.seen()}, {"127.0.0.1"})
        self.assertEqual(len(self.seen()), 3)

    def test_the_bound_on_heads_holds(self):
        fields = {f"X-{number}": "x" * 4000 for number in range(5)}
        self.assertEqual(self.answer(self.proxy.port, "GET", "/healthz", fields=fields)[0], self.too_large)
        self.assert_in_step()

    def test_the_bound_on_bodies_holds(self):
        self.assertEqual(self.answer(self.proxy.port, "GET", "/healthz", body="x" * 65537)[0], 413)
        self.assert_in_step()

    def test_no_request_is_smuggled(self):
        for name, rest in _TWO_READINGS.items():
            with self.subTest(shape=name):
                version = "1.0" if name.endswith("1.0") else "1.1"
                self.raw(f"GET /healthz HTTP/{version}\r\nHost: localhost\r\n{rest}")
                self.assert_in_step()
        self.assertEqual({request["path"] for request in self.seen()}, set(_OPEN))

    def test_no_request_is_smuggled_by_other_versions_of_http(self):
        self.needs_python()
        for version in self.versions:
            for name, fields in _TWO_READINGS_OF_HEADS.items():
                with self.subTest(version=version, shape=name):
                    self.other_http(version, fields)
                    self.assert_in_step()
        self.assertEqual({request["path"] for request in self.seen()}, set(_OPEN))

    def test_without_the_authority_it_says_so_and_goes_on_with_it(self):
        self.authority.stop()
        try:
            self.assertEqual(self.answer(self.proxy.port, "GET", "/healthz")[0], 502)
        finally:
            self.authority.start()
        self.assert_in_step()

    def test_whoever_is_not_the_authority_is_told_nothing(self):
        self.authority.stop()
        try:
            with impostor(self.authority) as heard:
                self.assertEqual(self.answer(self.proxy.port, "GET", "/healthz")[0], 502)
            self.assertEqual(heard, [])
        finally:
            self.authority.start()
        self.assert_in_step()


@contextlib.contextmanager
def impostor(authority):
    """Listens in the authority's place with a certificate of its own; yields what it hears."""
    folder = authority.folder.parent
    openssl(["req", "-x509", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-newkey", "ec",
             "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-days", "2", "-keyout", "impostor.key", "-out",
             "impostor.crt"], cwd=folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "impostor.crt", folder / "impostor.key")
    heard = []

    def listen(listener):
        with contextlib.suppress(OSError):
            while True:
                plain, _ = listener.accept()
                with contextlib.suppress(OSError), context.wrap_socket(plain, server_side=True) as stream:
                    if received := stream.recv(65536):
                        heard.append(received)

    with socket.create_server(("127.0.0.1", authority.public_port)) as listener:
        thread = threading.Thread(target=listen, args=[listener])
        thread.start()
        yield heard
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()


class Nginx(BehindAProxy, Deployed):
    versions = ("2",)


class NginxStream(Deployed):
    """The API, passed on as it comes."""

    proxy = None

    def setUp(self):
        super().setUp()
        self.at = ["--server", "localhost", "--port", str(self.proxy.stream_port)]

    def authenticate(self):
        folder = self.authority.folder
        result = self.hardtack("identity", "authenticate", *self.at, "--cert", folder / "alice.crt", "--key",
                               folder / "alice.key", "--ca", folder / "ca.crt", "--save-as", "alice")
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_a_client_certificate_passes(self):
        self.authenticate()
        self.assertIn("uri:urn:hessra:alice", [request["certificate"] for request in self.seen()])

    def test_a_certificate_of_another_ca_does_not(self):
        folder = self.authority.folder
        openssl(["req", "-x509", "-subj", "/CN=alice", "-addext", "subjectAltName=URI:urn:hessra:alice", "-newkey",
                 "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-days", "2", "-keyout", "foreign.key",
                 "-out", "foreign.crt"], cwd=folder)
        with self.assertRaises((ssl.SSLError, ConnectionResetError, http.client.RemoteDisconnected)):
            self.answer(self.proxy.stream_port, "GET", "/healthz", certificate="foreign")
        self.assertEqual(self.seen(), [])

    def test_a_bearer_passes_without_a_certificate(self):
        self.authenticate()
        result = self.hardtack("authorize", "request", *self.at, "-i", "alice", "--resource", "database", "--operation",
                               "read")
        self.assertEqual(result.returncode, 0, result.stderr)
        last = self.seen()[-1]
        self.assertEqual((last["path"], last["status"], last["certificate"]), ("/request_token", "201", ""))

    def test_whoever_has_neither_is_told_so_by_the_authority(self):
        status, fields, _ = self.answer(self.proxy.stream_port, "POST", "/request_identity_token", "{}",
                                        {"Content-Type": "application/json"})
        self.assertEqual((status, fields["Server"]), (401, "hardtack"))

    def test_one_client_has_a_hundred_connections_at_most(self):
        with contextlib.ExitStack() as held:
            for _ in range(100):
                held.enter_context(_connect(self.authority, self.proxy.stream_port))
            with self.assertRaises((ssl.SSLError, OSError)):
                _connect(self.authority, self.proxy.stream_port)
        # A place is free again once the proxy has seen one of them go.
        end = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                self.assertEqual(self.answer(self.proxy.stream_port, "GET", "/healthz")[0], 200)
                return
        self.fail("no connection is let in any more")


class Caddy(BehindAProxy, Deployed):
    versions = ("2", "3")
    too_large = 502  # over HTTP/2 the authority says beforehand what it takes, and Caddy does not ask

    def test_clients_are_told_of_http3(self):
        _, fields, _ = self.answer(self.proxy.port, "GET", "/healthz")
        self.assertIn(f'h3=":{self.proxy.port}"', fields["Alt-Svc"])


class SystemdUnit(Deployed):
    """By systemd's own reading of it; nothing is started."""

    def setUp(self):
        super().setUp()
        folder = self.authority.folder.parent
        self.unit = folder / "hardtack.service"
        self.unit.write_text(example("hardtack.service", {"/usr/bin/hardtack serve": f"{self.command} serve"}),
                             encoding="utf-8")

    def analyze(self, *arguments):
        result = subprocess.run([shutil.which("systemd-analyze"), *arguments, self.unit], check=False,
                                capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        return result.stderr

    def test_it_has_no_fault(self):
        self.assertEqual(self.analyze("verify"), "")

    def test_it_is_exposed_to_no_more_than_a_network_server_has_to_be(self):
        # Tenths; what is left is the network, AF_UNIX for the system log, and the machine's own files to read.
        self.analyze("security", "--offline=true", "--no-pager", "--threshold=12")
