import asyncio
from collections import Counter
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bench.chaos.cast import cast
from bench.chaos.desk import Desk
from bench.chaos.fates import FAULTS, Fate, Fates
from bench.chaos.ledger import Ledger
from bench.chaos.mutants import MUTANTS, MutationRefused, unchanged
from bench.chaos.way import HOST, STATIC, Way
from bench.chaos.wire import answer, close

POST = (
    b"POST /api/v1/sessions/one/events/ HTTP/1.1\r\nHost: phone-00.chaos.localhost\r\n"
    b"Content-Length: 2\r\n\r\n{}"
)


def test_three_requests_in_ten_meet_a_fault_each_as_often_as_the_others():
    fates = Fates(5)
    drawn = Counter(fates.of("phone-00") for _ in range(20_000))

    assert fates.faulted == pytest.approx(0.3, abs=0.01)
    for group in FAULTS:
        assert sum(drawn[fate] for fate in group) / 20_000 == pytest.approx(0.05, abs=0.006)


def test_a_phones_fates_hang_on_the_seed_and_not_on_other_phones():
    alone, among = Fates(5), Fates(5)
    sequence = []
    for _ in range(50):
        among.of("phone-01")
        sequence.append(among.of("phone-00"))

    assert sequence == [alone.of("phone-00") for _ in range(50)]
    assert sequence != [Fates(6).of("phone-00") for _ in range(50)]


class Fated(Fates):
    """Every request meets the same fate."""

    def __init__(self, fate: Fate) -> None:
        super().__init__(0)
        self.fate = fate

    def of(self, phone: str) -> Fate:
        return self.fate

    def delay(self, phone: str) -> float:
        return 0


async def sent(fate: Fate, *, is_cut: bool = False) -> tuple[bytes, list[bytes]]:
    """What the phone hears of one request, and what the server has heard."""
    heard: list[bytes] = []

    async def server(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"{}"))
        writer.write(answer("kept"))
        await close(writer)

    async with await asyncio.start_server(server, HOST, 0) as behind:
        desk = Desk(cast(phones=4, sets=80), {}, Ledger(), pace=0)
        way = Way(desk, Fated(fate), server=port_of(behind), change=unchanged)
        way.is_cut = is_cut
        async with await asyncio.start_server(way.serve, HOST, 0) as before:
            reader, writer = await asyncio.open_connection(HOST, port_of(before))
            writer.write(POST)
            told = await reader.read()
            await close(writer)
            await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})
    return told, heard


def run(coroutine: Coroutine[Any, Any, tuple[bytes, list[bytes]]]) -> tuple[bytes, list[bytes]]:
    """In a thread of its own: Playwright may keep a loop running in that of the tests."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def port_of(server: asyncio.Server) -> Any:
    return server.sockets[0].getsockname()[1]


@pytest.mark.parametrize(
    ("fate", "told", "is_asked"),
    [
        (Fate.PASSED, b"HTTP/1.1 200 OK", True),
        (Fate.DELAYED, b"HTTP/1.1 200 OK", True),
        (Fate.ANSWER_LOST, b"", True),
        (Fate.DROPPED, b"", False),
        (Fate.UNAVAILABLE, b"HTTP/1.1 503 Service Unavailable", False),
        (Fate.PORTAL, b"HTTP/1.1 200 OK", False),
        (Fate.PORTAL_JSON, b"HTTP/1.1 200 OK", False),
        (Fate.SIGN_IN, b"HTTP/1.1 302 Found", False),
    ],
)
def test_each_fate_is_what_its_name_says(fate, told, is_asked):
    answered, heard = run(sent(fate))

    assert answered.partition(b"\r\n")[0] == told
    assert [request.partition(b"\r\n")[0] for request in heard] == (
        [b"POST /api/v1/sessions/one/events/ HTTP/1.1"] if is_asked else []
    )


def test_without_a_signal_nothing_reaches_the_server():
    assert run(sent(Fate.PASSED, is_cut=True)) == (b"", [])


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_each_wrong_client_is_made_of_the_product_as_it_is(mutant):
    for module in {module for module, *_ in mutant.changes}:
        own = (STATIC / module).read_text()

        assert mutant.change(module, own) != own
        with pytest.raises(MutationRefused, match="stands not once"):
            mutant.change(module, "another product")
    assert mutant.change("js/offline/uuid7.js", "as it is") == "as it is"
