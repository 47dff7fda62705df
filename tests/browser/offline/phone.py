"""A patient's phone that has been on Today once, and what it keeps."""

from playwright.sync_api import Page, expect

from tests.passwords import PASSWORD

#: The addresses under each cache, by what the cache is for.
HELD = """
async () => {
  const held = {};
  for (const name of await caches.keys()) {
    const requests = await (await caches.open(name)).keys();
    const addresses = requests.map(({ url }) => new URL(url).pathname);
    const kind = name.split("-")[1];
    held[kind] = [...(held[kind] ?? []), ...addresses].sort();
  }
  return held;
}
"""
#: Two presses on a form's button before anything has come of the first.
TWICE = "form => { form.requestSubmit(); form.requestSubmit(); }"
#: Pages that have someone in them.
PAGES = [
    *("/diary/", "/today/", "/today/account/", "/today/help/", "/today/program/"),
    *("/today/morning/questions/", "/today/rules/", "/today/session/"),
]


def held(page: Page) -> dict[str, list[str]]:
    return page.evaluate(HELD)


def visit(page: Page, address: str = "/today/") -> None:
    """Open a page and leave it alone until the phone has all that it wants to keep."""
    page.goto(address)
    before: dict[str, list[str]] = {}
    for _ in range(60):
        kept = held(page)
        has_begun = set(PAGES) <= set(kept.get("private", [])) and kept.get("figures")
        if has_begun and kept == before:
            return
        before = kept
        page.wait_for_timeout(500)
    raise AssertionError(kept)


def sign_in_by_hand(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/today/")


def leave(page: Page) -> None:
    """Let what is under way come to its end, before the test's database goes."""
    page.context.set_offline(False)
    page.goto("about:blank")
    page.wait_for_timeout(300)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def until(page: Page, script: str) -> None:
    """Wait until a script finds it true: the policy of the pages lets nothing else evaluate."""
    for _ in range(300):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)
