"""The harness's own addresses: what a phone is to do, and where it tells what it has kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.chaos.cast import Cast, Phone, Session
from bench.chaos.ledger import Ledger, Report
from bench.chaos.wire import Request, answer, json_answer

PAGE = Path(__file__).parent / "page"
#: The work goes on for so much of it while a blow is due.
SLACK = 0.02
JAVASCRIPT = "text/javascript; charset=utf-8"


@dataclass(frozen=True)
class Enrolment:
    """A patient as the phone knows them: the id, the cookies of a sign-in, a document a session."""

    id: str
    cookies: tuple[str, ...]
    documents: Mapping[Session, dict[str, Any]]


@dataclass
class Standing:
    """How a phone stands: whose turn it is, and how many reports wait by the patients' ids."""

    phone: Phone
    turn: int = 0
    is_called: bool = False
    waiting: dict[str, int] = field(default_factory=dict)
    is_seen: bool = False

    def take_turn(self) -> None:
        """Whoever was called signs in, with the next page."""
        self.turn += self.is_called
        self.is_called = False

    @property
    def last_turn(self) -> int:
        return len(self.phone.turns) if self.phone.is_shared else 0

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Those of whoever is signed in; after the last, the first is back."""
        return self.phone.turns[self.turn % len(self.phone.turns)]

    @property
    def patient(self) -> str:
        return self.sessions[0].patient


class Desk:
    def __init__(
        self, cast: Cast, enrolments: Mapping[str, Enrolment], ledger: Ledger, *, pace: int
    ) -> None:
        self.cast, self.enrolments, self.ledger, self.pace = cast, enrolments, ledger, pace
        self.standings = {phone.name: Standing(phone) for phone in cast.phones}
        #: How many reports of one patient stayed on a phone while another was signed in.
        self.stayed = 0
        #: After how many sets each blow was due that has not fallen yet.
        self.due: list[int] = []
        self.origins: dict[str, list[str]] = {}
        self._answers: dict[str, Callable[[Standing, Any], Any]] = {
            "job": self._job,
            "meant": lambda one, reports: self.ledger.mean(self._reports(one, reports)),
            "kept": lambda one, reports: self.ledger.keep(self._reports(one, reports)),
            "over": self._over,
            "waiting": self._waiting,
            "mishap": self._mishap,
        }

    def answer(self, request: Request) -> bytes:
        what = request.path.removeprefix("/chaos/")
        if request.host in self.origins:
            return self._of_browser(request.host, what)
        if what.startswith("page/"):
            return _module(what)
        if what.startswith("nobody/"):
            return _page("nobody.html")
        one = self.standings[request.host]
        if what.startswith("phone/"):
            one.take_turn()
            cookies = self.enrolments[one.patient].cookies
            return _page("phone.html", *cookies)
        one.is_seen = True
        return json_answer(self._answers[what](one, request.json()))

    def _of_browser(self, name: str, what: str) -> bytes:
        if what == "phones":
            return json_answer({"origins": self.origins[name]})
        return _module(what) if what.startswith("page/") else _page("browser.html")

    @property
    def is_held(self) -> bool:
        """Whether every hand rests, so that a blow that is due falls in the midst of work."""
        return any(self.ledger.sets > after + SLACK * self.cast.sets for after in self.due)

    def is_silent(self, phone: str) -> bool:
        """The first of two patients has no signal at last, so that something of theirs waits."""
        one = self.standings[phone]
        begun = (one.phone.name, one.phone.sessions[0]) in self.ledger.closed
        return one.phone.is_shared and one.turn == 0 and begun

    def is_trespassing(self, request: Request) -> bool:
        """Whether a phone sends what somebody else than the one signed in has reported."""
        parts = request.path.split("/")
        begun = next((self.ledger.meant[one] for one in parts if one in self.ledger.meant), None)
        return begun is not None and begun.session.patient != self.standings[request.host].patient

    @property
    def running(self) -> list[tuple[str, Session]]:
        """The sessions of each phone that it has not told the end of."""
        all_of_them = ((phone.name, one) for phone in self.cast.phones for one in phone.sessions)
        return [one for one in all_of_them if one not in self.ledger.closed]

    @property
    def is_drained(self) -> bool:
        return all(
            one.turn == one.last_turn and self._is_over(one) and not any(one.waiting.values())
            for one in self.standings.values()
        )

    def _is_over(self, one: Standing) -> bool:
        """Whether all sessions of this turn are over and the phone has looked since what waits."""
        told = self.ledger.closed
        return bool(one.waiting) and all((one.phone.name, each) in told for each in one.sessions)

    def _job(self, one: Standing, _: None) -> dict[str, Any]:
        documents = self.enrolments[one.patient].documents
        one.waiting = {}
        return {
            "pace": self.pace,
            "sessions": [
                {
                    "name": number,
                    "ending": session.ending,
                    "isToday": session.day == 0,
                    "isOver": (one.phone.name, session) in self.ledger.closed,
                    "doc": documents[session],
                }
                for number, session in enumerate(one.sessions)
            ],
        }

    def _reports(self, one: Standing, told: list[dict[str, Any]]) -> list[Report]:
        return [
            Report(
                each["id"],
                each["to"],
                one.phone.name,
                one.sessions[each["session"]],
                each["body"].get("line") or "",
                each["body"].get("number", 0),
                each["body"].get("kind", ""),
            )
            for each in told
        ]

    def _over(self, one: Standing, told: dict[str, Any]) -> None:
        """How much is done; where the server has nothing left to do, another phone was faster."""
        session, closed = one.sessions[told["session"]], told["closed"]
        if closed is None and session not in self.cast.doubled:
            self.ledger.mishaps.append(f"{one.phone.name} could not begin {session}")
        self.ledger.closed[one.phone.name, session] = self.cast.size if closed is None else closed

    def _waiting(self, one: Standing, told: dict[str, Any]) -> dict[str, bool]:
        one.waiting = told["counts"] or {self.enrolments[one.patient].id: 0}
        for report in told["refused"]:
            self.ledger.refused[report["id"]] = (
                f"{report['to']} of {one.patient}: {report['words']}"
            )
        if not (one.phone.is_shared and one.turn < one.last_turn and self._is_over(one)):
            return {"isNext": False}
        one.is_called = self._is_next(one)
        return {"isNext": one.is_called}

    def _is_next(self, one: Standing) -> bool:
        """The second patient signs in when the first is done, and the first when all is sent."""
        first, second = (self.enrolments[turn[0].patient].id for turn in one.phone.turns)
        if one.turn == 0:
            self.stayed = one.waiting.get(first, 0)
        elif one.waiting.get(second):
            return False
        elif one.waiting.get(first, 0) != self.stayed:
            self.ledger.mishaps.append(f"of {self.stayed} reports did not stay: {one.waiting}")
        return True

    def _mishap(self, one: Standing, told: dict[str, str]) -> None:
        self.ledger.mishaps.append(f"{one.phone.name} of {one.patient}: {told['words']}")


def _page(name: str, *headers: str) -> bytes:
    return answer((PAGE / name).read_bytes(), headers=headers)


def _module(what: str) -> bytes:
    return answer((PAGE / Path(what).name).read_bytes(), JAVASCRIPT)
