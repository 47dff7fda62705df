from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: What axe would preload it would style inline, which the pages' own policy refuses.
EVERY_RULE: dict[str, Any] = {"preload": False, "resultTypes": ["violations"]}
RULES_OF_COLOURS = EVERY_RULE | {"runOnly": ["color-contrast", "link-in-text-block"]}
#: A colour on its way to another is neither, and would be found too pale.
CHANGING = "document.getAnimations().some((one) => one instanceof CSSTransition)"
OPEN = "document.querySelectorAll('details').forEach((one) => (one.open = true))"
#: Each screen and each scheme once: a colour is the same on both screens, a place in both schemes.
LOOKS = (("light", 1440, 900), ("dark", 390, 844))
RUN = "(options) => axe.run(options).then((found) => found.violations)"


def barriers(page: Page) -> list[str]:
    """What axe finds on the page as it stands, a line each; none is the rule here."""
    return _found(page, EVERY_RULE)


def barriers_in_either_scheme(page: Page) -> list[str]:
    """The same in light and in dark, which differ for no other rules than those of colours."""
    page.emulate_media(color_scheme="light")
    found = barriers(page)
    page.emulate_media(color_scheme="dark")
    return found + _found(page, RULES_OF_COLOURS)


def barriers_at(page: Page, address: str) -> list[str]:
    """What axe finds at an address with all of it open, and where it is wider than a screen."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    page.evaluate(OPEN)
    lines: list[str] = []
    for scheme, width, height in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        lines += barriers(page)
        if (wider := overflow(page)) > 0:
            lines.append(f"{address} is {wider} px too wide at {width}")
    return lines


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen; less than none when it is narrower."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def _found(page: Page, options: dict[str, Any]) -> list[str]:
    while page.evaluate(CHANGING):
        page.wait_for_timeout(50)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{page.url}: {rule['id']} ({rule['help']}): {node['html'][:160]}"
        for rule in page.evaluate(RUN, options)
        for node in rule["nodes"]
    ]
