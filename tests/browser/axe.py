"""What keeps a page from being usable by everybody, as far as axe can tell."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: Pages that axe looks at just now; it sets styles that the pages' own policy refuses.
examined: set[Page] = set()


def barriers(page: Page) -> list[str]:
    """What axe finds on the page as it stands, a line each; none is the rule here."""
    examined.add(page)
    try:
        found = Axe().run(page).response["violations"]
        page.wait_for_timeout(200)  # until the browser's messages have arrived
    finally:
        examined.discard(page)
    return [
        f"{page.url}: {rule['id']} ({rule['help']}): {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]
