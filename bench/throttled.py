"""A phone of the slower kind on a network of the slower kind, in a real browser."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page

SLOWDOWN = 4
NETWORK = {
    "offline": False,
    "latency": 150,  # milliseconds
    "downloadThroughput": 1_600_000 / 8,  # bytes a second
    "uploadThroughput": 750_000 / 8,
}
PATIENCE = 120_000  # milliseconds
VIEWPORT: Any = {"width": 390, "height": 844}
#: Notes what the browser tells of itself, from before the page's first byte.
WATCH = """
window.seen = { lcp: 0, opened: 0, cls: 0, blocked: 0, taps: [] };
const note = (type, take, more = {}) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take))
    .observe({ type, buffered: true, ...more });
note("largest-contentful-paint", (one) => { seen.lcp = one.startTime; });
note("layout-shift", (one) => { seen.cls += one.hadRecentInput ? 0 : one.value; });
note("longtask", (one) => { seen.blocked += Math.max(0, one.duration - 50); });
note("event", (one) => {
  if (one.name === "click" && one.interactionId) seen.taps.push(one.duration);
});
// What a tap shows may come after its handlers: it is told once the first change is painted.
let tapped = null;
let screen = "opening";
addEventListener("click", (tap) => { tapped = tap.timeStamp; }, { capture: true });
new MutationObserver((changes) => {
  const { at } = document.getElementById("main").dataset;
  const moves = changes.filter(({ attributeName }) => attributeName === "data-at");
  // What comes next is worked out ahead: to its screen and back.
  if (moves.length > 1 && at === screen) return;
  if (moves.length > 0) seen.opened ||= performance.now();
  screen = at;
  const since = tapped;
  tapped = null;
  const tell = () => seen.taps.push(performance.now() - since);
  const painted = () => scheduler.postTask(tell, { priority: "user-blocking" });
  if (since !== null) requestAnimationFrame(painted);
}).observe(document, { subtree: true, attributeFilter: ["data-at", "hidden"] });
"""


@dataclass
class Seen:
    """Milliseconds, but for the layout's shift and the bytes that came over the wire.

    The player has opened once its first screen takes answers; other pages have nothing to open.
    """

    lcp: float
    opened: float
    cls: float
    blocked: float
    taps: list[float]
    bytes: int


@dataclass
class Phone:
    """A page whose processor and network are slowed, and whose bytes are counted."""

    context: BrowserContext
    page: Page = field(init=False)
    wire: int = 0

    def __post_init__(self) -> None:
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.page.add_init_script(WATCH)
        devtools = self.context.new_cdp_session(self.page)
        devtools.on("Network.loadingFinished", self._count)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", NETWORK)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})

    def visit(self, address: str) -> Seen:
        """Open a page, and wait until nothing more comes for it."""
        self.wire = 0
        self.page.goto(address, wait_until="networkidle")
        return self.seen()

    def return_to(self, address: str) -> Seen:
        """Open a page that is kept, while the worker goes on asking for news of it."""
        self.page.goto(address)
        return self.seen()

    def wait_until(self, script: str) -> None:
        """Until a script finds it true: the policy of the pages lets nothing else evaluate."""
        while not self.page.evaluate(script):
            self.page.wait_for_timeout(100)

    def seen(self) -> Seen:
        self.page.wait_for_timeout(500)  # the last entries are told a frame later
        return Seen(**self.page.evaluate("seen"), bytes=self.wire)

    def _count(self, loaded: dict[str, Any]) -> None:
        self.wire += int(loaded["encodedDataLength"])


def slow_the_worker(devtools: CDPSession, origin: str, network: object = NETWORK) -> None:
    """The service worker fetches by a network of its own, which must be as slow."""
    for target in devtools.send("Target.getTargets")["targetInfos"]:
        if target["type"] == "service_worker" and target["url"].startswith(origin):
            attach = {"targetId": target["targetId"], "flatten": False}
            session = devtools.send("Target.attachToTarget", attach)["sessionId"]
            _tell(devtools, session, 1, "Network.enable", {})
            _tell(devtools, session, 2, "Network.emulateNetworkConditions", network)


def _tell(devtools: CDPSession, session: str, number: int, method: str, params: object) -> None:
    message = json.dumps({"id": number, "method": method, "params": params})
    devtools.send("Target.sendMessageToTarget", {"sessionId": session, "message": message})
