"""Fetching over real sockets, from a server of our own."""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.domain.errors import SourceForbidden, SourceGone, SourceUnavailable
from bot.sources.web.fetching import AT_ONCE_PER_HOST, LARGEST_BODY, Fetcher
from tests.sources.web.server import Server, web_server


class _Everything(AbstractResolver):
    """Every name is this machine."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=port, family=family, proto=0, flags=0
            )
        ]

    async def close(self) -> None:
        pass


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    async with web_server() as running:
        yield running


@pytest_asyncio.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    made = Fetcher(allow_private=True, time_limit=5)
    yield made
    await made.close()


async def test_what_lies_there_comes_with_what_says_whether_it_changed(
    server: Server, fetcher: Fetcher
) -> None:
    url = server.put("/feed", "news", ETag='"one"', Cache_Control="public, max-age=600")
    first = await fetcher.fetch(url)
    assert (first.body, first.changed, first.max_age) == (b"news", True, 600)
    again = await fetcher.fetch(url, first.validators)
    assert (again.body, again.changed) == (b"", False)
    assert server.asked[1].headers["If-None-Match"] == '"one"'


async def test_a_packed_body_is_unpacked(server: Server, fetcher: Fetcher) -> None:
    url = server.put("/feed", gzip.compress(b"news"), Content_Encoding="gzip")
    assert (await fetcher.fetch(url)).body == b"news"


async def test_a_redirect_is_followed_and_one_for_good_is_told(
    server: Server, fetcher: Fetcher
) -> None:
    new = server.put("/new", "news")
    old = server.put("/old", status=301, Location="/new")
    for_now = server.put("/for-now", status=302, Location="/old")
    assert (await fetcher.fetch(old)).moved_to == new
    found = await fetcher.fetch(for_now)
    assert (found.body, found.url, found.moved_to) == (b"news", new, "")


async def test_what_leads_in_a_circle_or_nowhere_is_given_up(
    server: Server, fetcher: Fetcher
) -> None:
    circle = server.put("/circle", status=302, Location="/circle")
    with pytest.raises(SourceUnavailable, match="from address to address"):
        await fetcher.fetch(circle)
    local = server.put("/local", status=302, Location="file:///etc/passwd")
    with pytest.raises(SourceForbidden, match="no web address"):
        await fetcher.fetch(local)


async def test_a_refusal_is_named_with_how_long_to_wait(server: Server, fetcher: Fetcher) -> None:
    busy = server.put("/busy", status=503, Retry_After="120")
    with pytest.raises(SourceUnavailable, match="503") as failed:
        await fetcher.fetch(busy)
    assert failed.value.retry_after == 120
    with pytest.raises(SourceGone):
        await fetcher.fetch(server.put("/gone", status=410))
    with pytest.raises(SourceUnavailable, match="404"):
        await fetcher.fetch(server.url("/nothing"))


async def test_a_server_that_does_not_answer_in_time_is_given_up(server: Server) -> None:
    fetcher = Fetcher(allow_private=True, time_limit=0.3)

    async def dripping(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b".")
            await asyncio.sleep(0.05)

    server.pages["/drip"] = dripping
    for url in (server.put("/slow", "late", delay=3), server.url("/drip")):
        with pytest.raises(SourceUnavailable, match="did not answer within"):
            await fetcher.fetch(url)
    await fetcher.close()


async def test_an_endless_body_is_cut_off(server: Server, fetcher: Fetcher) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"." * 65_536)
            sent += 65_536

    server.pages["/endless"] = endless
    with pytest.raises(SourceUnavailable, match="larger than 8 MB"):
        await fetcher.fetch(server.url("/endless"))
    bomb = server.put("/bomb", gzip.compress(bytes(LARGEST_BODY * 4)), Content_Encoding="gzip")
    with pytest.raises(SourceUnavailable, match="larger than 8 MB"):
        await fetcher.fetch(bomb)


async def test_a_server_that_is_not_there_is_named(fetcher: Fetcher) -> None:
    with pytest.raises(SourceUnavailable, match=r"127\.0\.0\.1 cannot be reached"):
        await fetcher.fetch("http://127.0.0.1:9/feed")


async def test_a_private_address_is_not_even_asked(server: Server) -> None:
    url = server.put("/feed", "secret")
    fetcher = Fetcher()
    for address in (url, url.replace("127.0.0.1", "localhost")):
        with pytest.raises(SourceForbidden, match="private"):
            await fetcher.fetch(address)
    for host in ("2130706433", "127.1", "0x7f000001"):
        with pytest.raises(SourceUnavailable):
            await fetcher.fetch(url.replace("127.0.0.1", host))
    await fetcher.close()
    assert server.asked == []


async def test_a_public_page_cannot_lead_to_a_private_one(server: Server) -> None:
    """The first step is allowed by its name alone; the second is a private number."""
    server.put("/secret", "secret")
    server.put("/", status=302, Location=server.url("/secret"))

    class Public(Fetcher):
        def _connected(self) -> aiohttp.ClientSession:
            if self._session is None:
                connector = aiohttp.TCPConnector(resolver=_Everything())
                self._session = aiohttp.ClientSession(connector=connector)
            return self._session

    fetcher = Public()
    with pytest.raises(SourceForbidden, match="private"):
        await fetcher.fetch(f"http://news.example:{server.port}/")
    await fetcher.close()
    assert [request.path for request in server.asked] == ["/"]


async def test_one_host_is_asked_no_more_than_two_things_at_a_time(
    server: Server, fetcher: Fetcher
) -> None:
    url = server.put("/feed", "news", delay=0.02)
    await asyncio.gather(*(fetcher.fetch(url) for _ in range(8)))
    assert server.most_at_once == AT_ONCE_PER_HOST
