"""What people say about a record: corrections as versions, reviews, and who a value or a word comes from."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from schemas.base import Count, DocumentId, Model, PageNumber
from schemas.metadata import DocumentType

AfterNumber = Annotated[Count, Field(description="The last correction that the corrector had seen; 0: none.")]


class FieldTarget(Model):
    """A value of the record, or an entry of one of its lists."""

    kind: Literal["field"] = "field"
    path: str = Field(
        pattern=r"^/[a-z_]+(/(-|\d+))?(/[a-z_]+)?$",
        max_length=100,
        description="JSON Pointer (RFC 6901), e.g. `/title/value`, `/dnr/0` or `/dnr/-` for a new entry.",
    )


class TextTarget(Model):
    """Characters of one line of a page's `text`."""

    kind: Literal["text"] = "text"
    page: PageNumber
    line: int = Field(ge=0, description="Index of the line on the page, counted from 0.")
    start: int = Field(ge=0, description="First character, counted in the line.")
    line_text: str = Field(description="The whole line as it stood, by which it is found again.")


class RepairTarget(Model):
    """One of the record's `repairs`; `before` and `after` of the correction say whether it is applied."""

    kind: Literal["repair"] = "repair"
    page: PageNumber
    start: int = Field(ge=0, description="First character in the page's `raw_text`.")
    end: int = Field(ge=0, description="One past the last one.")
    seen: str = Field(description="The repair's own `before`.")
    proposed: str = Field(description="The repair's own `after`.")


class UndoTarget(Model):
    """An earlier correction, which counts no more; undoing that again lets it count."""

    kind: Literal["undo"] = "undo"
    number: int = Field(ge=1, description="Of the correction of the same document.")


Target = Annotated[FieldTarget | TextTarget | RepairTarget | UndoTarget, Field(discriminator="kind")]


class Change(Model):
    """What is to be corrected: for a text both sides are strings, for a repair both say whether it is
    applied."""

    target: Target
    before: JsonValue = Field(description="What stands there; null where nothing does, and for an undo.")
    after: JsonValue = Field(description="What is to stand there; null removes, and is it for an undo.")
    reason: str | None = Field(default=None, max_length=2000, pattern=r"^[^\x00]*$")


RequestKey = Annotated[
    str | None,
    Field(
        default=None,
        max_length=64,
        pattern=r"^[0-9a-zA-Z-]+$",
        description="Chosen by the sender. What has been kept under the same key of the same document is not "
        "kept again, so that a request whose answer was lost can be repeated.",
    ),
]


class CorrectionRequest(Change):
    """A correction by whoever holds the document's review."""

    token: str = Field(max_length=100, description="Of the review that was claimed.")
    version: str = Field(max_length=200, description="Of the pipeline's record that it is made against.")
    after_number: AfterNumber
    key: RequestKey = None


class Correction(Change):
    """A correction as it is kept, for good. The pipeline's record and all of them in order are the record."""

    document_id: DocumentId
    number: int = Field(ge=1, description="Counted in the document.")
    version: str = Field(description="Of the pipeline's record that it was made against.")
    actor: str
    at: datetime = Field(description="UTC.")
    key: RequestKey = None


Fate = Literal["applied", "already_so", "undone", "conflict"]


class Outcome(Model):
    """What became of a correction when it was applied to the record."""

    number: int
    fate: Fate = Field(
        description="`already_so`: the pipeline says the same by now. `conflict`: what it corrects is not "
        "there (any more), and a person has to decide."
    )
    only_on_page: bool = Field(
        default=False, description="True for a word that was not found in the paragraph made of its line."
    )
    line: int | None = Field(
        default=None, description="For an applied text or repair: the line on which it was found."
    )


class Attribution(Model):
    """Who a value, or the characters of a word, come from."""

    path: str | None = Field(default=None, description="JSON Pointer of a value; null for text.")
    page: PageNumber | None = None
    line: int | None = None
    text: str = Field(description="The value or the characters.")
    by: Literal["person", "model", "rule"] = Field(
        description="`model`: the language model of the repair. Text that is not listed is the reader's."
    )
    who: str = Field(description="The person, the rule's name, or the kind of repair.")
    at: datetime | None = Field(default=None, description="Of a person's correction, UTC.")
    correction: int | None = None


class CorrectionList(Model):
    """Everything that people have said about a document's record."""

    version: str = Field(description="Of the pipeline's record that they are applied to.")
    corrections: tuple[Correction, ...]
    outcomes: tuple[Outcome, ...]
    attributions: tuple[Attribution, ...]


class Review(Model):
    """The right to review one document, for as long as the lease is renewed."""

    document_id: DocumentId
    token: str
    holder: str
    lease_until: datetime = Field(description="UTC. Without a heartbeat the document is free after it.")
    version: str
    after_number: AfterNumber


class ReviewToken(Model):
    """Shows that a review is the caller's."""

    token: str = Field(max_length=100)


class ExpectedErrors(Model):
    """How many errors to expect before anybody has looked, by where they come from."""

    words: float = Field(ge=0, description="Wrong words on the pages that were read.")
    values: float = Field(ge=0, description="Wrong values.")
    unread: float = Field(ge=0, description="Words on pages that could not be read.")

    @property
    def total(self) -> float:
        """All together."""
        return round(self.words + self.values + self.unread, 3)


class ReviewItem(Model):
    """A document that waits for review."""

    document_id: DocumentId
    version: str
    filename: str
    title: str | None
    dnr: str | None
    document_type: DocumentType | None
    pages: int
    expected_errors: float | None = Field(description="Wrong words and values to expect; null if unknown.")
    expected: ExpectedErrors | None = Field(description="The same by cause; null if unknown.")
    needs_review: bool | None
    corrections: int = Field(description="How many corrections it has so far.")
    holder: str | None = Field(description="Who is reviewing it just now.")
    lease_until: datetime | None = Field(description="When that runs out without a sign of life, UTC.")


class ReviewQueue(Model):
    """The documents that wait: those that ask for review first, most expected errors first among them."""

    waiting: int = Field(description="How many there are; `documents` may be the first of them.")
    asking: int = Field(description="How many of them ask for review: their record has a reason.")
    expected_errors: float = Field(description="In all of them together.")
    documents: tuple[ReviewItem, ...]
