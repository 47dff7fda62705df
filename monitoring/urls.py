from django.urls import path

from monitoring import views

app_name = "monitoring"

urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("patients/", views.patients, name="patients"),
    path("patients/<uuid:pk>/", views.patient, name="patient"),
    path("patients/<uuid:pk>/firings/", views.firings, name="firings"),
    path("patients/<uuid:pk>/stages/<int:stage>/open/", views.stage_open, name="stage_open"),
    path(
        "patients/<uuid:pk>/stages/<int:stage>/decline/", views.stage_decline, name="stage_decline"
    ),
    path("patients/<uuid:pk>/stages/<int:stage>/close/", views.stage_close, name="stage_close"),
    path("alerts/<uuid:pk>/", views.alert_resolve, name="alert_resolve"),
    path("alerts/<uuid:pk>/hand-over/", views.alert_hand_over, name="alert_hand_over"),
    path("alerts/<uuid:pk>/later/", views.alert_later, name="alert_later"),
]
