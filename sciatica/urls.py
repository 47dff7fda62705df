from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from people.access import public
from sciatica import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.liveness, name="liveness"),
    path("readyz", views.readiness, name="readiness"),
    path("sw.js", views.worker, name="worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("icons/<slug:name>.png", views.icon, name="icon"),
    path("today/offline/", views.offline, name="offline"),
    path("accounts/", include("allauth.account.urls")),
    path("desk/", include("people.urls")),
    path("desk/", include("programs.urls")),
    path("desk/", include("monitoring.urls")),
    path("library/", include("exercises.urls")),
    path("api/v1/", include("following.api_urls")),
    path("api/schema/", public(SpectacularAPIView.as_view()), name="schema"),
    path("", include("following.urls")),
]
