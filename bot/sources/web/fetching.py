"""Fetching a feed or a page: within limits of size, time and redirects, and only what changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
from yarl import URL

from bot.domain.errors import SourceGone, SourceUnavailable
from bot.domain.feed import Validators
from bot.sources.web.addresses import PublicResolver, require_public_host, web_address

LARGEST_BODY = 8 * 1024 * 1024
"""Bytes, unpacked; the feeds of large newspapers have one or two million."""
TIME_LIMIT = 30.0
"""Seconds for all of it, redirects included."""
MOST_REDIRECTS = 5
AT_ONCE_PER_HOST = 2
AT_ONCE = 16
USER_AGENT = "Greenroom (+https://github.com/greenroom-bot/greenroom)"
ACCEPTED = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "application/json;q=0.9, text/html;q=0.8, */*;q=0.5"
)
LONGEST_WAIT = 24 * 3600.0
"""Seconds that a server can ask to wait; what it asks beyond is not heeded."""
NOTHING_KNOWN = Validators()
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_PART = 64 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lies at an address."""

    url: str
    """Where it was found in the end."""
    body: bytes
    """Unpacked; empty where nothing changed."""
    content_type: str = ""
    """The whole header, charset included."""
    validators: Validators = NOTHING_KNOWN
    changed: bool = True
    """Whether it differs from the version that was asked about."""
    moved_to: str = ""
    """The address to ask from now on, where each redirect on the way said it was for good."""
    max_age: float = 0.0
    """Seconds that the server says it stays as it is; 0 where it says nothing."""


class Fetcher:
    """Fetches for the whole bot; two requests at a time to one host, sixteen in all."""

    def __init__(self, *, allow_private: bool = False, time_limit: float = TIME_LIMIT) -> None:
        """
        Args:
            allow_private: Whether private, loopback and link-local addresses may be fetched.
            time_limit: Seconds for one address.
        """
        self._allow_private = allow_private
        self._time_limit = time_limit
        self._session: aiohttp.ClientSession | None = None
        self._free = asyncio.Semaphore(AT_ONCE)
        self._hosts: dict[str, _Turns] = {}

    async def fetch(self, address: str, known: Validators = NOTHING_KNOWN) -> Fetched:
        """What lies at ``address`` if it changed since ``known``.

        Raises:
            SourceForbidden: the address, or one that it leads to, may not be fetched.
            SourceGone: the server says it is gone for good.
            SourceUnavailable: anything else that was in the way, named in its sentence.
        """
        url = web_address(address)
        try:
            async with self._turn(url.host or ""), asyncio.timeout(self._time_limit):
                return await self._follow(url, known)
        except TimeoutError:
            raise SourceUnavailable(
                "{host} did not answer within {seconds:.0f} s.",
                host=url.host,
                seconds=self._time_limit,
            ) from None

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def _follow(self, url: URL, known: Validators) -> Fetched:
        asked, moved_to, for_good = url, "", True
        for _ in range(MOST_REDIRECTS + 1):
            if not self._allow_private:
                require_public_host(asked)
            async with self._asked(asked, known) as response:
                if response.status not in _REDIRECTS:
                    return await _read(response, moved_to)
                target = response.headers.get("Location", "")
                for_good = for_good and response.status in _FOR_GOOD
            try:
                asked = web_address(str(asked.join(URL(target))))
            except ValueError:
                raise SourceUnavailable(
                    "{host} leads to an address that is none.", host=asked.host
                ) from None
            moved_to = str(asked) if for_good else moved_to
        raise SourceUnavailable(
            "{host} leads from address to address, more than {most} times.",
            host=url.host,
            most=MOST_REDIRECTS,
        )

    @asynccontextmanager
    async def _turn(self, host: str) -> AsyncIterator[None]:
        """Where an address leads to is asked in the turn of its own host."""
        turns = self._hosts.setdefault(host, _Turns())
        turns.wanted += 1
        try:
            async with turns.free, self._free:
                yield
        finally:
            turns.wanted -= 1
            if not turns.wanted:
                del self._hosts[host]

    @asynccontextmanager
    async def _asked(self, url: URL, known: Validators) -> AsyncIterator[aiohttp.ClientResponse]:
        try:
            async with self._connected().get(
                url, headers=_asking(known), allow_redirects=False
            ) as response:
                yield response
        except (aiohttp.ClientError, OSError, ValueError) as failure:
            raise SourceUnavailable(
                "{host} cannot be reached ({failure}).",
                host=url.host,
                failure=type(failure).__name__,
            ) from failure

    def _connected(self) -> aiohttp.ClientSession:
        if self._session is None:
            resolver = None if self._allow_private else PublicResolver()
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    resolver=resolver, limit=AT_ONCE, use_dns_cache=False, force_close=True
                ),
                # Cookies would let one server's feeds know of one another.
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": USER_AGENT, "Accept": ACCEPTED},
                # A proxy from the environment would look names up itself, unseen.
                trust_env=False,
            )
        return self._session


class _Turns:
    """At one host; forgotten when nobody wants one."""

    def __init__(self) -> None:
        self.free = asyncio.Semaphore(AT_ONCE_PER_HOST)
        self.wanted = 0


async def _read(response: aiohttp.ClientResponse, moved_to: str) -> Fetched:
    host = response.url.host
    headers = response.headers
    if response.status == 304:
        return Fetched(
            str(response.url), b"", changed=False, moved_to=moved_to, max_age=_max_age(headers)
        )
    if response.status == 410:
        raise SourceGone("{host} says that this address is gone for good.", host=host)
    if response.status != 200:
        raise SourceUnavailable(
            "{host} answered with status {status}.",
            host=host,
            status=response.status,
            retry_after=_retry_after(headers.get("Retry-After", "")),
        )
    body = bytearray()
    async for part in response.content.iter_chunked(_PART):
        body += part
        if len(body) > LARGEST_BODY:
            raise SourceUnavailable(
                "What lies at {host} is larger than {size} MB.",
                host=host,
                size=LARGEST_BODY // (1024 * 1024),
            )
    return Fetched(
        str(response.url),
        bytes(body),
        content_type=headers.get("Content-Type", ""),
        validators=Validators(headers.get("ETag", ""), headers.get("Last-Modified", "")),
        moved_to=moved_to,
        max_age=_max_age(headers),
    )


def _asking(known: Validators) -> dict[str, str]:
    """The headers that ask whether it changed."""
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in asked.items() if value}


def _max_age(headers: Mapping[str, str]) -> float:
    for part in headers.get("Cache-Control", "").split(","):
        name, _, value = part.strip().partition("=")
        if name.lower() == "max-age" and value.isascii() and value.isdigit():
            return min(float(value), LONGEST_WAIT)
    return 0.0


def _retry_after(value: str) -> float | None:
    """Seconds, from a number of them or from a date."""
    if value.isascii() and value.isdigit():
        return min(float(value), LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return min(max(0.0, (at - datetime.now(UTC)).total_seconds()), LONGEST_WAIT)
