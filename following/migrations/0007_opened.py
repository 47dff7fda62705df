from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("following", "0006_diary_and_outcomes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="setevent",
            name="kind",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (1, "Done with the timer"),
                    (2, "Ticked as done"),
                    (3, "Skipped"),
                    (4, "Stopped for pain"),
                    (5, "Opened and left"),
                ]
            ),
        ),
    ]
