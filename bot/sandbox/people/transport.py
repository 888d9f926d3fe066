"""Requests to the sandbox: its control interface, and REST with a person's token."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import aiohttp

from bot.sandbox.jsontypes import Fields, Payload, as_object


class Refused(Exception):
    """The sandbox refused, as Discord would.

    ``status`` is HTTP's, ``code`` Discord's own, ``errors`` the tree of field
    errors that comes with code 50035.
    """

    def __init__(self, status: int, code: int, message: str, errors: Payload | None = None):
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors or {}
        detail = f" {json.dumps(self.errors)}" if errors else ""
        super().__init__(f"{status} (code {code}): {message}{detail}")


class InteractionFailed(Refused):
    """The application did not answer within three seconds."""

    def __init__(self) -> None:
        super().__init__(0, 0, "This interaction failed")


class Transport:
    """One connection pool to one sandbox; it says who asks with each request."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=10),
        )

    async def close(self) -> None:
        await self._session.close()

    async def control(
        self,
        method: str,
        path: str,
        body: Payload | None = None,
        query: Mapping[str, str | int] | None = None,
    ) -> object:
        """Raises ``Refused``."""
        return await self._request(
            method, f"{self.address}/sandbox{path}", query=query, json_body=body
        )

    async def rest(
        self,
        token: str,
        method: str,
        path: str,
        body: object = None,
        *,
        query: Mapping[str, str | int] | None = None,
        files: Sequence[tuple[str, bytes]] = (),
        reason: str | None = None,
    ) -> object:
        """Raises ``Refused``."""
        headers = {"Authorization": token}
        if reason is not None:
            headers["X-Audit-Log-Reason"] = reason
        url = f"{self.address}/api/v10{path}"
        if not files:
            return await self._request(method, url, headers, query, json_body=body)
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body or {}), content_type="application/json")
        for index, (filename, content) in enumerate(files):
            form.add_field(f"files[{index}]", content, filename=filename)
        return await self._request(method, url, headers, query, form=form)

    async def download(self, url: str) -> bytes:
        async with self._session.get(url) as response:
            content = await response.read()
            if response.status != 200:
                raise Refused(response.status, 0, f"cannot download {url}")
            return content

    async def _request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str | int] | None = None,
        *,
        json_body: object = None,
        form: aiohttp.FormData | None = None,
    ) -> object:
        async with self._session.request(
            method, url, headers=headers, params=query, json=json_body, data=form
        ) as response:
            text = await response.text()
            answer: object = json.loads(text) if text else None
            if response.status < 400:
                return answer
        fields = Fields(as_object(answer)) if isinstance(answer, dict) else Fields()
        errors = fields.object_or_none("errors")
        raise Refused(
            response.status,
            fields.integer("code"),
            fields.text("message"),
            errors.plain() if errors else None,
        )
