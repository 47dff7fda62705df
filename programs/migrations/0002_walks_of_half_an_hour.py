from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="draftline",
            name="draftline_dose_is_within_limits",
        ),
        migrations.RemoveConstraint(
            model_name="prescribedline",
            name="prescribedline_dose_is_within_limits",
        ),
        migrations.AddConstraint(
            model_name="draftline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hold__range", (0, 1800)),
                    ("repetitions__range", (1, 50)),
                    ("rest__range", (0, 300)),
                    ("sets__range", (1, 10)),
                    ("times_a_day__range", (1, 6)),
                ),
                name="draftline_dose_is_within_limits",
            ),
        ),
        migrations.AddConstraint(
            model_name="prescribedline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hold__range", (0, 1800)),
                    ("repetitions__range", (1, 50)),
                    ("rest__range", (0, 300)),
                    ("sets__range", (1, 10)),
                    ("times_a_day__range", (1, 6)),
                ),
                name="prescribedline_dose_is_within_limits",
            ),
        ),
    ]
