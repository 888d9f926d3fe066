"""Cutting connections, the two ways they break."""

from __future__ import annotations

import socket
import struct

from aiohttp import web


def drop_connection(request: web.BaseRequest) -> None:
    """End the connection without an answer: the client sees that the server hung up."""
    if request.transport is not None:
        request.transport.abort()


def reset_connection(request: web.BaseRequest) -> None:
    """Break the connection with a TCP reset: the client sees ECONNRESET."""
    transport = request.transport
    if transport is None:
        return
    plain = transport.get_extra_info("socket")
    if plain is not None:
        linger_not = struct.pack("ii", 1, 0)
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_not)
    transport.abort()
