"""Every setting is documented, and the document does not drift."""

import socket
from pathlib import Path

import pytest

from ingest.errors import Misconfigured
from ingest.queue.broker import READ_PAGE, broker_from_url, send
from ingest.register import Register
from ingest.settings import Settings, rendered_settings, settings_from_environment
from ingest.storage import store_from_url
from workers.cli import main
from workers.run import check_port_is_free

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_settings_page_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == rendered_settings(), "run: python -m ingest.settings"


def test_every_setting_has_a_description() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("name", ["data", "x#1", "x?y=1", "x%41", "skannat på plan 2", "a;b&c"])
def test_everything_lies_under_data_whatever_its_name(tmp_path: Path, name: str) -> None:
    data = tmp_path / name
    data.mkdir()
    settings = Settings(data=data)
    store_from_url(settings.effective_store_url).prepare()
    register = Register(settings.effective_register_url)
    register.migrate()
    register.close()
    broker = broker_from_url(settings.effective_queue_url)
    send(broker, READ_PAGE, "0" * 32, 1)
    broker.close()
    assert (data / "objects").is_dir()
    assert (data / "register.db").is_file()
    assert (data / "queue.db").is_file()
    assert list(tmp_path.iterdir()) == [data]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("INKOM_PORT", "abc"),
        ("INKOM_PORT", "0"),
        ("INKOM_API_KEY_HASHES", "abc"),
        ("INKOM_WORKERS", "-1"),
        ("INKOM_OWN_WORDS", '["Sm?rhult"]'),
    ],
)
def test_a_setting_that_cannot_work_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(Misconfigured) as caught:
        settings_from_environment()
    assert variable in caught.value.problem.sv


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080"),
        ("::1", "http://[::1]:8080"),
        ("0.0.0.0", "http://127.0.0.1:8080"),
        ("::", "http://[::1]:8080"),
        ("inkom.example", "http://inkom.example:8080"),
    ],
)
def test_the_address_for_this_machine(host: str, address: str) -> None:
    assert Settings(host=host).server_address == address


def test_a_taken_port_is_told_from_a_free_one() -> None:
    families = [(socket.AF_INET, "127.0.0.1")]
    if socket.has_dualstack_ipv6():
        families.append((socket.AF_INET6, "::1"))
    for family, host in families:
        with socket.socket(family) as server:
            server.bind((host, 0))
            port = server.getsockname()[1]
            server.listen()
            with pytest.raises(Misconfigured, match="INKOM_PORT"):
                check_port_is_free(Settings(host=host, port=port))
        check_port_is_free(Settings(host=host, port=port))


def test_a_host_that_is_no_address_is_named() -> None:
    with pytest.raises(Misconfigured, match="INKOM_HOST"):
        check_port_is_free(Settings(host="finns.inte.invalid"))


def test_the_command_says_what_is_wrong_instead_of_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["ingest", "brev.pdf", "--note", "x" * 2001])
    assert ended.value.code == 2
    assert "note" in capsys.readouterr().err
    monkeypatch.setenv("INKOM_PORT", "abc")
    with pytest.raises(SystemExit) as ended:
        main(["ingest", "brev.pdf"])
    assert ended.value.code == 1
    assert "INKOM_PORT" in capsys.readouterr().err
