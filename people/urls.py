from django.urls import path

from people import views

app_name = "people"

urlpatterns = [
    path("patients/new/", views.patient_new, name="patient_new"),
    path("patients/<uuid:pk>/edit/", views.patient_edit, name="patient_edit"),
    path("patients/<uuid:pk>/invite/", views.invite, name="invite"),
    path("patients/<uuid:pk>/invite/revoke/", views.revoke, name="revoke"),
    path("clinic/", views.clinic, name="clinic"),
    path("clinic/change/", views.clinic_change, name="clinic_change"),
    path("clinic/close/", views.close_days, name="close_days"),
    path("clinic/reopen/<uuid:pk>/", views.reopen_day, name="reopen_day"),
]
