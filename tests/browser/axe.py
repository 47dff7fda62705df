from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: What axe would preload it would style inline, which the pages' own policy refuses.
OPTIONS = {"preload": False}


def barriers(page: Page) -> list[str]:
    """What axe finds on the page as it stands, a line each; none is the rule here."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{page.url}: {rule['id']} ({rule['help']}): {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]
