from django.urls import path

from following.api import mornings, plan, push, red_flags
from following.api import sessions as api

app_name = "api"

urlpatterns = [
    path("plan/", plan.PlanView.as_view(), name="plan"),
    path("sessions/<uuid:pk>/", api.SessionView.as_view(), name="session"),
    path("sessions/<uuid:pk>/events/", api.EventsView.as_view(), name="events"),
    path("sessions/<uuid:pk>/stops/", api.StopsView.as_view(), name="stops"),
    path("sessions/<uuid:pk>/finish/", api.FinishView.as_view(), name="finish"),
    path("mornings/<uuid:pk>/", mornings.MorningView.as_view(), name="morning"),
    path("push/", push.PushView.as_view(), name="push"),
    path("push/try/", push.PushTrialView.as_view(), name="push_try"),
    path("red-flags/", red_flags.RedFlagsView.as_view(), name="red_flags"),
]
