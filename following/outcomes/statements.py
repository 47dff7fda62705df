"""The Roland-Morris Disability Questionnaire of 24 statements, in the words of its authors.

Roland M, Morris R. A study of the natural history of back pain, part I. Spine 1983;8:141-144.
Free for anyone to use. The words are the instrument: a change of them makes its score worthless,
so a translation is the published one of that language, never our own.
"""

from django.utils.translation import gettext_lazy as _

STATEMENTS = (
    _("I stay at home most of the time because of my back."),
    _("I change position frequently to try and get my back comfortable."),
    _("I walk more slowly than usual because of my back."),
    _("Because of my back I am not doing any of the jobs that I usually do around the house."),
    _("Because of my back, I use a handrail to get upstairs."),
    _("Because of my back, I lie down to rest more often."),
    _("Because of my back, I have to hold on to something to get out of an easy chair."),
    _("Because of my back, I try to get other people to do things for me."),
    _("I get dressed more slowly than usual because of my back."),
    _("I only stand for short periods of time because of my back."),
    _("Because of my back, I try not to bend or kneel down."),
    _("I find it difficult to get out of a chair because of my back."),
    _("My back is painful almost all the time."),
    _("I find it difficult to turn over in bed because of my back."),
    _("My appetite is not very good because of my back pain."),
    _("I have trouble putting on my socks (or stockings) because of the pain in my back."),
    _("I only walk short distances because of my back."),
    _("I sleep less well because of my back."),
    _("Because of my back pain, I get dressed with help from someone else."),
    _("I sit down for most of the day because of my back."),
    _("I avoid heavy jobs around the house because of my back."),
    _("Because of my back pain, I am more irritable and bad tempered with people than usual."),
    _("Because of my back, I go upstairs more slowly than usual."),
    _("I stay in bed most of the time because of my back."),
)
