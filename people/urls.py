from django.urls import path

from people import views

app_name = "people"

urlpatterns = [
    path("new/", views.patient_new, name="patient_new"),
    path("<uuid:pk>/edit/", views.patient_edit, name="patient_edit"),
    path("<uuid:pk>/invite/", views.invite, name="invite"),
    path("<uuid:pk>/invite/revoke/", views.revoke, name="revoke"),
]
