from django.urls import path

from programs.views import screening, supervision

app_name = "programs"

urlpatterns = [
    path("patients/<uuid:pk>/screening/", screening.screening, name="screening"),
    path(
        "patients/<uuid:pk>/screening/<slug:section>/",
        screening.screening,
        name="screening_section",
    ),
    path("programs/<uuid:pk>/supervise/", supervision.supervise, name="supervise"),
    path("programs/<uuid:pk>/supervise/<uuid:exercise>/", supervision.sign_off, name="sign_off"),
    path("programs/<uuid:pk>/release/", supervision.release, name="release"),
    path("programs/<uuid:pk>/suspend/", supervision.suspend, name="suspend"),
    path("programs/<uuid:pk>/resume/", supervision.resume, name="resume"),
    path("programs/<uuid:pk>/end/", supervision.end, name="end"),
]
