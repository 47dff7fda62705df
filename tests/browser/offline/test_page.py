"""Today's page as it stands open, while the phone learns more than the page knew."""

from typing import Any

import pytest
from playwright.sync_api import Page

#: The server's own page; the phone has done one session of two, and is then locked by another tab.
STANDING = """
async ({ told, lock }) => {
  const { openStore } = await import("/offline/store.js");
  const { Page } = await import("/offline/page.js");
  const { dayOf } = await import("/offline/plan.js");
  document.documentElement.lang = "en";
  document.body.innerHTML = `
    <main><div data-day="${told}"></div></main>
    <template id="phone-day"><i data-next-day></i><i data-pause></i><a data-start></a>
      <b><img data-figure></b></template>
    <template id="phone-step"><li></li></template>
    <script id="day-words" type="application/json">
      { "as_of": "", "minutes": "", "later": "", "done": "", "stopped": "", "headlines": [] }
    </script>`;
  const day = dayOf({ time_zone: "UTC" });
  const slots = [1, 2].map((number) => ({ number, about: "08:00" }));
  const plan = { patient: "anna", time_zone: "UTC", days: [{ day, slots }], done: [] };
  const root = document.querySelector("[data-day]");
  root.dataset.on = day;
  const store = await openStore();
  await store.forget("anna");
  await store.keepPlan({ ...plan, heard_at: Date.now() });
  const stopped = { session: "hers", at: "decision", decision: { outcome: "stop_session" } };
  const keep = (...of) => store.commit(`anna:${day}:1`, stopped, [], ...of);
  const page = new Page({ phone: { today: "/" }, store, patient: "anna" });
  const seen = [];
  const look = async () => {
    await page.show();
    const known = [await store.lock("anna"), await store.plan("anna")];
    seen.push([root.dataset.day, ...known.map(Boolean), root.querySelector("a") !== null]);
  };
  await keep(...lock.before);
  await look();
  await keep(...lock.after);
  await look();
  await store.unlock("anna");
  return seen;
}
"""
LOCK = {"patient": "anna", "decision": {"outcome": "emergency"}, "report": "heard"}


@pytest.fixture
def seen(player: Page) -> Any:
    def looked(told: str, *, before: list[Any], after: list[Any]) -> Any:
        return player.evaluate(STANDING, {"told": told, "lock": {"before": before, "after": after}})

    return looked


def test_a_page_that_is_older_than_a_lock_does_not_open_it(seen):
    assert seen("due", before=[], after=[LOCK]) == [
        ["due", False, True, True],
        ["paused", True, True, True],
    ]


def test_the_servers_pause_stands_though_the_phone_has_an_older_plan_and_more_sessions(seen):
    assert seen("paused", before=[LOCK], after=[]) == [
        ["paused", False, False, False],
        ["paused", False, False, False],
    ]
    assert seen("paused", before=[], after=[])[0] == ["paused", False, True, False]
