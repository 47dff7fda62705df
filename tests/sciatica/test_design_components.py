from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone
from pytest_django.asserts import assertHTMLEqual, assertInHTML


class VisitForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the referral.")
    side = forms.ChoiceField(
        label="Side", choices=[("left", "Left"), ("right", "Right")], widget=forms.RadioSelect
    )
    settled = forms.BooleanField(label="Inflammation has settled")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(component: str, **context: object) -> str:
    return " ".join(Template(component).render(Context(context)).split())


def test_a_button_without_an_address_sends_its_form():
    assertHTMLEqual(
        drawn(
            '{% cotton button variant="ink" name="act" value="{{ text }}" %}Open{% endcotton %}',
            text='"',
        ),
        '<button type="submit" class="button button--ink" name="act" value="&quot;">Open</button>',
    )


def test_a_button_with_an_address_is_a_link():
    assertHTMLEqual(
        drawn('{% cotton button href="/today/" size="large" wide %}Start{% endcotton %}'),
        '<a href="/today/" class="button button--primary button--large button--wide">Start</a>',
    )


def test_a_chip_in_use_as_a_filter_says_that_it_is_the_chosen_one():
    assertHTMLEqual(
        drawn('{% cotton chip href="?mine" :current="chosen" %}Mine{% endcotton %}', chosen=True),
        '<a href="?mine" aria-current="true" class="chip chip--grey">Mine</a>',
    )


def test_a_field_that_was_refused_says_why_beside_itself():
    html = drawn('{% cotton field :field="form.name" /%}', form=VisitForm({"name": ""}))

    assertInHTML(
        '<input type="text" name="name" required aria-invalid="true" id="id_name"'
        ' aria-describedby="id_name_helptext id_name_error">',
        html,
    )
    assertInHTML('<div class="field__help" id="id_name_helptext">As on the referral.</div>', html)
    assert html.count('id="id_name_error"') == 1
    assertInHTML("<span>This field is required.</span>", html, count=1)


def test_a_group_of_radios_is_a_fieldset_of_tiles_with_its_errors():
    html = drawn('{% cotton field :field="form.side" /%}', form=VisitForm({}))

    assertInHTML('<legend class="choices__legend">Side</legend>', html)
    assert html.count('<label class="choice">') == 2
    assert (
        html.count('<fieldset class="choices choices--row " aria-describedby="id_side_error"') == 1
    )
    assertInHTML("<span>This field is required.</span>", html, count=1)


def test_a_whole_form_is_drawn_with_its_hidden_fields_and_its_own_errors():
    form = VisitForm({"name": "Anna", "side": "left", "settled": "on"})
    form.add_error(None, "Somebody else saved first.")

    html = drawn('{% cotton fields :form="form" /%}', form=form)

    assertInHTML("<p>Somebody else saved first.</p>", html, count=1)
    assertInHTML('<input type="hidden" name="token" id="id_token">', html, count=1)
    assertInHTML(
        '<input type="checkbox" name="settled" required id="id_settled" checked>', html, count=1
    )
    assertInHTML(
        '<input type="radio" name="side" value="left" required id="id_side_0" checked>',
        html,
        count=1,
    )


@pytest.mark.parametrize("value", [2, "2"])
def test_choices_outside_a_form_know_their_value_as_number_and_as_text(value):
    html = drawn(
        '{% cotton choice-list name="times" legend="A day" :choices="pairs" :value="value" /%}',
        pairs=[(1, "Once"), (2, "Twice")],
        value=value,
    )

    assertInHTML('<input type="radio" name="times" value="2" checked>', html, count=1)
    assertInHTML('<input type="radio" name="times" value="1">', html, count=1)
    assertInHTML('<legend class="choices__legend">A day</legend>', html)


@pytest.mark.parametrize(("value", "checked"), [(0, 1), ("10", 1), ("", 0), (None, 0)])
def test_the_pain_scale_has_eleven_levels_and_none_is_suggested(value, checked):
    html = drawn('{% cotton pain-scale name="leg" :value="value" required /%}', value=value)

    assert html.count('type="radio"') == 11
    assert html.count("required") == 11
    assert html.count("checked") == checked


@pytest.mark.parametrize("total", [6, "6"])
def test_progress_fills_as_many_bars_as_are_done(total):
    html = drawn(
        '{% cotton progress-steps :total="total" current="3" label="Exercise 3 of 6" /%}',
        total=total,
    )

    assert html.count("<span") == 6
    assert html.count('data-state="done"') == 3
    assert html.count('aria-label="Exercise 3 of 6"') == 1


def test_the_step_of_now_is_marked_for_those_who_do_not_see_it():
    steps = [
        {"label": "Morning", "state": "done"},
        {"label": "Midday", "state": "now", "note": "now"},
    ]

    html = drawn('{% cotton progress-steps :steps="steps" label="Today" /%}', steps=steps)

    assertInHTML(
        '<li data-state="now" aria-current="step"><span class="steps__label">Midday</span>'
        '<span class="steps__note">now</span></li>',
        html,
    )


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Anna Nowak", "AN"), ("Anna Maria Nowak", "AM"), ("Anna", "A"), ("", "")],
)
def test_an_avatar_shows_two_initials_at_most(name, initials):
    assertHTMLEqual(
        drawn('{% cotton avatar :name="name" /%}', name=name),
        f'<span class="avatar" aria-hidden="true">{initials}</span>',
    )


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("moment", "23 Nov, 00:30"),
        ("time", "00:30"),
        ("day", "Monday 23 November"),
        ("date", "23 Nov"),
        ("full", "23 November 2026"),
    ],
)
def test_a_moment_is_told_in_the_readers_zone(shape, text):
    moment = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    with timezone.override("Europe/Warsaw"):
        html = drawn('{% cotton time :at="moment" as="{{ shape }}" /%}', moment=moment, shape=shape)

    assertHTMLEqual(html, f'<time datetime="2026-11-23T00:30:00+01:00">{text}</time>')


def test_a_day_is_told_as_it_is():
    assertHTMLEqual(
        drawn('{% cotton time :at="day" as="full" /%}', day=date(2026, 12, 3)),
        '<time datetime="2026-12-03">3 December 2026</time>',
    )


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/library/", 'aria-current="page"'),
        ("/library/bridge/", 'aria-current="true"'),
        ("/desk/", ""),
    ],
)
def test_a_place_in_the_navigation_is_current_on_its_page_and_below(path, current):
    html = drawn(
        '{% cotton nav-link href="/library/" label="Library" below /%}',
        request=RequestFactory().get(path),
    )

    assertHTMLEqual(
        html, f'<a class="bar__link" href="/library/" {current}><span>Library</span></a>'
    )


def test_a_place_that_counts_says_what_it_counts():
    html = drawn('{% cotton nav-link href="/desk/" label="Worklist" :count="4" /%}')

    assertInHTML('<span class="count">4 <span class="visually-hidden">open</span></span>', html)


def test_an_icon_is_decoration_unless_it_is_named():
    assert drawn('{% cotton icon name="lock" /%}').count('aria-hidden="true"') == 1
    assert drawn('{% cotton icon name="lock" label="Locked" /%}').count('role="img"') == 1


def test_a_dialog_is_named_by_its_title_and_can_be_closed():
    html = drawn('{% cotton dialog id="why" title="Why?" open %}<p>Because.</p>{% endcotton %}')

    assert html.count('aria-labelledby="why-title"') == 1
    assert html.count("data-open") == 1
    assertInHTML('<h2 id="why-title">Why?</h2>', html)
    assert html.count("data-closes") == 1


@pytest.mark.parametrize(
    ("name", "attribute"),
    [
        ("card", "title"),
        ("empty", "text"),
        ("notice", "title"),
        ("page_head", "title"),
        ("stat", "note"),
    ],
)
def test_words_given_to_a_component_are_escaped(name, attribute):
    html = drawn(f'{{% cotton {name} :{attribute}="words" /%}}', words="<b>x</b>")

    assert html.count("&lt;b&gt;x&lt;/b&gt;") == 1
    assert html.count("<b>") == 0
