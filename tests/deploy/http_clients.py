# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""One request over HTTP/2 or HTTP/3, sent as it is given, however odd.

    http_clients.py 2|3 CA PORT HEAD...

HEAD are the fields in turn, NAME=VALUE each, where Python's escapes stand for odd characters. Writes the status, then
what came. Where the stream or the connection was ended instead, writes "ended".
"""

import asyncio
import socket
import ssl
import sys

import h2.config
import h2.connection
import h2.events
import h2.exceptions
from aioquic.asyncio.protocol import QuicConnectionProtocol
from aioquic.h3 import events as h3_events
from aioquic.h3.connection import H3_ALPN, H3Connection
from aioquic.quic import events as quic_events
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.connection import QuicConnection

_PATIENCE_SECONDS = 20


def _answer(headers, body):
    status = next(value.decode() for name, value in headers if name == b":status")
    return f"{status}\n{body.decode()}"


def over_http2(ca, port, head):
    context = ssl.create_default_context(cafile=ca)
    context.set_alpn_protocols(["h2"])
    headers, body = [], b""
    with socket.create_connection(("127.0.0.1", port), _PATIENCE_SECONDS) as plain, \
            context.wrap_socket(plain, server_hostname="localhost") as stream:
        if stream.selected_alpn_protocol() != "h2":
            raise SystemExit("the server does not speak HTTP/2")
        # What is odd is to go out as it is.
        http = h2.connection.H2Connection(h2.config.H2Configuration(
            header_encoding=None, validate_outbound_headers=False, normalize_outbound_headers=False))
        http.initiate_connection()
        http.send_headers(1, head, end_stream=True)
        stream.sendall(http.data_to_send())
        while received := stream.recv(65536):
            for event in http.receive_data(received):
                if isinstance(event, h2.events.ResponseReceived):
                    headers = event.headers
                elif isinstance(event, h2.events.DataReceived):
                    body += event.data
                elif isinstance(event, h2.events.StreamEnded):
                    return _answer(headers, body)
                elif isinstance(event, (h2.events.StreamReset, h2.events.ConnectionTerminated)):
                    return "ended"
            stream.sendall(http.data_to_send())
    return "ended"


class _Http3(QuicConnectionProtocol):
    def __init__(self, connection):
        super().__init__(connection)
        self._http = H3Connection(self._quic)
        self._headers, self._body = [], b""
        self.answer = asyncio.get_running_loop().create_future()

    def ask(self, head):
        self._http.send_headers(self._quic.get_next_available_stream_id(), head, end_stream=True)
        self.transmit()

    def quic_event_received(self, event):
        if isinstance(event, (quic_events.StreamReset, quic_events.ConnectionTerminated)):
            self._end("ended")
        for received in self._http.handle_event(event):
            if isinstance(received, h3_events.HeadersReceived):
                self._headers = received.headers
            elif isinstance(received, h3_events.DataReceived):
                self._body += received.data
            if getattr(received, "stream_ended", False):
                self._end(_answer(self._headers, self._body))

    def _end(self, answer):
        if not self.answer.done():
            self.answer.set_result(answer)


async def over_http3(ca, port, head):
    configuration = QuicConfiguration(is_client=True, alpn_protocols=H3_ALPN, server_name="localhost", cafile=ca)
    _, protocol = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: _Http3(QuicConnection(configuration=configuration)), local_addr=("127.0.0.1", 0))
    protocol.connect(("127.0.0.1", port))
    await asyncio.wait_for(protocol.wait_connected(), _PATIENCE_SECONDS)
    protocol.ask(head)
    answer = await asyncio.wait_for(protocol.answer, _PATIENCE_SECONDS)
    protocol.close()
    return answer


def main():
    version, ca, port, *fields = sys.argv[1:]
    head = []
    for field in fields:
        name, _, value = field.partition("=")
        head.append((name.encode(), value.encode().decode("unicode_escape").encode("latin-1")))
    if version == "2":
        print(over_http2(ca, int(port), head))
    else:
        print(asyncio.run(over_http3(ca, int(port), head)))


main()
