"""Extracted values. Each one says where it stands, what was printed there, and which rule took it."""

from typing import Literal

from pydantic import Field

from schemas.base import Box, Confidence, Model, PageNumber

DocumentType = Literal[
    "tjänsteutlåtande",
    "tjänsteskrivelse",
    "remissvar",  # also yttrande
    "protokoll",
    "protokollsutdrag",
    "kallelse",
    "delegationsbeslut",
    "anmälningslista",
    "riktlinje",
    "beslut",  # of an authority: JO, JK, ARN, länsstyrelse …
    "kommittédirektiv",
    "domstolsavgörande",
    "årsbokslut",
    "överklagande",
    "skrivelse",
    "other",
]
DnrRole = Literal["own", "referenced", "item"]
DateRole = Literal[
    "document",
    "received",
    "deadline",
    "meeting",
    "decision",
    "underlag",
    "event",
    "signing",
    "justering",
    "posted_from",
    "posted_to",
    "valid_from",
]
ABOUT_OTHERS: frozenset[DateRole] = frozenset({"event", "underlag"})
"""Roles of dates that the text tells of or that cited documents bear. Nobody registers them: of an uncertain
one the record claims no more than that it stands there."""
UNCERTAIN = 0.7
"""A value that is right less often than this, by its rule and what speaks against it, should be seen."""
ReferenceKind = Literal["sfs", "sou", "ds", "prop", "dir", "eu", "case_law", "record"]
PersonalDataKind = Literal["personnummer", "samordningsnummer"]
Flag = Literal[
    "fragment",  # a number of which a part is missing, kept as printed
    "misprint",  # a number of an impossible shape, kept as printed
    "impossible",  # a date that does not exist, such as 31 februari
    "incomplete",  # a date without day or year
    "ambiguous",  # two readings or two rules disagree
    "template_residue",  # the template's own words stand where a value should
]


class Evidence(Model):
    """Where a value stands. A value printed on two lines has one piece of evidence for each."""

    page: PageNumber
    box: Box | None = Field(description="The words inside it spell `raw`; null for text files.")
    raw: str = Field(description="What was read there, before repair: `raw_text[start:end]` of the page.")
    start: int = Field(ge=0, description="First character in the page's `raw_text`.")
    end: int = Field(ge=0, description="One past the last character.")
    field: str | None = Field(
        default=None, description="The part it supports, for a value of several parts: `name`, `phone` …"
    )


class Extracted(Model):
    """A value with its evidence. `value` is normalized, `raw` is as printed (repaired, lines joined)."""

    raw: str = Field(description="As printed: repaired, with its lines joined, not normalized.")
    confidence: Confidence = None
    rule: str = Field(description="Name of the rule that took the value, e.g. `dnr.label_same_line`.")
    flags: tuple[Flag, ...] = Field(
        default=(), description="What a person should know about the value; empty when nothing is odd."
    )
    evidence: tuple[Evidence, ...] = Field(
        min_length=1, description="Where it stands: one entry for each line it is printed on."
    )


class Text(Extracted):
    """A value that is a text: title, issuer, recipient, an addressee of copies."""

    value: str = Field(description="The text, with white space collapsed.")


class NumberedText(Text):
    """A decision, a proposal or an attachment, with its number in its list."""

    number: str | None = Field(
        default=None, description="As printed, without punctuation; null where there is none."
    )


class TypeOfDocument(Extracted):
    """Which kind of document this is; `other` when unsure."""

    value: DocumentType = Field(description="Code of the kind.")


class Dnr(Extracted):
    """A diarienummer (or målnummer) in its family's normal form."""

    value: str = Field(description="Normal form of its family, e.g. `KS-2025-00153`.")
    role: DnrRole = Field(
        description="`own`: the document's case; `referenced`: another case or the other party's number; "
        "`item`: one matter in a document about many."
    )
    family: str = Field(description="Shape of the number, e.g. `prefix_year_serial`.")


class Date(Extracted):
    """A date. Incomplete ones are EDTF: `2016-11`, `XXXX-10-13`; nothing is guessed."""

    value: str | None = Field(description="ISO 8601 or EDTF level 1; null for an impossible date.")
    role: DateRole = Field(description="What happened, or is to happen, on that date.")


class Officer(Extracted):
    """Handläggare: the officer in charge."""

    name: str = Field(description="The person's name.")
    title: str | None = Field(default=None, description="Title, where it is printed.")
    phone: str | None = Field(default=None, description="Telephone number as printed.")
    email: str | None = Field(default=None, description="E-mail address.")


class Signatory(Extracted):
    """Who signs, with title where it is printed."""

    name: str = Field(description="The person's name.")
    title: str | None = Field(default=None, description="Title, where it is printed.")


class Reference(Extracted):
    """A law, an inquiry, a bill or another record that the document cites."""

    value: str = Field(description="What is cited, e.g. `2010:900` or `prop. 2016/17:1`.")
    kind: ReferenceKind = Field(description="The series it belongs to.")


class PersonalData(Extracted):
    """A personal identity number; `value` and `raw` are masked (`19850101-****`).

    Its evidence quotes the page, as all evidence does: only the record's protected form masks that too.
    """

    value: str = Field(description="The number with its last four digits masked.")
    kind: PersonalDataKind = Field(description="Kind of number.")


class Secrecy(Extracted):
    """A secrecy mark with the provision it names."""

    value: str = Field(description="The mark's words.")
    provision: str | None = Field(default=None, description="Chapter and section of OSL, where named.")
    chapter: str | None = Field(default=None, description="Chapter of OSL alone, e.g. `26` or `23 a`.")
    section: str | None = Field(default=None, description="Section of that chapter alone, e.g. `1`.")


class Metadata(Model):
    """Everything extracted from a document; an empty tuple or null means: not found."""

    document_type: TypeOfDocument | None = None
    title: Text | None = None
    issuer: Text | None = None
    recipient: Text | None = None
    dnr: tuple[Dnr, ...] = ()
    dates: tuple[Date, ...] = ()
    officer: Officer | None = None
    decision_proposals: tuple[NumberedText, ...] = ()
    decisions: tuple[NumberedText, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    attachments: tuple[NumberedText, ...] = ()
    copy_to: tuple[Text, ...] = ()
    references: tuple[Reference, ...] = ()
    personal_data: tuple[PersonalData, ...] = ()
    secrecy: tuple[Secrecy, ...] = ()
