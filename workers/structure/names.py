"""Names and titles of people, by their shape: no list of names, which would never be complete."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from workers.structure.caseless import caseless
from workers.structure.vocabulary import BODY_WORD, REMEMBERED, is_document_word

PARTICLES = frozenset(
    {"von", "af", "de", "del", "della", "der", "van", "la", "le", "di", "da", "al", "el", "bin"}
)
"""Small words inside surnames: `Lennart af Ekenskär`, `Peter von Wowern`."""

LEAST_NAMES, MOST_NAMES = 2, 5
"""Words of a name in full, particles included."""
MOST_TITLE_WORDS = 8
LONGEST_NAMES = 200
"""Characters of a line that is nothing but names."""

_NAME_WORD = re.compile(
    r"(?:[A-ZÅÄÖÉÆØÜŠŽČ][a-zåäöéèêëáàâãąćčďęěíìîïłńňñóòôõøœřśšťúùûüýÿźżžæßđğı'’]+(?:[-‐–][A-ZÅÄÖÉÆØÜŠŽ][\w’]+)*|[A-ZÅÄÖ]\.|"
    r"(?:Mc|Mac|O['’]|D['’])[A-Z]\w+)(?:s\.)?"
)

_INITIAL = re.compile(r"[A-ZÅÄÖ]")
"""`Eva R Stenvik`: within a name also without a full stop."""

TITLE_WORD = caseless(
    r"(?:\w*(?:direkt[öo]r(?:en)?|chef(?:en)?|sekreterare(?:n)?|ordf[öo]rande(?:n)?|handläggare(?:n)?|utredare(?:n)?|strateg(?:en)?|jurist(?:en)?|"
    r"arkivarie(?:n)?|ingenjör(?:en)?|arkitekt(?:en)?|samordnare(?:n)?|ombudsman(?:nen)?|controller(?:n)?|ekonom(?:en)?|"
    r"planerare(?:n)?|inspektör(?:en)?|rektor(?:n)?|assistent(?:en)?|administratör(?:en)?|specialist(?:en)?|ledare(?:n)?|rådgivare(?:n)?|"
    r"lantmätare(?:n)?|åklagare(?:n)?|domare(?:n)?|rådman(?:nen)?|lagman(?:nen)?|registrator(?:n)?|kamrer(?:en)?|intendent(?:en)?|"
    r"antikvarie(?:n)?|ekolog(?:en)?|utvecklare(?:n)?|analytiker(?:n)?|minister(?:n)?|justerare|kansler(?:n)?|assessor(?:n)?|"
    r"fiskal(?:en)?|notarie(?:n)?|referent(?:en)?|föredragande(?:n)?|läkare(?:n)?|kurator(?:n)?|pedagog(?:en)?|bibliotekarie(?:n)?|"
    r"överdirektör|hövding(?:en)?|skoterska|sköterska(?:n)?|dekan(?:en)?|prorektor|professor(?:n)?|veterinär(?:en)?|geolog(?:en)?|"
    r"(?:kommunal|borgar|justitie|hovrätts|kammarrätts|läns|departements|kansli|regions?|landstings|regerings|stats|oppositions|undervisnings|medicinal|ambassad)råd(?:et)?|"
    r"bedömare(?:n)?|upphandlare(?:n)?|kanslist(?:en)?|revisor(?:n)?|konsult(?:en)?|föreståndare(?:n)?|(?:bio|hydro|limno|arkeo|socio|psyko)log(?:en)?|agronom(?:en)?|"
    r"statistiker(?:n)?|informatör(?:en)?|kommunikatör(?:en)?|redaktör(?:en)?|lärare(?:n)?|docent(?:en)?|representant(?:en)?|lektor(?:n)?|adjunkt(?:en)?|forskare(?:n)?|sakkunnig|förvaltare(?:n)?|granskare(?:n)?|"
    r"kassör(?:en)?|konsulent(?:en)?|hamnvärd(?:en)?|reporter(?:n)?|journalist(?:en)?|prefekt(?:en)?|kommissarie(?:n)?|expert(?:en)?|(?:besiktnings|tillsyns)man(?:nen)?|förman(?:nen)?|biträde(?:t)?|terapeut(?:en)?|aktuarie(?:n)?|kontrollant(?:en)?|projektör(?:en)?|instruktör(?:en)?|konservator(?:n)?|producent(?:en)?|advokat(?:en)?|beslutsfattare(?:n)?|ledamot(?:en)?|talman(?:nen)?|(?:justitie|hyres|regering|försäkrings|patent)råd(?:et)?|vetare(?:n)?|tekniker(?:n)?|kyrkoherde(?:n)?|"
    r"koordinator(?:n)?|mästare(?:n)?|ansvarig|författare|vd))(?=$|[\s,/)])",
)
"""A word that ends like an official's title."""

TITLE_PREFIX = caseless(
    r"(?:bitr(?:ädande)?|t\.?\s?f\.?|vice|ställföreträdande|stf|förste|1:e|andre|enhets|tillförordnad|senior)\.?$",
)
_NOT_NAMES = caseless(
    r"\b(?:kommun\w*|stad\w*|nämnd\w*|\w+nämnden|\w*styrelse\w*|\w*förvaltning\w*|\w*departement\w*|region\w*|sverige\w*|län\w*|"
    r"\w+gatan|\w+vägen|bilaga|dnr|sida|datum|telefon|handläggare|till|avdelning\w*|enhet\w*|kontor\w*|box|för|och|i|av|om|den|en|"
    r"\w+verket|\w+myndigheten|rådet|beslut|förslag|bakgrund|yttrande|remiss|aktiebolag|ab|brf|förening\w*|tfn|tel|mobil|direkt|kungl|program|plan|"
    r"mål|ärende\w*|protokoll|paragraf\w*|justera\w*|sign|konto|org|sammanträde\w*|\w+rätten|\w+domstolen|"
    r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b",
)


_WORDS = re.compile(r"\S+")


@lru_cache(maxsize=REMEMBERED)
def is_person_name(text: str) -> bool:
    """Two to five name-like words and nothing else."""
    words = text.strip().strip("*/").split(maxsplit=MOST_NAMES)
    if not LEAST_NAMES <= len(words) <= MOST_NAMES or words[-1] in PARTICLES or words[0] in PARTICLES:
        return False
    inner = [word for word in words[1:-1] if not _INITIAL.fullmatch(word)]
    if not all(map(is_part_of_name, [words[0], *inner, words[-1]])):
        return False
    if is_title_word(words[0]) or is_title_word(words[-1]) or _NOT_NAMES.search(text.lower()):
        return False
    return not any(BODY_WORD.fullmatch(word.lower()) or is_document_word(word) for word in words)


@lru_cache(maxsize=REMEMBERED)
def _is_name_word(word: str) -> bool:
    return _NAME_WORD.fullmatch(word) is not None


def is_part_of_name(word: str) -> bool:
    """Whether the word is written as names are, or is a small word inside surnames."""
    return word in PARTICLES or _is_name_word(word)


@lru_cache(maxsize=REMEMBERED)
def is_title_word(word: str) -> bool:
    """Whether the word ends like an official's title."""
    return TITLE_WORD.match(word.lower()) is not None


@lru_cache(maxsize=REMEMBERED)
def is_title(text: str) -> bool:
    """A line that holds a title: `Chef kulturstrategiska staben`, `Bitr utbildningsdirektör`.

    The foot of minutes, `Justerare   Utdragsbestyrkande`, is none.
    """
    core = text.strip().strip("*,;")
    words = core.split(maxsplit=MOST_TITLE_WORDS)
    if (
        not 1 <= len(words) <= MOST_TITLE_WORDS
        or core.endswith((".", ":"))
        or ": " in core
        or "bestyrk" in core
        or any(c.isdigit() for c in core)
    ):
        return False
    return any(is_title_word(word) for word in words[:3])


def split_names(text: str) -> list[tuple[int, int]]:
    """Two names printed in one line without a gap, as (start, end) each; one name as it is."""
    if len(text) > LONGEST_NAMES:
        return []
    words = [(m.group(), m.start(), m.end()) for m in _WORDS.finditer(text)]
    names = [w for w in words if w[0] not in PARTICLES]
    if not words or not all(is_part_of_name(word) for word, _, _ in words) or _NOT_NAMES.search(text.lower()):
        return []
    if len(names) in (
        4,
        6,
    ):  # `Thomas Persson Johanna Engman`; a name of three words is rare, two together rarer.
        starts = [name[1] for name in names[::2]]
        cuts = [next(i for i, w in enumerate(words) if w[1] == start) for start in starts]
        parts = [(words[a][1], words[b - 1][2]) for a, b in pairwise([*cuts, len(words)])]
        return parts if all(is_person_name(text[a:b]) for a, b in parts) else []
    return [(0, len(text))] if is_person_name(text) else []


def split_titles(text: str) -> list[tuple[int, int]]:
    """Titles printed in one line without a gap, as (start, end) each."""
    words = [(m.group(), m.start(), m.end()) for m in _WORDS.finditer(text)]
    starts = []
    nothing_else = all(is_title_word(word) or TITLE_PREFIX.match(word.lower()) for word, _, _ in words)
    for i, (word, start, _end) in enumerate(words):
        follows = i + 1 < len(words) and TITLE_PREFIX.match(word.lower()) and is_title_word(words[i + 1][0])
        after_prefix = i > 0 and TITLE_PREFIX.match(words[i - 1][0].lower())
        begins = word[0].isupper() or nothing_else
        parted = word.endswith("-") and i + 2 < len(words) and is_title_word(words[i + 2][0])
        described = (
            word[0].isupper() and is_title_word(words[max(0, i - 1)][0]) and _has_title(words[i + 1 : i + 3])
        )
        if i == 0 or (
            begins and not after_prefix and (is_title_word(word) or follows or parted or described)
        ):
            starts.append(start)
    bounds = [*starts, len(text) + 1]
    return [(a, len(text[:b].rstrip()) if b <= len(text) else len(text)) for a, b in pairwise(bounds)]


def _has_title(words: Sequence[tuple[str, int, int]]) -> bool:
    """`Intressepolitisk` / `handläggare`: a title that begins with what describes it."""
    return any(is_title_word(word) and word[0].islower() for word, _, _ in words)


GLUED = re.compile(
    r"^(?P<title>[A-ZÅÄÖ][a-zåäö]+(?:direktör|chef|sekreterare|ordförande|arkivarie|handläggare))(?P<name>[A-ZÅÄÖ]\w+(?: \w[\w-]+)+)$"
)
"""A title run together with the next name: `KulturdirektörPatrik Liljegren`."""
