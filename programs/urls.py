from django.urls import path

from programs.views import (
    builder,
    clinic_rules,
    drafting,
    screening,
    supervision,
    templates,
    uses,
)

app_name = "programs"

urlpatterns = [
    path("patients/<uuid:pk>/program/", builder.builder, name="builder"),
    path("patients/<uuid:pk>/program/begin/", builder.begin, name="begin"),
    path("programs/<uuid:pk>/library/", builder.library, name="library"),
    path("programs/<uuid:pk>/lines/", drafting.line_add, name="line_add"),
    path("programs/<uuid:pk>/lines/<uuid:line>/", drafting.line_change, name="line_change"),
    path("programs/<uuid:pk>/lines/<uuid:line>/remove/", drafting.line_remove, name="line_remove"),
    path("programs/<uuid:pk>/order/", drafting.order, name="order"),
    path("programs/<uuid:pk>/terms/", drafting.terms, name="terms"),
    path("programs/<uuid:pk>/template/", templates.template_new, name="template_new"),
    path("programs/<uuid:pk>/prescribe/", drafting.prescribe, name="prescribe"),
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
    path("templates/", templates.template_list, name="templates"),
    path("templates/<slug:key>/", templates.template_detail, name="template"),
    path("templates/<uuid:pk>/edit/", templates.template_edit, name="template_edit"),
    path("templates/<uuid:pk>/retire/", templates.template_retire, name="template_retire"),
    path("programs/<uuid:pk>/end/", supervision.end, name="end"),
    path("clinic/rules/", clinic_rules.clinic_rules, name="clinic_rules"),
    path("clinic/rules/change/", clinic_rules.clinic_rules_change, name="clinic_rules_change"),
    path("exercises/<slug:slug>/uses/", uses.uses, name="uses"),
]
