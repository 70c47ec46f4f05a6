"""Which tool did what, so that a result can be explained and made again."""

from pydantic import Field

from schemas.base import Model, PageNumber


class Step(Model):
    """One step of the journey, as PREMIS and ISO 15489 want it shown."""

    name: str = Field(description="The step: `probe`, `open`, `recognise`, `repair`, `structure`, …")
    tool: str = Field(description="The engine that did it, e.g. `tesseract`.")
    version: str = Field(description="The engine's version and, where it has one, its model.")
    seconds: float = Field(ge=0, description="Wall time; the sum over pages for steps done by page.")


class SettingInForce(Model):
    """A setting of the authority's that has a say in what a record holds."""

    name: str = Field(description="Its name, e.g. `own_dnr_prefixes`.")
    value: str = Field(
        description="Its value as JSON; of `own_words` how many there are, and the SHA-256 of them, each "
        "followed by a line feed."
    )


class Reused(Model):
    """What a record took over from an earlier one of the same document, rather than making it anew."""

    version: str = Field(description="Under which the readings of the pages were kept.")
    pages: tuple[PageNumber, ...] = Field(
        description="Pages that were not read again; `steps` tells how they were read then."
    )
    files: bool = Field(
        description="Whether the PDF/A and the ALTO were taken over too: they hold the same words."
    )


class Provenance(Model):
    """How a record came about."""

    pipeline_version: str = Field(
        description="Version of Inkom that made the record. The same bytes, pipeline version and `settings` "
        "give the same record, but for times."
    )
    sandbox: str = Field(description="How untrusted parsing was confined, e.g. `bubblewrap`.")
    steps: tuple[Step, ...] = Field(description="Every step in order, with its tool.")
    settings: tuple[SettingInForce, ...] = Field(
        default=(), description="What was set when the record was made, of all that changes records."
    )
    reused: Reused | None = Field(
        default=None, description="What was taken over from an earlier record; null for nothing."
    )
