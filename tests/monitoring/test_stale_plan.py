"""A session by an older plan, in words for the doctor."""

from monitoring.reasons import evidence_in_words, title


def test_an_older_plan_is_named_with_both_numbers():
    evidence = {"followed": 1, "newest": 3}

    assert title("stale_plan", evidence) == "Followed an older plan"
    assert evidence_in_words(evidence) == "The phone had plan 1. Plan 3 is newer."
