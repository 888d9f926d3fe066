"""Transport compression: one stream for the life of a socket."""

from __future__ import annotations

import importlib
import zlib
from typing import Protocol


class Compressor(Protocol):
    def compress(self, data: bytes) -> bytes:
        """The next part of the stream, flushed so that it can be read at once."""


class _Zlib:
    def __init__(self) -> None:
        self._stream = zlib.compressobj()

    def compress(self, data: bytes) -> bytes:
        return self._stream.compress(data) + self._stream.flush(zlib.Z_SYNC_FLUSH)


class _Zstandard:
    """By the ``zstandard`` package: the one that makes discord.py ask for it."""

    def __init__(self) -> None:
        library = importlib.import_module("zstandard")
        self._stream = library.ZstdCompressor().compressobj()
        self._flush_block = library.COMPRESSOBJ_FLUSH_BLOCK

    def compress(self, data: bytes) -> bytes:
        part: bytes = self._stream.compress(data)
        rest: bytes = self._stream.flush(self._flush_block)
        return part + rest


class _StandardLibraryZstandard:
    """By Python 3.14's own module, which discord.py takes in its absence."""

    def __init__(self) -> None:
        library = importlib.import_module("compression.zstd")
        self._stream = library.ZstdCompressor()
        self._flush_block = library.ZstdCompressor.FLUSH_BLOCK

    def compress(self, data: bytes) -> bytes:
        part: bytes = self._stream.compress(data, self._flush_block)
        return part


def make_compressor(name: str) -> Compressor | None:
    """The compressor of this name; None when there is none of it here."""
    if name == "zlib-stream":
        return _Zlib()
    if name == "zstd-stream":
        for candidate in (_Zstandard, _StandardLibraryZstandard):
            try:
                return candidate()
            except ImportError:
                continue
    return None
