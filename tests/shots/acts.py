"""What is done on a page before its picture is taken."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.player import session

Act = Callable[[Page], None]


def at(state: str) -> Act:
    """The player has come to a state, and its figure has had time to be there."""

    def act(page: Page) -> None:
        session.at(page, state)
        page.wait_for_function("scrollY === 0")
        page.wait_for_timeout(500)

    return act


def offline(*, with_plan: bool) -> Act:
    """The player opens another session without a connection, from the plan if there is one."""

    def act(page: Page) -> None:
        if with_plan:
            session.keep_plan(page)
        else:
            session.forget(page)
        session.without_document(page)
        page.route("**/api/v1/**", lambda route: route.abort())
        session.open_anew(page)

    return act


def sees(words: str) -> Act:
    return lambda page: page.get_by_text(words).first.wait_for()


def answer(name: str, value: str) -> Act:
    return lambda page: page.locator(f"[name={name}][value='{value}']").check()


def check(label: str) -> Act:
    return lambda page: page.get_by_label(label).first.check()


def click(name: str) -> Act:
    """A button or link whose name begins so."""

    def act(page: Page) -> None:
        found = page.locator("main").locator("button:visible, a:visible", has_text=name)
        found.first.click()
        page.wait_for_load_state("networkidle")

    return act


def bring_in(text: str) -> Act:
    def act(page: Page) -> None:
        data = {"name": "exercises.json", "mimeType": "application/json", "buffer": text.encode()}
        page.locator("[name=file]").set_input_files(data)
        click("Import")(page)

    return act


def fill(name: str, value: str) -> Act:
    return lambda page: page.locator(f"[name={name}]").fill(value)


def opens(selector: str) -> Act:
    return lambda page: page.locator(f"{selector} > summary").first.click()


def press(keys: str) -> Act:
    return lambda page: page.keyboard.press(keys)


def wait(milliseconds: int) -> Act:
    return lambda page: page.wait_for_timeout(milliseconds)
