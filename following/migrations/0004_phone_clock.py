from django.db import migrations, models

KEPT_OF_A_PHONE = ("setevent", "stop", "morningcheck")


class Migration(migrations.Migration):
    dependencies = [("following", "0003_new_condition_asked")]

    operations = [
        operation
        for model in KEPT_OF_A_PHONE
        for operation in (
            migrations.AddField(model, "phone_at", models.DateTimeField(blank=True, null=True)),
            migrations.AddField(model, "clock_skew", models.IntegerField(blank=True, null=True)),
        )
    ]
