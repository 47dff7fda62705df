from django.urls import path

from exercises.views import exchange, figure, library, media, own, posing

app_name = "exercises"

urlpatterns = [
    path("", library.library, name="library"),
    path("new/", own.own_new, name="own_new"),
    path("exchange/", exchange.exchange, name="exchange"),
    path("export.json", exchange.export, {"kind": "json"}, name="export_json"),
    path("export.csv", exchange.export, {"kind": "csv"}, name="export_csv"),
    path("media/<uuid:pk>/", media.media_file, name="media"),
    path("<slug:slug>/", library.exercise, name="exercise"),
    path("<slug:slug>/favourite/", library.favourite, name="favourite"),
    path("<slug:slug>/figure.svg", figure.figure, name="figure"),
    path("<slug:slug>/variant/", own.own_variant, name="own_variant"),
    path("<slug:slug>/edit/", own.own_edit, name="own_edit"),
    path("<slug:slug>/publish/", own.own_publish, name="own_publish"),
    path("<slug:slug>/retire/", own.own_retire, name="own_retire"),
    path("<slug:slug>/bring-back/", own.own_bring_back, name="own_bring_back"),
    path("<slug:slug>/figure/", media.figure_set, name="figure_set"),
    path("<slug:slug>/poses/", posing.pose_editor, name="pose_editor"),
    path("<slug:slug>/poses/preview/", posing.pose_preview, name="pose_preview"),
    path("<slug:slug>/poses/save/", posing.pose_save, name="pose_save"),
    path("<slug:slug>/media/", media.media_add, name="media_add"),
    path("<slug:slug>/media/<uuid:pk>/remove/", media.media_remove, name="media_remove"),
]
