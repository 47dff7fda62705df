"""As much of HTTP/1.1 as the harness speaks: a request with its body, and an answer."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

#: The end of a connection where an answer was awaited.
GONE = (asyncio.IncompleteReadError, ConnectionError, TimeoutError)


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    @property
    def host(self) -> str:
        """The first label of the host's name."""
        return self.headers.get("host", "").partition(".")[0]

    def json(self) -> Any:
        return json.loads(self.body)

    def sent_on(self) -> bytes:
        """The same request, on a connection of its own."""
        target = f"{self.path}?{self.query}" if self.query else self.path
        headers = self.headers | {"connection": "close"}
        lines = [
            f"{self.method} {target} HTTP/1.1",
            *(f"{name}: {headers[name]}" for name in headers),
        ]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body


async def read(reader: asyncio.StreamReader) -> Request | None:
    """The next request of a connection; None when there is none."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in _split(lines)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    except GONE:
        return None
    method, target, _ = first.split(" ", 2)
    path, _, query = target.partition("?")
    return Request(method, path, query, headers, body)


async def close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(*GONE):
        await writer.wait_closed()


def _split(lines: list[str]) -> list[tuple[str, str, str]]:
    return [line.partition(":") for line in lines]


def answer(
    body: str | bytes,
    content_type: str = "text/html; charset=utf-8",
    *,
    status: HTTPStatus = HTTPStatus.OK,
    headers: tuple[str, ...] = (),
) -> bytes:
    whole = body.encode() if isinstance(body, str) else body
    lines = [
        f"HTTP/1.1 {status.value} {status.phrase}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(whole)}",
        "Cache-Control: no-store",
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + whole


def json_answer(value: Any, *, headers: tuple[str, ...] = ()) -> bytes:
    return answer(json.dumps(value), "application/json", headers=headers)
