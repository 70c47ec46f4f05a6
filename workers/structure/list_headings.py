"""Headings and labels over lists of short lines: attachments, addressees, what a decision rests on."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from functools import lru_cache

from workers.structure.vocabulary import REMEMBERED, fold, folded

LONGEST = 90
"""Characters of such a heading."""

_THING = (
    r"(?:beslut(?:et|en)?|protokoll(?:et)?|protokollsutdrag(?:et)?|utdrag(?:et)?|paragraf(?:en)?|yttrande(?:t)?|dom(?:en)?|"
    r"skrivelse(?:n)?|handling(?:en)?|tjänsteskrivelse(?:n)?|kopia|kopior)"
)
_GOES = (
    r"(?:(?:ska(?:ll)? |bör )?(?:även |också )?(?:skickas?|sändas?|sänds|översänds|översändas|delges?|expedieras?|meddelas?|tillställs|"
    r"tillsänds|lämnas|ges|mejlas))"
)
_HOW = r"(?: (?:per e-post|digitalt|med mottagningsbevis|för (?:kännedom|information|verkställighet|åtgärd)))?(?: till)?"

ATTACHMENTS = folded(
    r"(?:bilag(?:a|or)|bifogade (?:handlingar|filer)|bifogas|bifogat|bifogad(?:e|t)? handling(?:ar)?|bilageförteckning|förteckning över bilagor)(?: till .{3,40})?|"
    r"handlingar som (?:hör till|tillhör|ingår i) (?:beslutet|lovet|ansökan)"
)
ADDRESSEES = folded(
    r"(?:protokollsutdrag(?:et)?|utdrag(?:et)?|paragrafen|beslut(?:et|en)?) till|"
    rf"(?:detta )?{_THING}(?: (?:av|ur|på) (?:detta )?{_THING})? {_GOES}{_HOW}|(?:ska(?:ll)? )?(?:skickas|sänds|översänds|expedieras?|delges){_HOW}|"
    rf"(?:kopia|kopior)(?: (?:av|på) (?:detta )?{_THING})?(?: för (?:kännedom|information|vetskap))?(?: till)?|"
    r"(?:för )?kännedom(?: till)?|för (?:information|vetskap)(?: till)?|sändlista|(?:besluts)?expediering(?:slista)?(?: till)?|delgivning(?: till)?|"
    r"underrättelse(?: om beslutet)?(?: till)?|(?:besluts)?mottagare av beslutet|beslutsmottagare|likalydande(?: till)?|distribution(?:slista)?|c\.?c\.?|(?:följande )?(?:ska )?underrättas"
)
_GROUNDS = folded(
    r"(?:besluts)?underlag(?: för (?:beslut|beslutet))?|handlingar i ärendet|i ärendet finns följande (?:dokument|handlingar)"
)
"""Sources: SKR's template of minutes, the boards' templates of Stockholm, Göteborg and the regions."""


_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[A-ZÅÄÖ])")
"""A heading's number; `6 bilagor` says how many there are."""


@lru_cache(maxsize=REMEMBERED)
def _core(text: str) -> str:
    """The heading's own words, folded; empty where the text is too long for one."""
    if len(text) > LONGEST:
        return ""
    bare = text.strip("* \t")
    return fold((_NUMBER.sub("", bare, count=1) if bare[:1].isdigit() else bare).rstrip(": ."))


def _is(heading: re.Pattern[str], text: str) -> bool:
    core = _core(text)
    return core != "" and heading.fullmatch(core) is not None


@lru_cache(maxsize=REMEMBERED)
def heads_attachments(text: str) -> bool:
    """Whether the whole text is a heading or label over attachments."""
    return _is(ATTACHMENTS, text)


@lru_cache(maxsize=REMEMBERED)
def heads_addressees(text: str) -> bool:
    """Whether the whole text says that the next lines are to whom the decision or a copy goes."""
    return _is(ADDRESSEES, text)


def heads_list(text: str) -> bool:
    """Whether a heading announces a list of short lines."""
    return heads_attachments(text) or heads_addressees(text) or _is(_GROUNDS, text)
