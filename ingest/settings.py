"""Every setting, with its meaning, its unit and its default. Read from the environment as `INKOM_<NAME>`."""

import re
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from ingest.errors import Misconfigured
from schemas.learning import TaughtSetting

ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # It is looked up, not bound.
"""Where this machine itself reaches a server that is bound to all its addresses."""


CHANGE_RECORDS = ("own_dnr_prefixes", "own_dnr_shapes", "own_bodies", "own_words", "recogniser", "ocr_dpi")
"""The settings on which it depends what a record holds; each record says how they stood."""


OWN_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
"""Letters alone, or words of them with hyphens between."""


class Settings(BaseSettings):
    """Frozen after start. `docs/settings.md` is checked against this class by a test."""

    model_config = SettingsConfigDict(env_prefix="INKOM_", frozen=True, extra="ignore")

    # Where things are kept.
    data: Path = Field(default=Path("data"), description="Folder of the embedded store, register and queue.")
    store_url: str = Field(
        default="",
        description="Object store. Empty: the folder `objects` under `data`. "
        "Otherwise `s3://KEY:SECRET@HOST:PORT/BUCKET` or `s3+https://…`.",
    )
    register_url: str = Field(
        default="",
        description="Database. Empty: SQLite in `data/register.db`. "
        "Otherwise `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`.",
    )
    queue_url: str = Field(
        default="",
        description="Broker. Empty: our SQLite broker in `data/queue.db` (`sqlite:///PATH`). "
        "Otherwise RabbitMQ: `amqp://USER:PASSWORD@HOST:PORT/VHOST` or `amqps://…`.",
    )

    # The server.
    host: str = Field(default="127.0.0.1", description="Address to bind; all but loopback need API keys.")
    port: int = Field(default=8080, ge=1, le=65535, description="TCP port of the server.")
    api_key_hashes: tuple[str, ...] = Field(
        default=(), description="sha256 hex digests of the accepted API keys, as a JSON list."
    )
    reader_key_hashes: tuple[str, ...] = Field(
        default=(),
        description="The same for keys whose holders only read, with personal identity numbers masked.",
    )
    loopback_is_local_user: bool = Field(
        default=True,
        description="Let requests from this machine in as the user `local`, without a key. Those that show "
        "signs of a proxy never are. Turn it off where a proxy on this machine serves others.",
    )
    session_hours: int = Field(
        default=12,
        ge=1,
        le=168,
        description="Longest time that one signing in lasts; unused, it ends after two.",
    )
    trusted_proxies: tuple[str, ...] = Field(
        default=(),
        description="Addresses or networks of reverse proxies, as a JSON list such as `10.0.0.5`, "
        "`10.1.0.0/24`: only their `X-Forwarded-*` and user headers are believed, and what they send "
        "is never `local`'s.",
    )
    proxy_user_header: str = Field(
        default="",
        description="Header in which a trusted proxy names the user whom it has signed in by OIDC or SAML, "
        "such as `X-Remote-User`; it must remove the header from what browsers send. Empty: none is read.",
    )
    proxy_role_header: str = Field(
        default="",
        description="Header in which it states the user's role (`reader`, `registrar`, `archivist`, "
        "`administrator`); accounts are then made at the first visit. Empty: an administrator adds them.",
    )

    # What is taken in.
    max_upload_mb: int = Field(
        default=500, ge=1, le=5000, description="Largest upload, in megabytes of 10^6 bytes; at most 5000."
    )
    max_pages: int = Field(default=3000, ge=1, description="Most pages in one document.")
    max_page_megapixels: int = Field(
        default=250, ge=1, description="Largest page: its image, or the page at 300 dpi, in megapixels."
    )

    upload_keep_hours: int = Field(
        default=72,
        ge=1,
        description="How long an upload that broke off is kept for its rest, and why a file was refused, "
        "for its sender to see; three days last over a weekend.",
    )

    # The authority itself: what it says here changes records made from then on.
    own_dnr_prefixes: tuple[str, ...] = Field(
        default=(),
        description="How the authority's own diarienummer begin, as a JSON list such as `KS`, `SBK`. Numbers "
        "that begin so need no label, and others in a head are taken for the other party's. What is accepted "
        "under Förslag comes beside them.",
    )
    own_dnr_shapes: tuple[str, ...] = Field(
        default=(),
        description="Shapes of own numbers that are not recognised otherwise, as a JSON list of examples "
        "with `{year}`, `{yy}`, `{number}` and `{class}` for what differs: `BYGG.{year}.{number}`.",
    )
    own_bodies: tuple[str, ...] = Field(
        default=(),
        description="Names of the authority's boards and offices that do not sound like such, as a JSON "
        "list: `Serviceresurs`.",
    )
    own_words: tuple[str, ...] = Field(
        default=(),
        description="Names of people and places, and other words that no Swedish list has, as a JSON list: "
        "`Ekenskär`. Damaged words become them too, and a reader's doubt is settled by them. With a capital "
        "they are names.",
    )

    # The sandbox around every parse of an uploaded file.
    sandbox_memory_mb: int = Field(
        default=2048, ge=256, description="Memory (address space) of one sandboxed call, in MB."
    )
    probe_seconds: int = Field(default=20, ge=1, description="Wall time for the probe of an upload.")
    page_seconds: int = Field(
        default=60, ge=1, le=1200, description="Wall time to open and rasterise one page."
    )
    pdf_seconds: int = Field(
        default=600, ge=1, description="Wall time to write one document's searchable PDF/A."
    )

    # The workers.
    workers: int = Field(default=0, ge=0, description="Worker processes. 0: one for each core.")
    recogniser: Literal["pp-ocr", "tesseract"] = Field(
        default="pp-ocr",
        description="What reads scans: PP-OCRv6, with Tesseract where it fails, or Tesseract alone.",
    )
    recognise_seconds: int = Field(default=120, ge=1, description="Wall time for OCR of one page.")
    ocr_dpi: int = Field(
        default=300, ge=100, le=600, description="Resolution for PDF pages that are not one whole image."
    )
    lease_seconds: int = Field(
        default=60, ge=2, le=600, description="How long a claim on a page or document holds without renewal."
    )
    unit_seconds: int = Field(
        default=1500,
        ge=5,
        description="Longest time for bringing a document's pages together, and for one page unless its "
        "own limits add up to less; a worker that takes longer ends itself, and the attempt counts. Keep it "
        "below RabbitMQ's `consumer_timeout` (30 minutes).",
    )
    attempts: int = Field(default=3, ge=1, description="Attempts at a page or document before giving up.")
    sweep_seconds: float = Field(
        default=5.0, gt=0, description="How often expired leases and forgotten work are looked for."
    )
    requeue_seconds: int = Field(
        default=60,
        ge=1,
        description="How long queued work may stay unclaimed before it is queued again; doubles each time.",
    )

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, proxies: tuple[str, ...]) -> tuple[str, ...]:
        for proxy in proxies:
            ip_network(proxy)
        return proxies

    @field_validator("own_words")
    @classmethod
    def _are_words(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        for word in words:
            if not OWN_WORD.fullmatch(word):
                raise ValueError("words are letters alone, with hyphens between them")
        return words

    @property
    def effective_store_url(self) -> str:
        """The store's URL with the default filled in."""
        return self.store_url or (self.data / "objects").absolute().as_uri()

    @property
    def effective_register_url(self) -> str:
        """The database's URL with the default filled in."""
        return self.register_url or _sqlite_url(self.data / "register.db")

    @property
    def effective_queue_url(self) -> str:
        """The broker's URL with the default filled in."""
        return self.queue_url or _sqlite_url(self.data / "queue.db")

    @property
    def server_address(self) -> str:
        """The URL at which this machine reaches the server, without a slash at its end."""
        host = ANY_ADDRESS.get(self.host, self.host)
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def settings_from_environment() -> Settings:
    """The settings in force. Raises `Misconfigured`, naming the variable; its value is not repeated."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        variable = f"INKOM_{str(first['loc'][0]).upper()}"
        why = f"värdet passar inte / the value does not fit ({first['msg']})"
        raise Misconfigured(setting=variable, why=why) from error
    except SettingsError as error:
        why = f"värdet är inte JSON / the value is not JSON ({error})"
        raise Misconfigured(setting="INKOM_API_KEY_HASHES", why=why) from error


def with_taught(settings: Settings, values: Mapping[TaughtSetting, tuple[str, ...]]) -> Settings:
    """The settings of the environment and what corrections have taught, together."""
    return settings.model_copy(
        update={
            name: tuple(dict.fromkeys((*getattr(settings, name), *more))) for name, more in values.items()
        }
    )


def _sqlite_url(path: Path) -> str:
    return f"sqlite:///{quote(str(path.absolute()))}"


def rendered_settings() -> str:
    """The page `docs/settings.md`: every setting with its variable, default and meaning."""
    rows = [
        f"| `INKOM_{name.upper()}` | `{_shown(field.default)}` | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            "Read from the environment at start. Written by `python -m ingest.settings`.",
            "",
            "| variable | default | meaning |",
            "|---|---|---|",
            *rows,
            "",
            "`inkom ingest` sends the key in `INKOM_API_KEY`, if it is set.",
            "",
        ]
    )


def _shown(default: object) -> str:
    if default in ("", ()):
        return "(empty)"
    return str(default).lower() if isinstance(default, bool) else str(default)


if __name__ == "__main__":
    Path("docs/settings.md").write_text(rendered_settings(), encoding="utf-8")
