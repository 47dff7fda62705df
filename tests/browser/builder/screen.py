"""The builder as a doctor handles it."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from exercises.models import Exercise
from programs import reading
from programs.models import DraftLine, Program


def name_of(slug: str) -> str:
    return Exercise.objects.get(slug=slug).name


@dataclass
class Builder:
    page: Page
    program: Program

    @property
    def saved(self) -> Locator:
        return self.page.locator("#saved")

    def card(self, slug: str) -> Locator:
        return self.page.locator(f".pick[data-exercise={slug}]")

    def line(self, slug: str) -> Locator:
        return self.page.locator(f".line[data-exercise={slug}]")

    def add(self, slug: str) -> None:
        self.card(slug).get_by_role("button").click()

    def type_in(self, slug: str, field: str, value: str) -> None:
        box = self.line(slug).get_by_label(field, exact=True)
        box.fill(value)
        box.blur()

    def expect_lines(self, *slugs: str) -> None:
        """These and no others, on the page and, as the page says so, in the database."""
        expect(self.page.locator(".line h3")).to_have_text([name_of(slug) for slug in slugs])
        self.expect_saved()
        assert [line.exercise.slug for line in reading.draft_lines(self.program)] == list(slugs)

    def expect_saved(self) -> None:
        expect(self.saved).to_contain_text("Draft saved")
        kept = f"JSON.parse(sessionStorage.getItem('builder.{self.program.pk}'))"
        self.page.wait_for_function(f"!{kept}?.changes.length")

    def saved_line(self, slug: str) -> DraftLine:
        return self.program.draft_lines.get(exercise__slug=slug)

    def version(self) -> int:
        return Program.objects.get(pk=self.program.pk).draft_version
