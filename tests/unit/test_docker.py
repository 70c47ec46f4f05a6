"""The image and the compose file: judged by linters, and against the code that they start."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from ingest.queue import broker_from_url
from ingest.queue.rabbit import RabbitBroker
from ingest.register.database import Database
from ingest.settings import Settings
from ingest.storage import store_from_url
from ingest.storage.s3 import S3Store
from workers.cli import _parser

FOLDER = Path("docker")
PROGRAMS = Path(sys.executable).parent
OURS = ("web", "relay", "worker")
YAML_RULES = "{extends: default, rules: {line-length: {max: 110}}}"


@pytest.fixture(scope="module")
def compose() -> Any:
    """The file with a word for each of its variables."""
    text = (FOLDER / "compose.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(re.sub(r"\$\{(\w+)[^}]*\}", r"secret", text))


@pytest.mark.parametrize(
    "command",
    [
        ("hadolint", "docker/Dockerfile"),
        ("yamllint", "--strict", "-d", YAML_RULES, "docker/compose.yaml"),
    ],
)
def test_linters_find_nothing(command: tuple[str, ...]) -> None:
    result = subprocess.run(
        [PROGRAMS / command[0], *command[1:]], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (0, "")


def test_parts(compose: Any) -> None:
    assert set(compose["services"]) == {*OURS, "postgresql", "rabbitmq", "seaweedfs"}
    assert compose["services"]["worker"]["deploy"]["replicas"] >= 2
    for service in compose["services"].values():
        assert service["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", OURS)
def test_our_services_are_started_as_the_code_expects(compose: Any, name: str) -> None:
    service = compose["services"][name]
    assert _parser().parse_args(service["command"]).log
    known = {f"INKOM_{field.upper()}" for field in Settings.model_fields}
    assert set(service["environment"]) <= known
    environment = service["environment"]
    assert isinstance(broker_from_url(environment["INKOM_QUEUE_URL"]), RabbitBroker)
    assert isinstance(store_from_url(environment["INKOM_STORE_URL"]), S3Store)
    assert Database(environment["INKOM_REGISTER_URL"]).engine.dialect.name == "postgresql"


def test_addresses_name_services_and_their_ports(compose: Any) -> None:
    environment = compose["services"]["worker"]["environment"]
    for url in environment.values():
        host = re.search(r"@(\w+):", url)
        assert host is not None
        assert host[1] in compose["services"]
        assert compose["services"]["worker"]["depends_on"][host[1]] == {"condition": "service_healthy"}
        assert "healthcheck" in compose["services"][host[1]]


def test_secrets_are_asked_for() -> None:
    text = (FOLDER / "compose.yaml").read_text(encoding="utf-8")
    asked = set(re.findall(r"\$\{(\w+):\?", text))
    assert set(re.findall(r"\$\{(\w+)", text)) == asked
    example = (FOLDER / "example.env").read_text(encoding="utf-8")
    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) == asked


def test_object_store_lets_the_workers_in(compose: Any) -> None:
    (identity,) = json.loads(compose["configs"]["s3"]["content"])["identities"]
    login = identity["credentials"][0]
    url = compose["services"]["worker"]["environment"]["INKOM_STORE_URL"]
    assert url.startswith(f"s3://{login['accessKey']}:{login['secretKey']}@seaweedfs:8333/")


def test_images_are_pinned_and_the_stores_is_the_tested_one(compose: Any) -> None:
    images = {name: service["image"] for name, service in compose["services"].items() if name not in OURS}
    assert all(re.fullmatch(r"[a-z/]+:\d[\d.]*", image) for image in images.values())
    version = subprocess.run(
        [PROGRAMS / "weed", "version"], capture_output=True, text=True, check=True
    ).stdout
    assert f" {images['seaweedfs'].partition(':')[2]} " in version


def test_volumes_are_declared_and_kept_apart(compose: Any) -> None:
    used = [
        volume.partition(":")[0]
        for service in compose["services"].values()
        for volume in service.get("volumes", ())
    ]
    assert sorted(used) == sorted(compose["volumes"])


def test_image_installs_what_run_asks_for() -> None:
    asked = re.search(r'^packages="([^"$]+)"', Path("run").read_text(encoding="utf-8"), re.MULTILINE)
    installed = re.search(
        r"--no-install-recommends \\\n(.+?) \\\n", (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    )
    assert asked is not None
    assert installed is not None
    assert set(installed[1].split()) == set(asked[1].split())
