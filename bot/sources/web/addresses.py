"""Which addresses may be fetched.

Moderators name feeds and pages, and those name others by redirects. None of them may make the bot
look into the network that it runs in: cloud metadata, a router, a database.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from bot.domain.errors import SourceForbidden

SCHEMES = frozenset({"http", "https"})
LONGEST_ADDRESS = 2_000
_PREFIXED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
"""An IPv4 address is in their last 32 bits. Source: RFC 6052 and RFC 8215."""


def web_address(written: str) -> URL:
    """The address that somebody wrote; ``https://`` is added where no scheme stands.

    Raises:
        SourceForbidden: it is no web address, or carries a name and a password.
    """
    text = written.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        url = URL(text)
        host = url.host
    except ValueError:
        host = None
    if host is None or url.scheme not in SCHEMES or len(text) > LONGEST_ADDRESS:
        raise SourceForbidden(
            "“{address}” is no web address. Write one such as https://news.example/feed.xml.",
            address=text[:100],
        )
    if url.user is not None or url.password is not None:
        raise SourceForbidden(
            "The address carries a name or a password. Everybody who sees the feed would see it; "
            "write the address without."
        )
    return url.with_fragment(None)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet; IPv4 inside IPv6 is looked at too."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return found.is_global and not found.is_multicast and all(map(is_public, _inside(found)))


def _inside(address: IPv4Address | IPv6Address) -> list[str]:
    """IPv4 addresses that a router on the way makes of an IPv6 address."""
    if isinstance(address, IPv4Address):
        return []
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _PREFIXED):
        inner.append(IPv4Address(int(address) & 0xFFFF_FFFF))
    return [str(one) for one in inner if one is not None]


def require_public_host(url: URL) -> None:
    """Refuse an address that names a private machine by its number.

    Such a host is not looked up, so `PublicResolver` does not see it.

    Raises:
        SourceForbidden: it is private.
    """
    host = url.host or ""
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return
    if not is_public(host):
        raise _private(host)


class PublicResolver(AbstractResolver):
    """Looks names up and keeps public addresses alone.

    The connection is made to exactly what was looked at: a name that means something else a moment
    later gains nothing.
    """

    def __init__(self) -> None:
        self._resolver = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        public = [one for one in found if is_public(one["host"])]
        if not public:
            raise _private(host)
        return public

    async def close(self) -> None:
        await self._resolver.close()


def _private(host: str) -> SourceForbidden:
    return SourceForbidden(
        "{host} is not on the public Internet, and Greenroom fetches nothing from private "
        "networks. FETCH_PRIVATE_ADDRESSES=yes allows it.",
        host=host,
    )
