"""What can be held true of the containers without an engine to run them."""

import json
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.core.management import get_commands

ROOT = Path(__file__).parents[2]
SETTINGS = (ROOT / "sciatica" / "settings.py").read_text()


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


@pytest.fixture(scope="module")
def instructions():
    """The Dockerfile's instructions: lists of (name, rest of the line)."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", "")
    return [tuple(line.split(maxsplit=1)) for line in text.splitlines() if line]


def command_after(instructions, name):
    (line,) = [rest for instruction, rest in instructions if instruction == name]
    return json.loads(line[line.index("[") :])


def test_every_variable_given_to_the_app_is_one_that_the_settings_read(services):
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SETTINGS))

    assert set(services["app"]["environment"]) - read == set()


def test_the_app_is_given_the_database_that_the_service_makes(services):
    made = services["database"]["environment"]
    given = urlsplit(services["app"]["environment"]["DATABASE_URL"])

    assert (given.username, given.hostname, given.port, given.path) == (
        made["POSTGRES_USER"],
        "database",
        5432,
        f"/{made['POSTGRES_DB']}",
    )


def test_the_watch_runs_beside_the_app_once_that_has_migrated_the_database(services):
    watch = services["watch"]

    assert watch["environment"] == services["app"]["environment"]
    assert watch["depends_on"] == {"app": {"condition": "service_healthy"}}
    assert watch["command"][-1] in get_commands()


def test_the_secrets_have_no_default(services):
    required = (
        services["database"]["environment"]["POSTGRES_PASSWORD"],
        services["app"]["environment"]["SCIATICA_SECRET_KEY"],
    )

    assert [re.match(r"\$\{(\w+):\?", value)[1] for value in required] == [
        "POSTGRES_PASSWORD",
        "SCIATICA_SECRET_KEY",
    ]


def test_the_data_of_postgresql_18_is_on_a_volume(services):
    database = services["database"]

    assert (database["image"], database["volumes"]) == (
        "postgres:18",
        ["database:/var/lib/postgresql"],
    )


def test_one_port_is_exposed_served_published_and_watched(services, instructions):
    served = re.search(r"--port (\d+)", command_after(instructions, "CMD")[-1])[1]
    watched = re.search(
        r"127\.0\.0\.1:(\d+)/healthz", command_after(instructions, "HEALTHCHECK")[-1]
    )
    (published,) = services["app"]["ports"]

    assert (dict(instructions)["EXPOSE"], watched[1], published.rpartition(":")[2]) == (served,) * 3


def test_the_commands_of_the_image_are_well_formed(instructions):
    shell, flags, script = command_after(instructions, "CMD")
    subprocess.run([shell, "-n", flags.replace("c", ""), "-c", script], check=True)

    _, _, program = command_after(instructions, "HEALTHCHECK")
    compile(program, "HEALTHCHECK", "exec")


def test_the_image_has_every_folder_that_python_or_django_reads(instructions):
    kept = set(re.findall(r"^!(\w+)$", (ROOT / ".dockerignore").read_text(), re.M))
    packages = {file.parent.name for file in ROOT.glob("*/__init__.py")} - {"bench", "tests"}

    assert kept == packages | {"locale", "static", "templates"}
    assert ("USER", "sciatica") in instructions
