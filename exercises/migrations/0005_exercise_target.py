import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0004_own_exercises"),
    ]

    # A generated column cannot be altered: it is made anew, and its index with it.
    operations = [
        migrations.RemoveIndex(model_name="exercise", name="exercise_by_search_words"),
        migrations.RemoveField(model_name="exercise", name="search_vector"),
        migrations.AddField(
            model_name="exercise",
            name="target_words",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="exercise",
            name="search_vector",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.CombinedSearchVector(
                        django.contrib.postgres.search.SearchVector(
                            "name", config="simple", weight="A"
                        ),
                        "||",
                        django.contrib.postgres.search.SearchVector(
                            "search_words", config="simple", weight="B"
                        ),
                        django.contrib.postgres.search.SearchConfig("simple"),
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        "target_words", config="simple", weight="C"
                    ),
                    django.contrib.postgres.search.SearchConfig("simple"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="exercise",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("search_vector"), name="exercise_by_search_words"
            ),
        ),
    ]
