"""The way between the phones and the server, on which a request meets its fate."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from bench.chaos.desk import JAVASCRIPT, Desk
from bench.chaos.fates import Fate, Fates
from bench.chaos.wire import GONE, Request, answer, json_answer, read

STATIC = Path(__file__).parents[2] / "static"
HOST = "127.0.0.1"
LONGEST_ANSWER = 30  # seconds
LOOK_EVERY = 0.05  # seconds
BEFORE_A_COMMIT = "/chaos/meant"

#: What a phone gets that never reaches the server; None is a connection cut.
INSTEAD: dict[Fate, bytes | None] = {
    Fate.DROPPED: None,
    Fate.UNAVAILABLE: answer("Busy", status=HTTPStatus.SERVICE_UNAVAILABLE),
    Fate.PORTAL: answer("<!doctype html><title>Welcome to our Wi-Fi</title>"),
    Fate.PORTAL_JSON: json_answer({"success": True}),
    Fate.SIGN_IN: answer("", status=HTTPStatus.FOUND, headers=("Location: /accounts/login/",)),
}
NOTHING = answer("", status=HTTPStatus.NOT_FOUND)


class Way:
    """`change` alters a module on its way to the phone."""

    def __init__(
        self, desk: Desk, fates: Fates, *, server: int, change: Callable[[str, str], str]
    ) -> None:
        self.desk, self.fates, self.server, self.change = desk, fates, server, change
        #: No phone has a signal.
        self.is_cut = False
        self.unanswered = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await read(reader):
                reply = await self._reply(request)
                if reply is not None:
                    writer.write(reply)
                    await writer.drain()
                if not self._is_harness(request):
                    break
        except (*GONE, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _reply(self, request: Request) -> bytes | None:
        if request.path.startswith("/static/"):
            name = request.path.removeprefix("/static/")
            return answer(self.change(name, (STATIC / name).read_text()), JAVASCRIPT)
        if self._is_harness(request):
            while self.desk.is_held and request.path == BEFORE_A_COMMIT:
                await asyncio.sleep(LOOK_EVERY)
            return self.desk.answer(request)
        if request.path == "/favicon.ico":
            return NOTHING
        return await self._travel(request)

    @staticmethod
    def _is_harness(request: Request) -> bool:
        return request.path.startswith(("/chaos/", "/static/"))

    async def _travel(self, request: Request) -> bytes | None:
        if self.is_cut or self.desk.is_silent(request.host):
            return None
        if self.desk.is_trespassing(request):
            self.desk.ledger.trespasses.append(request.path)
        fate = self.fates.of(request.host)
        if fate in INSTEAD:
            return INSTEAD[fate]
        if fate is Fate.DELAYED:
            await asyncio.sleep(self.fates.delay(request.host))
        reply = await self._asked(request)
        return None if fate is Fate.ANSWER_LOST else reply

    async def _asked(self, request: Request) -> bytes | None:
        """What the server answers, or as much of it as it could before it was killed."""
        try:
            reader, writer = await asyncio.open_connection(HOST, self.server)
            try:
                writer.write(request.sent_on())
                reply = await asyncio.wait_for(reader.read(), LONGEST_ANSWER)
            finally:
                writer.close()
        except GONE:
            reply = b""
        self.unanswered += not reply
        return reply or None
