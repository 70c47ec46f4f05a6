"""Every setting is documented, and the document does not drift."""

from pathlib import Path

from ingest.settings import Settings, rendered_settings

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_settings_page_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == rendered_settings(), "run: python -m ingest.settings"


def test_every_setting_has_a_description() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
