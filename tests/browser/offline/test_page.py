"""Today's page as it stands open, while the phone learns more than the page knew."""

from playwright.sync_api import Page

#: The server's own page says that a session is due; then another tab is locked, and tells it.
STANDING = """
async () => {
  const { openStore } = await import("/offline/store.js");
  const { Page } = await import("/offline/page.js");
  document.documentElement.lang = "en";
  document.body.innerHTML = `
    <main><div data-day="due"></div></main>
    <template id="phone-day"><i data-next-day></i><i data-pause></i></template>
    <script id="day-words" type="application/json">{ "as_of": "" }</script>`;
  const store = await openStore();
  const plan = { patient: "anna", time_zone: "UTC", days: [], done: [], heard_at: Date.now() };
  await store.keepPlan(plan);
  const root = document.querySelector("[data-day]");
  root.dataset.on = new Date().toISOString().slice(0, 10);
  const page = new Page({ phone: { today: "/" }, store, patient: "anna" });
  const lock = { patient: "anna", decision: { outcome: "emergency" }, report: "heard" };
  const told = [];
  const look = async () => {
    await page.show();
    told.push(root.dataset.day, (await store.lock("anna"))?.outcome ?? null);
  };
  await store.commit("anna:signs", { session: null, at: "closed" }, [], lock);
  await look();
  await store.commit("anna:signs", { session: null, at: "closed" }, [], lock);
  await look();
  await store.unlock("anna");
  return told;
}
"""


def test_a_page_that_is_older_than_a_lock_does_not_open_it(player: Page):
    assert player.evaluate(STANDING) == ["due", None, "paused", "emergency"]
