"""The words with which a phone tells of the day by itself (static/js/offline/today.js)."""

from django.utils.translation import gettext as _

from following.today import NUMBERS, headline

#: A day has six sessions at most.
MOST = max(NUMBERS)


def day_words() -> dict[str, object]:
    """Headlines are by how many sessions are left; %(…)s is what the phone fills in."""
    return {
        "headlines": [headline(MOST, left) for left in range(MOST + 1)],
        "under_way": _("under way"),
        "now": _("now"),
        "later": _("about %(time)s"),
        "done": _("done %(time)s"),
        "stopped": _("stopped %(time)s"),
        "minutes": _("%(minutes)s min"),
        "start": _("Start session"),
        "continue": _("Continue session"),
        "begun": _("You have begun it. Nothing is lost: go on where you left."),
        "as_of": _("Your plan is as of %(moment)s."),
        "kept_from": _("This page is from %(moment)s."),
        "emergency": _("Emergency: call %(number)s"),
    }
