"""One run: the phones at work, faults and blows all the while, an outage, and then the recovery."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from bench.chaos.blows import KILLS, Blow, Victim
from bench.chaos.cast import Cast
from bench.chaos.desk import Desk
from bench.chaos.machines import DOMAIN, Browser, Machine, Postgres, Server, free_port
from bench.chaos.way import HOST, Way

PHONES_A_BROWSER = 10
#: At this share of the work every phone loses its signal, until the rest is done or for so long.
CUT_AT = 0.9
LONGEST_CUT = 150  # seconds
LONGEST_STILLNESS = 90  # seconds without a set
SECONDS_TO_SHOW = 30


@dataclass
class Figures:
    kills: dict[Victim, int] = field(default_factory=dict)
    running: int = 0
    waited: int = 0
    drained_in: float | None = None
    took: float = 0


class Drill:
    """`count` says how many reports of sets the database has; `patience` is for the drain."""

    def __init__(
        self,
        cast: Cast,
        desk: Desk,
        way: Way,
        *,
        count: Callable[[], int],
        var: Path,
        seed: int,
        patience: int,
    ) -> None:
        self.cast, self.desk, self.way, self._count = cast, desk, way, count
        self._patience = patience
        self.figures = Figures()
        self._draws = Random(f"{seed} drill")  # noqa: S311
        self._port = free_port()
        self._server, self._postgres = Server(var, port=way.server), Postgres(var)
        self._browsers = [*self._shared_out(var)]

    async def run(self, blows: list[Blow]) -> None:
        began = time.monotonic()
        async with AsyncExitStack() as stack:
            gate = await asyncio.start_server(self.way.serve, HOST, self._port)
            stack.push_async_callback(_closed, gate)
            for machine in (self._server, *self._browsers):
                stack.callback(machine.end)
                await machine.start()
            async with asyncio.TaskGroup() as struck:
                for victim in KILLS:
                    struck.create_task(self._strike([b for b in blows if b.victim == victim]))
            await self._cut()
            await self._recover()
        self.figures.took = time.monotonic() - began

    async def _strike(self, blows: list[Blow]) -> None:
        for blow in blows:
            await self._until(partial(self._has_done, blow.after))
            self.desk.due.append(blow.after)
            victim = await self._victim(blow.victim)
            victim.end()
            await asyncio.sleep(blow.away)
            await victim.start()
            self.desk.due.remove(blow.after)
            self.figures.kills[blow.victim] = self.figures.kills.get(blow.victim, 0) + 1

    async def _victim(self, kind: Victim) -> Machine | Postgres:
        if kind != "browser":
            return self._server if kind == "server" else self._postgres
        browser = self._draws.choice(self._browsers)
        standings = [self.desk.standings[phone] for phone in browser.phones]
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_TO_SHOW):
                while not all(one.is_seen for one in standings):
                    await asyncio.sleep(0.1)
        for one in standings:
            one.is_seen = False
        return browser

    async def _cut(self) -> None:
        """The network is gone for the last of the work, so that much waits when it is back."""
        await self._until(partial(self._has_done, int(CUT_AT * self.cast.sets)))
        self.way.is_cut = True
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_CUT):
                await self._until(lambda: not self.desk.running)

    async def _recover(self) -> None:
        began = time.monotonic()
        there = await asyncio.to_thread(self._count)
        self.figures.running = len(self.desk.running)
        self.figures.waited = len([*self.desk.ledger.kept_to("events")]) - there
        self.way.is_cut, self.way.fates.share = False, 0
        while time.monotonic() < began + self._patience:
            if self.desk.is_drained:
                self.figures.drained_in = time.monotonic() - began
                return
            await asyncio.sleep(0.1)

    def _has_done(self, sets: int) -> bool:
        return self.desk.ledger.sets >= sets

    async def _until(self, is_so: Callable[[], bool]) -> None:
        """Wait as long as the work goes on at all."""
        sets, since = -1, 0.0
        while not is_so():
            if self.desk.ledger.sets != sets:
                sets, since = self.desk.ledger.sets, time.monotonic()
            if time.monotonic() > since + LONGEST_STILLNESS:
                return
            await asyncio.sleep(0.05)

    def _shared_out(self, var: Path) -> Iterator[Browser]:
        names = [phone.name for phone in self.cast.phones]
        browsers = math.ceil(len(names) / PHONES_A_BROWSER)
        for number in range(browsers):
            name, phones = f"browser-{number}", names[number::browsers]
            self.desk.origins[name] = [f"http://{one}.{DOMAIN}:{self._port}" for one in phones]
            yield Browser(var, name, phones, port=self._port)


async def _closed(gate: asyncio.Server) -> None:
    gate.close()
