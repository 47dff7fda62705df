from collections import Counter

import pytest

from bench.chaos.blows import KILLS, blows
from bench.chaos.cast import CastRefused, cast

FULL = cast(phones=50, sets=10_000)


def test_fifty_phones_share_out_ten_thousand_sets():
    assert (len(FULL.phones), FULL.sets) == (50, 10_000)


def test_two_phones_are_one_patients_and_begin_two_sessions_both():
    first, second = ({*phone.sessions} for phone in FULL.phones[:2])

    assert {session.patient for session in first | second} == {"twin"}
    assert len(first & second) == 2


def test_two_patients_take_turns_on_one_phone():
    (shared,) = [phone for phone in FULL.phones if phone.is_shared]

    assert [{one.patient for one in turn} for turn in shared.turns] == [{"first"}, {"second"}]


def test_each_reason_to_tell_a_doctor_is_there_and_what_pauses_a_plan_is_its_end():
    last = {phone.sessions[-1].ending for phone in FULL.phones}

    assert {reason for _, reason in FULL.alerts} == {
        "dizzy_or_breathless",
        "numb_or_weak",
        "strong_pain",
    }
    assert last == {"calm", "numb"}


@pytest.mark.parametrize(("phones", "sets"), [(3, 60), (50, 9_999), (5, 1_100), (5, 0)])
def test_what_cannot_be_shared_out_is_refused_in_words(phones, sets):
    with pytest.raises(CastRefused, match=f"{sets} sets cannot be shared out among {phones}"):
        cast(phones=phones, sets=sets)


def test_a_whole_run_strikes_as_often_as_is_meant_and_alike_with_the_same_seed():
    struck = blows(7, sets=10_000)

    assert Counter(blow.victim for blow in struck) == KILLS
    assert struck == blows(7, sets=10_000) != blows(8, sets=10_000)
    assert all(200 <= blow.after <= 8_500 for blow in struck)
