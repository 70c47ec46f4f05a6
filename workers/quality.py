"""What we believe about how well a document was read, and whether a person must look. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from schemas.base import Problem
from schemas.metadata import ABOUT_OTHERS, UNCERTAIN, Extracted, Flag, Metadata
from schemas.page import Word
from schemas.record import PageQuality, Quality
from schemas.repair import Edit, RepairedPage
from workers.key_values import asked_for
from workers.page_quality import DOUBTFUL, JudgedPage, should_be_checked

DOUBTFUL_VALUE = 0.9
"""Probability of a word being right below which the value it stands in asks for a person. Words are marked
from less doubt on: a mark costs a glance, a document set aside costs somebody's morning."""
LOW_MEAN = 0.8
"""Mean word confidence of a page below which the page should be seen by a person."""
DOUBTFUL_SHARE = 0.1
"""Share of doubtful words above which the page should be seen by a person."""
LEAST_WORDS = 20
"""A page of fewer words has no mean worth a warning."""

LONGEST_QUOTE = 80
"""Characters of a value that a reason quotes."""

FIELDS = {
    "title": ("Titel", "The title"),
    "issuer": ("Avsändare", "The issuer"),
    "recipient": ("Mottagare", "The recipient"),
    "officer": ("Handläggare", "The officer"),
    "dnr": ("Diarienummer", "A diarienummer"),
    "dates": ("Datum", "A date"),
    "decision_proposals": ("Beslutsförslag", "A proposed decision"),
    "decisions": ("Beslut", "A decision"),
    "signatories": ("Undertecknare", "A signatory"),
    "attachments": ("Bilaga", "An attachment"),
    "copy_to": ("Sändlista", "An addressee"),
}
"""The record's fields whose values are judged, as a person calls them in Swedish and in English."""

_FLAGGED: dict[Flag, tuple[str, str]] = {
    "fragment": ("{field} är ofullständigt tryckt: ”{raw}”.", "{field} is printed incompletely: '{raw}'."),
    "misprint": ("{field} har en omöjlig form: ”{raw}”.", "{field} has an impossible shape: '{raw}'."),
    "impossible": ("Datumet ”{raw}” finns inte.", "The date '{raw}' does not exist."),
    "ambiguous": ("{field} kan läsas på två sätt: ”{raw}”.", "{field} can be read in two ways: '{raw}'."),
    "template_residue": (
        "Mallens egen text står kvar: ”{raw}”.",
        "The template's own words are left: '{raw}'.",
    ),
}
"""Why a flagged value should be seen; an incomplete date is as printed and nothing to check."""


Pages = Mapping[int, tuple[RepairedPage, JudgedPage]]
"""A document's pages by their numbers."""


def judge(
    pages: Sequence[RepairedPage], judged: Sequence[JudgedPage], metadata: Metadata, *, embedded: int = 0
) -> Quality:
    """Whether a person must look at the document, with a reason for each thing to look at.

    `judged` are its pages, one by one; `embedded` is how many files lie in it beside them.

    Codes are stable: `unread_page`, `low_confidence`, `no_own_dnr`, `conflicting_dnr`, `no_date`,
    `conflicting_dates`, `no_title`, `no_issuer`, `flagged_value`, `doubtful_value`, `uncertain_value`,
    `repaired_value`, `unknown_type`, `nothing_read`, `embedded_files`.
    """
    qualities = [page.quality for page in judged]
    reasons = [
        *_page_reasons(pages, qualities),
        *_document_reasons(pages, metadata),
        *_value_reasons(pages, judged, metadata),
        *_embedded_reasons(embedded),
    ]
    unique = tuple(dict.fromkeys(reasons))
    return Quality(
        needs_review=bool(unique),
        reasons=unique,
        words=sum(quality.words for quality in qualities),
        doubtful_words=sum(quality.doubtful_words for quality in qualities),
        repairs=sum(edit.applied for page in pages for line in page.lines for edit in line.edits),
        unread_pages=sum(page.page.problem is not None for page in pages),
        predicted_error=_of_document(qualities),
    )


def _of_document(qualities: Sequence[PageQuality]) -> float | None:
    """The mean of the pages' predicted error rates, by their words; null where no page has one."""
    known = [(page.words, page.predicted_error) for page in qualities if page.predicted_error is not None]
    words = sum(count for count, _ in known)
    return round(sum(count * error for count, error in known) / words, 5) if words else None


def _page_reasons(pages: Sequence[RepairedPage], qualities: Sequence[PageQuality]) -> Iterator[Problem]:
    for page, quality in zip(pages, qualities, strict=True):
        number = page.page.number
        if page.page.problem is not None:
            yield Problem(
                code="unread_page",
                sv=f"Sida {number} kunde inte läsas: {page.page.problem.sv}",
                en=f"Page {number} could not be read: {page.page.problem.en}",
            )
        mean = quality.mean_confidence
        many = quality.doubtful_words > DOUBTFUL_SHARE * quality.words
        if quality.words >= LEAST_WORDS and mean is not None and (mean < LOW_MEAN or many):
            yield Problem(
                code="low_confidence",
                sv=f"Sida {number} är osäkert läst. Kontrollera den ({quality.doubtful_words} osäkra ord).",
                en=f"Page {number} was read with doubt. Check it ({quality.doubtful_words} doubtful words).",
            )


def _document_reasons(pages: Sequence[RepairedPage], metadata: Metadata) -> Iterator[Problem]:
    kind = metadata.document_type
    if kind is None:
        if not any(page.page.problem for page in pages):
            yield Problem(
                code="nothing_read",
                sv="Ingen text hittades i handlingen. Kontrollera att den inte är tom.",
                en="No text was found in the document. Check that it is not blank.",
            )
        return
    if kind.value == "other":
        yield Problem(
            code="unknown_type",
            field="document_type",
            sv="Handlingens typ framgår inte. Ange den.",
            en="The kind of document is not clear. State it.",
        )
    yield from asked_for(metadata, kind.value)


def _embedded_reasons(count: int) -> Iterator[Problem]:
    if count:
        yield Problem(
            code="embedded_files",
            sv=f"Inbäddade filer som inte är lästa: {count}. Öppna originalet, spara ut dem och lämna in dem "
            "för sig om de hör till handlingen.",
            en=f"Embedded files that were not read: {count}. Open the original, save them and hand them in "
            "by themselves if they belong to the document.",
        )


def _value_reasons(
    pages: Sequence[RepairedPage], judged: Sequence[JudgedPage], metadata: Metadata
) -> Iterator[Problem]:
    by_number = {page.page.number: (page, one) for page, one in zip(pages, judged, strict=True)}
    for field, value in _values(metadata):
        doubtful, repaired = _is_doubtful(by_number, value), _is_repaired(by_number, value)
        damaged = _may_be_damaged(by_number, value)
        yield from _stated_doubts(field, value, unsure_words=doubtful or repaired or damaged)
        if damaged:
            yield _reason(
                "doubtful_value",
                field,
                f"kan vara skadat i filen: ”{_short(value.raw)}”.",
                f"may be damaged in the file: '{_short(value.raw)}'.",
            )
        elif doubtful:
            yield _reason(
                "doubtful_value",
                field,
                f"är osäkert läst: ”{_short(value.raw)}”.",
                f"was read with doubt: '{_short(value.raw)}'.",
            )
        if repaired:
            yield _reason(
                "repaired_value",
                field,
                f"innehåller en osäker rättelse: ”{_short(value.raw)}”.",
                f"holds an uncertain repair: '{_short(value.raw)}'.",
            )
    for field, value in _long_values(metadata):
        unsure = any(
            speaks_against(by_number, value)
            for speaks_against in (_is_doubtful, _may_be_damaged, _is_repaired)
        )
        yield from _stated_doubts(field, value, unsure_words=unsure)
    for date in metadata.dates:
        if date.role in ABOUT_OTHERS:
            yield from _flags_of("dates", date)


def _stated_doubts(field: str, value: Extracted, *, unsure_words: bool) -> Iterator[Problem]:
    """What the extraction itself says against the value: flags, or a rule that is seldom right.

    Confidence is also lost by `unsure_words`, which are told of apart.
    """
    yield from _flags_of(field, value)
    if value.confidence is not None and value.confidence < UNCERTAIN and not (value.flags or unsure_words):
        right, limit = round(100 * value.confidence), round(100 * UNCERTAIN)
        yield _reason(
            "uncertain_value",
            field,
            f"är osäkert: ”{_short(value.raw)}”. Regeln {value.rule} ger rätt i "
            f"{right}\N{NO-BREAK SPACE}%; gränsen är {limit}\N{NO-BREAK SPACE}%.",
            f"is uncertain: '{_short(value.raw)}'. The rule {value.rule} is right in {right}%; "
            f"the limit is {limit}%.",
        )


def _flags_of(field: str, value: Extracted) -> Iterator[Problem]:
    name, english = FIELDS[field]
    for flag in value.flags:
        if flag in _FLAGGED:
            sv, en = _FLAGGED[flag]
            yield Problem(
                code="flagged_value",
                sv=sv.format(field=name, raw=_short(value.raw)),
                en=en.format(field=english, raw=_short(value.raw)),
                field=field,
            )


def _short(raw: str) -> str:
    """Enough of a value to know it by."""
    return raw if len(raw) <= LONGEST_QUOTE else f"{raw[:LONGEST_QUOTE].rstrip()} …"


def _reason(code: str, field: str, sv: str, en: str) -> Problem:
    name, english = FIELDS[field]
    return Problem(code=code, sv=f"{name} {sv}", en=f"{english} {en}", field=field)


def _values(metadata: Metadata) -> Iterator[tuple[str, Extracted]]:
    """The values that a registrar registers, with their names."""
    singles = {
        "title": metadata.title,
        "issuer": metadata.issuer,
        "recipient": metadata.recipient,
        "officer": metadata.officer,
    }
    yield from ((name, value) for name, value in singles.items() if value is not None)
    yield from (("dnr", dnr) for dnr in metadata.dnr)
    yield from (("dates", date) for date in metadata.dates if date.role not in ABOUT_OTHERS)


def _long_values(metadata: Metadata) -> Iterator[tuple[str, Extracted]]:
    """Sentences and lists: a doubtful word in them is marked where it stands and asks for nobody."""
    yield from (("decision_proposals", value) for value in metadata.decision_proposals)
    yield from (("decisions", value) for value in metadata.decisions)
    yield from (("signatories", value) for value in metadata.signatories)
    yield from (("attachments", value) for value in metadata.attachments)
    yield from (("copy_to", value) for value in metadata.copy_to)


def _is_doubtful(pages: Pages, value: Extracted) -> bool:
    """Whether a word of the value was read with so much doubt that somebody should see it."""
    return any(
        start < evidence.end and start + len(word.text) > evidence.start and _asks_for_somebody(word)
        for evidence in value.evidence
        for start, word in pages[evidence.page][0].page.judged_words()
    )


def _may_be_damaged(pages: Pages, value: Extracted) -> bool:
    """The same of a word that nobody recognised."""
    return any(
        word.start < evidence.end and word.end > evidence.start and 1 - word.chance < DOUBTFUL_VALUE
        for evidence in value.evidence
        for word in pages[evidence.page][1].doubtful
    )


def _asks_for_somebody(word: Word) -> bool:
    return should_be_checked(word) and (word.confidence is None or word.confidence < DOUBTFUL_VALUE)


def _is_repaired(pages: Pages, value: Extracted) -> bool:
    """Whether an applied repair whose confidence is below the threshold lies in the value."""
    return any(
        start < evidence.end and start + edit.end - edit.start > evidence.start and _is_uncertain(edit)
        for evidence in value.evidence
        for _, start, edit in pages[evidence.page][0].placed_edits()
    )


def _is_uncertain(edit: Edit) -> bool:
    return edit.applied and edit.confidence is not None and edit.confidence < DOUBTFUL
