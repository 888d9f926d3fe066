"""``python -m bot.sandbox --port N``: run a sandbox until Ctrl-C.

Prints its address on one line when it is ready.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import sys
from pathlib import Path

from bot.sandbox.server import SandboxConfig, openapi_from_environment, serve


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free port")
    parser.add_argument(
        "--openapi",
        type=Path,
        default=openapi_from_environment(),
        help="Discord's OpenAPI description, to check every REST body against"
        " (default: $GREENROOM_OPENAPI)",
    )
    parser.add_argument(
        "--stop-with-stdin",
        action="store_true",
        help="end when standard input closes, so as not to outlive whoever started it",
    )
    options = parser.parse_args(arguments)
    # Nearly all that is made here lives on; looking for garbage often would cost a third.
    gc.set_threshold(100_000, 50, 50)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    config = SandboxConfig(
        port=options.port, openapi=options.openapi, stop_with_stdin=options.stop_with_stdin
    )
    try:
        asyncio.run(serve(config, on_ready=_announce))
    except (OSError, ValueError) as error:
        print(f"cannot start the sandbox: {error}", file=sys.stderr)
        return 1
    return 0


def _announce(address: str) -> None:
    print(address, flush=True)


if __name__ == "__main__":
    sys.exit(main())
