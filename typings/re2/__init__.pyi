"""What Greenroom uses of google-re2, which comes without types."""

from collections.abc import Iterator

class error(Exception): ...  # noqa: N801 - its own name

class Options:
    case_sensitive: bool
    log_errors: bool
    max_mem: int

class Match:
    def span(self, group: int = ...) -> tuple[int, int]: ...
    def start(self, group: int = ...) -> int: ...
    def end(self, group: int = ...) -> int: ...

class Expression:
    def search(self, text: str) -> Match | None: ...
    def finditer(self, text: str) -> Iterator[Match]: ...

def compile(pattern: str, options: Options | None = ...) -> Expression: ...  # noqa: A001
