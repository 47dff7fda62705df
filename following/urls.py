from django.urls import path

from following.views import (
    account,
    bad_day,
    diary,
    getting_help,
    morning,
    reminders,
    session,
    start,
    today,
)

app_name = "following"

urlpatterns = [
    path("start/", start.start, name="start"),
    path("start/birth-year/", start.birth_year, name="start_birth_year"),
    path("start/rules/", start.rules, name="start_rules"),
    path("start/ready/", start.ready, name="start_ready"),
    path("start/<str:token>/", start.start_token, name="start_token"),
    path("today/", today.today, name="today"),
    path("today/morning/", morning.morning, name="morning"),
    path("today/bad-day/", bad_day.bad_day, name="bad_day"),
    path("today/bad-day/undo/", bad_day.undo, name="bad_day_undo"),
    path("today/session/<uuid:pk>/", session.session, name="session"),
    path("today/program/", today.program, name="program"),
    path("today/media/<uuid:pk>/", today.media, name="media"),
    path("today/rules/", today.rules, name="rules"),
    path("today/help/", getting_help.get_help, name="help"),
    path("today/help/new/", getting_help.news, name="help_news"),
    path("today/help/answer/", getting_help.answer, name="help_answer"),
    path("today/account/", account.account, name="account"),
    path("today/reminders/", reminders.reminders, name="reminders"),
    path("today/reminders/turn/", reminders.turn, name="reminders_turn"),
    path("today/reminders/calendar/", reminders.calendar_open, name="calendar_open"),
    path("today/reminders/calendar/close/", reminders.calendar_close, name="calendar_close"),
    path("reminders/off/<str:token>/", reminders.reminders_off, name="reminders_off"),
    path("calendar/<str:token>.ics", reminders.calendar, name="calendar"),
    path("diary/", diary.diary, name="diary"),
]
