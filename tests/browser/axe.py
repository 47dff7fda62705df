from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: What axe would preload it would style inline, which the pages' own policy refuses.
OPTIONS = {"preload": False}
#: A colour on its way to another is neither, and would be found too pale.
CHANGING = "document.getAnimations().some((one) => one instanceof CSSTransition)"


def barriers(page: Page) -> list[str]:
    """What axe finds on the page as it stands, a line each; none is the rule here."""
    while page.evaluate(CHANGING):
        page.wait_for_timeout(50)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{page.url}: {rule['id']} ({rule['help']}): {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]
