import html
import re

from exercises.models import Exercise

HUG = "double-knee-to-chest"


def text_of(response) -> str:
    """What a reader sees, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def cards_in(part: str) -> list[str]:
    return re.findall(r'exercise-card__link" href="/library/([\w-]+)/"', part)


def test_the_page_holds_all_that_the_patient_reads(desk, library):
    content = Exercise.objects.get(slug=HUG).current.content

    page = text_of(desk.get(f"/library/{HUG}/"))

    lines = [
        content["set_up"], *content["steps"], content["breathing"], *content["mistakes"],
        *content["stop_if"], content["why"], content["cue"],
    ]  # fmt: skip
    assert [line for line in lines if line not in page] == []


def test_the_page_gives_the_dose_to_start_from(desk, library):
    page = text_of(desk.get("/library/bodyweight-squat/"))

    dose = re.search(r"Starting dose (.*) A default", page)[1]
    assert dose == (
        "Sets × repetitions 2 × 10 Hold 0 s Rest 60 s Tempo 3-1-3 Side Both sides at once "
        "How often once a day, Mon, Wed, Fri"
    )


def test_the_page_says_in_words_what_blocks_the_exercise(desk, library):
    page = text_of(desk.get("/library/standing-back-bend/"))

    blocked = re.search(r"Blocked by (.*) Phases", page)[1]
    assert blocked == (
        "EI Bending back brings on the symptoms: stenosis, spondylolisthesis. "
        "SX Spinal surgery in the last 12 weeks. "
        "PA Pregnancy, pelvic girdle pain or diastasis: avoid abdominal and one-leg load. "
        "FR Risk of falling."
    )


def test_requirement_11_the_rule_for_every_exercise_stands_first(desk, library):
    page = text_of(desk.get(f"/library/{HUG}/"))

    assert (
        "When to stop Stop if you feel sharp new pain, new numbness or weakness. "
        "Stop if pain or tingling moves further down your leg." in page
    )


def test_requirement_15_a_standing_exercise_says_that_it_is_locked(desk, library):
    page = text_of(desk.get("/library/standing-side-bend/"))

    assert "This stays locked until pain has gone completely." in page


def test_requirement_19_an_effortful_exercise_says_that_it_is_for_prevention(desk, library):
    page = text_of(desk.get("/library/trunk-curl-effortful/"))

    assert "Prevention only For healthy people, or after a long time without pain." in page


def test_the_ladder_leads_to_the_neighbours_that_the_library_has(desk, library):
    page = desk.get("/library/seated-rotation-arms-out/").text

    ladder = re.search(r'class="exercise__ladder".*?</section>', page, re.DOTALL)[0]
    assert cards_in(ladder) == ["seated-rotation-hands-behind-head"]


def test_related_are_the_same_goal_and_position_without_the_ladder(desk, library):
    page = desk.get("/library/seated-rotation-arms-out/").text

    related = re.search(r'aria-labelledby="related".*?</section>', page, re.DOTALL)[0]
    ladder = {"seated-rotation-hands-behind-head", "seated-rotation-arms-out"}
    alike = Exercise.objects.filter(position="SIT", tags__contains=["mob"]).exclude(slug__in=ladder)
    assert cards_in(related) == [exercise.slug for exercise in alike][:4]


def test_the_page_asks_the_other_rooms_where_the_exercise_is_used(desk, library):
    page = desk.get(f"/library/{HUG}/").text

    assert f'hx-get="/desk/exercises/{HUG}/uses/"' in page


def test_an_unknown_exercise_is_not_found(desk, library):
    assert desk.get("/library/handstand/").status_code == 404


def test_the_page_takes_the_same_queries_however_long_the_ladder(
    desk, library, django_assert_num_queries
):
    for slug in ("standing-back-bend", "superman", "seated-rotation-hands-behind-head"):
        with django_assert_num_queries(7):
            desk.get(f"/library/{slug}/")
