from django.urls import path

from exercises import views

app_name = "exercises"

urlpatterns = [
    path("", views.library, name="library"),
    path("<slug:slug>/", views.exercise, name="exercise"),
    path("<slug:slug>/favourite/", views.favourite, name="favourite"),
    path("<slug:slug>/figure.svg", views.figure, name="figure"),
]
