"""Which addresses may be fetched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import SourceForbidden
from bot.sources.web.addresses import is_public, require_public_host, web_address


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.3.4", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "239.1.2.3",
        "255.255.255.255", "240.0.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a00:1::", "2001:db8::1", "not an address", "",
    ],
)  # fmt: skip
def test_a_private_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8"]
)
def test_a_public_address_is(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_inside_ipv6_as_alone(address: object) -> None:
    if is_public(f"::ffff:{address}"):
        assert is_public(str(address))


def test_a_host_that_is_a_private_number_is_refused() -> None:
    for written in ("http://127.0.0.1/", "http://[::1]:8080/feed", "http://[::ffff:10.0.0.1]/"):
        with pytest.raises(SourceForbidden, match="private"):
            require_public_host(web_address(written))
    require_public_host(web_address("https://news.example/feed"))


def test_an_address_is_read_as_people_write_it() -> None:
    assert str(web_address(" news.example/feed.xml ")) == "https://news.example/feed.xml"
    assert str(web_address("http://news.example/feed#top")) == "http://news.example/feed"


@pytest.mark.parametrize(
    "written",
    ["", "ftp://news.example/feed", "file:///etc/passwd", "https://", "gopher://a", "http://[::1",
     "https://news.example/" + "a" * 2_000],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(SourceForbidden, match="Write one such as"):
        web_address(written)


def test_an_address_with_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(SourceForbidden) as refused:
        web_address("https://editor:hunter2@news.example/feed")
    assert "hunter2" not in str(refused.value)
