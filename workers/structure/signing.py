"""Words over a signature: who signs for whom, how a letter ends, who wrote and who checked the minutes."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from functools import lru_cache

from workers.structure.vocabulary import REMEMBERED, fold, folded

LONGEST_CUE = 90
"""Characters of a line that only announces signatures."""

CUES: tuple[tuple[str, str], ...] = (
    # what it is, pattern for folded text
    ("closing", r"(?:med )?(?:vänlig(?:a)? )?hälsning(?:ar)?|högaktningsfullt|med vänlig hälsning(?:ar)? från .{3,50}"),
    ("on_behalf", r"på ?.{3,60} vägnar|(?:enligt|på) uppdrag(?: av .{3,60})?|efter bemyndigande|för (?!kännedom|information|beslut|åtgärd|övrigt|yttrande|sent|att )\S.{2,60}|i tjänsten"),
    ("minutes", r"vid protokollet|(?:protokollet )?justeras?(?: av)?|justera(?:s|t)(?: digitalt| elektroniskt)?(?: (?:den )?\d{4}-\d\d-\d\d)?|justeras med|underskrifter?|"
                r"rätt utdraget(?: ur protokollet)?(?: (?:intygar|betygar|bestyrker))?|utdraget(?:s riktighet)? (?:bestyrke?s|intygas|betygas)|bestyrkes|vidimeras"),
    ("digital", r"(?:(?:dokumentet|handlingen|beslutet|detta dokument) (?:är|har) )?(?:elektroniskt|digitalt) "
                r"(?:signera\w+|underskrive\w+|undertecknat?s?|godkän\w+)(?: av)?|"
                r"(?:dokumentet|handlingen|beslutet|detta dokument) (?:är|har) (?:signera\w+|undertecknat?s?|godkän\w+) (?:elektroniskt|digitalt)(?: av(?: följande personer)?)?|"
                r"(?:dokumentet |beslutet )?(?:är |har )?(?:signera(?:ts?|des?|d)|undertecknat?s?|godkän[dt]s?)(?: elektroniskt| digitalt)? av"),
    ("form", r"namnteckning|namnförtydligande|underskrift|ort och datum|(?:\S+ )?dag som ovan|(?:ort och )?datum som ovan|som ovan"),
)  # fmt: skip
"""Sources: minutes and contracts after SKR's templates, letters of agencies, e-signature services' own words."""

_CUE = folded("|".join(f"(?:{pattern})" for _, pattern in CUES))
_MINUTES_CUE = r"(?:vid protokollet|protokollet justeras|justeras?|justerat)"
_ONE_OF_ROW = folded(_MINUTES_CUE)
_ROW = folded(rf"{_MINUTES_CUE}(?:\s+{_MINUTES_CUE})+")
"""`Vid protokollet Justeras Justeras`: columns that were read without the room between them."""
_INLINE = re.compile(
    r"(?:[Rr]ätt utdraget(?: ur protokollet)? (?:intygar|betygar|bestyrker)|[Uu]tdraget(?:s riktighet)? (?:bestyrke?s|intygas|betygas)(?: av)?|[Vv]id protokollet|[Jj]usteras(?: av)?|[Ee]nligt uppdrag|(?:[Ee]lektroniskt |[Dd]igitalt )?(?:[Ss]ignera[dt]|[Uu]ndertecknat?|[Uu]nderskriv\w+|[Gg]odkän[dt])(?: elektroniskt| digitalt)?(?: av)?)"
    r"\s*:?\s+(?=[A-ZÅÄÖ])"
)  # fmt: skip
_NAME_AND_TITLE = re.compile(
    r"(?P<name>[^,(\d]{5,50}?)(?:\s*\((?P<party>[A-ZÅÄÖ]{1,4}|-)\))?(?:,\s*(?P<title>[^\d,]{3,60}?))?"
    r"(?:[\s,]+(?:den )?\d{4}-\d\d-\d\d.{0,20})?\s*"
)
"""`Anna Berg (S)`, `Anna Berg, HR-chef`, `Anna Berg 2024-03-04 13:22`."""
_RULE = re.compile(r"[\s._…/\\|x×-]{3,}", re.IGNORECASE)
"""A dotted or drawn line to sign on."""


@lru_cache(maxsize=REMEMBERED)
def is_signing_cue(text: str) -> bool:
    """Whether the whole line or cell announces a signature."""
    core = fold(text.strip(" :*,_.…"))
    if not 0 < len(core) <= LONGEST_CUE:
        return False
    return _CUE.fullmatch(core) is not None or _ROW.fullmatch(core) is not None


def cues_in_row(text: str) -> int:
    """How many sign, by a line that announces each of them; 0 where it does not tell."""
    core = fold(text.strip(" :*,_.…")) if len(text) <= LONGEST_CUE else ""
    return len(_ONE_OF_ROW.findall(core)) if _ROW.fullmatch(core) else 0


def after_inline_cue(text: str) -> int | None:
    """Where the name begins behind a cue on its line: `Signerat av Anna Berg`."""
    found = _INLINE.match(text) if len(text) <= LONGEST_CUE else None
    return None if found is None else found.end()


def name_and_title(text: str) -> re.Match[str] | None:
    """A name with what may stand behind it on a line under a cue."""
    return _NAME_AND_TITLE.fullmatch(text) if len(text) <= LONGEST_CUE else None


def is_line_to_sign_on(text: str) -> bool:
    """Dots or a rule for the hand."""
    return _RULE.fullmatch(text) is not None
