"""The words that Swedish public documents are built with: headings, labels, template residue, contact lines.

Sources: the board templates of Stockholm and other municipalities, the minutes template of SKR, and the
mastheads of JO, the courts and the Government Offices.
"""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
import string
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from workers.structure.authorities import AUTHORITIES
from workers.structure.caseless import caseless
from workers.structure.stems import Stems

REMEMBERED = 8192
"""Lines and cells whose kind is remembered: several rules ask the same of each of them."""


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """The text without marks over its letters, in lower case: how a reader without Swedish would see it."""
    lower = text.casefold()
    if lower.isascii():
        return lower
    # The usual marks are taken off without the way over Unicode's decompositions.
    lower = lower.replace("å", "a").replace("ä", "a").replace("ö", "o").replace("é", "e").replace("ü", "u")
    if lower.isascii():
        return lower
    marks = (c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    return "".join(marks)


_LETTERS_APART = re.compile(r"(?:[^\W\d_] ){3,}[^\W\d_]")


def close_up(text: str) -> str:
    """A word whose letters are set apart, as it is read: `D A T U M`."""
    apart = text[1:2] == text[3:4] == " " and _LETTERS_APART.fullmatch(text) is not None
    return text.replace(" ", "") if apart else text


def folded(pattern: str) -> re.Pattern[str]:
    """A pattern to be matched against folded text."""
    marks = (c for c in unicodedata.normalize("NFD", pattern) if not unicodedata.combining(c))
    return caseless("".join(marks))


def _one_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """The patterns as one, for lower-case text; the name of the group that matched is `_` and its number."""
    return re.compile("|".join(f"(?P<_{number}>{pattern})" for number, pattern in enumerate(patterns)))


LabelKey = Literal[
    "dnr_own", "dnr_other",
    "document", "received", "deadline", "meeting", "decision", "underlag", "signing", "justering",
    "posted_from", "posted_to", "valid_from", "no_date",
    "officer", "phone", "email", "recipient", "party", "page", "copy", "other",
]  # fmt: skip
"""What stands after a label. `no_date` holds dates that are none of the document's: `Utskriftsdatum`."""

LABELS: tuple[tuple[LabelKey, str], ...] = (
    # Numbers of the other party come first: `Ert dnr` also ends like `Dnr`.
    ("dnr_other", r"(?:er|ert|eran|edert|eder|motpartens|remittentens|avsändarens)\s+"
                  r"(?:dnr|diarie(?:nummer|nr)|beteckning|bet|ref(?:erens)?|ärendenummer|änr)\.?"),
    ("dnr_other", r"(?:er|eran|ert)\s+(?:ref(?:erens)?|beteckning|diarienr|dnr)\.?\s*/\s*(?:dnr|beteckning|datum|ref(?:erens)?)"),
    ("dnr_other", r"er(?:t|a)?\s+(?:ärende|mål(?:\s?(?:nr|nummer))?)"),
    ("dnr_other", r"\w{4,}s\s+(?:dnr|diarie(?:nummer|nr)|beteckning|ärendenummer)"),  # Finansrotelns diarienummer
    ("dnr_own", r"(?:vårt?\s+|dokumentets\s+)?(?:dnr|d\.nr|diarie(?:nummer|numret|nr)|diarieföringsnummer|diarie-?nr\.?)\.?"
                r"(?:\s*/\s*(?:beteckning|ärendenummer|målnr|löpnr|ärendenr)){0,2}(?:\s+\((?:åberopas|anges|ange|uppge)[^)]{0,40}\))?"),
    ("dnr_own", r"(?:vår\s+)?beteckning(?:en)?(?:\s+\((?:åberopas|anges|ange|uppge)[^)]{0,40}\))?|vårt\s+ärende|vår\s+ref(?:erens)?(?:\s*/\s*dnr)?|bet\.?"),
    ("dnr_own", r"(?:vårt\s+)?ä(?:rende)?(?:nr|nummer|id|-id)(?:\s+hos\s+oss)?|ärende-?\s?nr\.?|ärendebeteckning|jnr|journal(?:nr|nummer)|ankomstnummer"),
    ("dnr_own", r"mål\s?(?:nr|nummer)\.?|reg\.?\s?nr\.?"),
    ("document", r"(?:vårt\s+|dokument|brev|faktura|offert|order|utskicks|avsändnings|handlingens\s+)?dat(?:um|\.)|utskickad|utsänd|skicka[dt](?:\s+den)?|dagens\s+datum|upprättad|upprättat(?:\s+den)?|skrivelsedatum|utfärda[td](?:\s+den)?|utfärdandedatum|datum\s+för\s+(?:skrivelsen|yttrandet)|vårt\s+datum"),
    ("underlag", r"ert\s+datum|(?:ers|er|edert?|ert)\s+(?:skrivelse|missiv|remiss|brev)"),
    ("decision", r"besluts?datum|avgörandedatum|(?:antagande|fastställ\w+|antag\w+)\s?datum|datum\s+för\s+(?:avgörande|beslut(?:et)?|fastställande|antagande)|beslut(?:ad|at)(?:\s+den)?"
                 r"|dokumentet\s+beslutades(?:\s+den)?|antag(?:en|et)(?:\s+den)?|fastställ[dt](?:\s?/\s?upprätta[dt])?(?:\s+den)?|"
                 r"meddelad(?:\s+i\s+\w+)?|dom\s+meddelad|beslut\s+fatta[dt]|godkän[dt](?!\s+av)(?:\s+den)?|godkännandedatum|fastställelse(?:datum|dag)|inrätta[dt]|avgörande|beslutsdag|avkunnad"),
    ("received", r"inkom(?:men|met|stdatum|na)?(?:\s+den)?|ankom(?:st)?(?:datum|dag|men)?(?:\s+den)?|ank\.?|ink\.?|(?:mottagnings|registrerings)datum|kom\s+in(?:\s+den)?|"
                 r"registrerad|mottag(?:en|et)(?:\s+den)?"),
    ("meeting", r"dag|sammanträdes?-?\s?(?:datum|dag)?|mötes?(?:datum|dag)?|förhandlings(?:datum|dag)|sammanträde(?:t)?\s+den|datum\s+för\s+"
                r"(?:sammanträde|möte)|(?:tid(?:\s+och\s+plats|punkt)?|plats\s+och\s+tid)(?!\s+(?:och\s+plats\s+)?för\s+justering)"),
    ("deadline", r"svars(?:datum|dag)|sista\s+\w{3,20}da(?:g|tum)|förfallo(?:dag|datum)|betalas\s+senast|revideras\s+senast|svar\s+önskas(?:\s+senast)?|(?:ska\s+)?\w{3,20}[aä]s\s+(?:senast|före|innan)|remisstid|svar\s+senast|svarstid|sista\s+da(?:g|tum)(?:\s+för\s+"
                 r"(?:svar|synpunkter|överklagande))?|(?:beslut\s+)?senast\s+den|överklagas\s+senast"),
    ("justering", r"justerings?(?:datum|dag|ens\s+tid)|datum\s+för\s+justering|justerat(?:\s+den)?|justering"
                  r"|tidpunkt\s+för\s+justering|justeringens\s+(?:plats(?:\s+och\s+tid)?|tid(?:\s+och\s+plats)?)|(?:tid\s+och\s+plats|plats\s+och\s+tid)\s+för\s+justering(?:en)?"),
    ("posted_from", r"(?:datum\s+(?:då|när|för)\s+)?anslag(?:et|ets)?(?:\s+(?:sätts?\s+upp|sattes\s+upp|uppsätts|"
                    r"uppsättande|publiceras|anslås|uppsatt))|datum\s+för\s+anslag(?:et)?s?\s*upp?sättande"
                    r"|anslags(?:datum|dag)|anslaget(?:\s+den)?|(?:anslås|uppsatt|uppsättning|publicera[dts]|publiceras|tillkännages|tillkännagivits|kungörs)(?:\s+(?:den|från|fr\.?\s?o\.?\s?m\.?))|publiceringsdatum|uppsättningsdatum|anslagstid(?:en)?|anslaget\s+under\s+tiden|uppsatt|publicera[dt](?:\s+på\s+(?:\w+\s+)?anslagstavla\w*)?"),
    ("posted_to", r"(?:datum\s+(?:då|när|för)\s+)?anslag(?:et|ets)?(?:\s+(?:tas?\s+ne[dr](?:\s+efter)?|tages\s+ned|nedtagande|"
                  r"avpubliceras|till\s+och\s+med))|avpublicer(?:as|ad|ing|at)(?:sdatum|\s+den)?|nedtas(?:\s+den)?|nedtag(?:en|et|ning)(?:sdatum|\s+den)?|datum\s+för\s+anslag(?:et)?s?\s*nedtagande|nedtaget|tas\s+ne[dr]|anslaget\s+tas\s+bort|(?:anslås|tillkännages|publiceras|kungörs)\s+(?:t\.?\s?o\.?\s?m\.?|till(?:\s+och\s+med)?)"),
    ("signing", r"(?:digitalt\s+|elektroniskt\s+)?(?:signera[td]|undertecknad|undertecknat)(?:\s+den)?|signerings?datum"
                r"|(?:ort|plats)(?:\s+och\s+|\s?/\s?)datum|(?:datum|ort)\s+och\s+(?:underskrift|namnteckning)|ort,?\s+datum"),
    ("valid_from", r"(?:dokumentet\s+)?(?:gäller|giltig(?:t)?|giltighet(?:stid)?)\s*(?:från(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?)"
                   r"(?:\s+den)?|ikraftträdande(?:datum)?|avtalsstart|startdatum|(?:hyres|avtals|kontrakts|arrende|anställnings|upplåtelse)tid\s+(?:från(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?)|tillträdes(?:dag|datum)|träder\s+i\s+kraft|(?:för\s+tillämpning|tillämpas)\s+(?:från(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?)"),
    ("no_date", r"utskrifts?(?:datum|en)?|utskriv(?:en|et)|senast\s+(?:sparad|ändrad(?!\s+av))|skapad|sparad|reviderings?datum"),
    ("officer", r"(?:(?:ansvarig|vår|din|kommunens|beredande)\s+|(?:(?:vårt|vår)\s+)?(?:tjänsteställe|avdelning|enhet|kontor|förvaltning|sektion)\s*(?:/|,|och)\s*)?"
                r"handläggare(?:\s+(?:på|i|för)\s+(?:detta\s+)?ärendet)?(?:\s*(?:/|,|och|\()\s*(?:namn\s*(?:/|,|och)\s*)?(?:direkt)?(?:telefon|tfn|tel)\w{0,8}\.?\)?)?|handl\.?|handlägg(?:ning|s\s+av)|"
                r"(?:handlagd|handlagt)\s+av|ärendet\s+(?:(?:har\s+)?(?:handlagts|beretts)|handläggs|bereds)\s+av|"
                r"(?:ansvarig|handläggande|beredande|föredragande)\s+(?:tjänsteman|tjänsteperson|upphandlare|inspektör|utredare|jurist|arkitekt|planarkitekt|ingenjör|antikvarie)|"
                r"(?:din\s+|vår\s+)?kontaktperson(?:\s+(?:i\s+ärendet|hos\s+oss))?|(?:er|din)\s+kontakt\s+hos\s+oss|vår\s+kontakt|föredragande|ärendeansvarig|tjänsteman"),
    ("phone", r"(?:direkt)?(?:telefon|tele?fonnummer|tfn|tel|val|nr)\.?(?:\s*\(?direkt\)?)?|mobil(?:telefon|nr)?|direktnummer"),
    ("email", r"e-?\s?post(?:adress)?|e-?mail|mail|mejl"),
    ("recipient", r"till|mottagare|adressat|(?:ansökan|anmälan|blanketten)\s+(?:skickas|lämnas|sänds|insänds)\s+till"),
    ("party", r"klagande(?:n)?|motpart(?:en|er)?|kärande|svarande|tilltalad|ombud|sökande(?:n)?|part(?:er)?|anmälare(?:n)?"
              r"|överklagat\s+(?:beslut|avgörande)|god\s+man"),
    ("page", r"sid(?:a|an|nr)?\.?|blad|bl\."),
    ("copy", r"kopia(?:\s+till)?|kopior\s+till|(?:för\s+)?kännedom(?:\s+till)?|c\.?c\.?|sändlista|delges"),
    ("other", r"(?:besluta[dt]|fastställ[dt](?:/upprätta[dt])?|antagen|antaget|utfärdad|upprättad|godkänd|reviderad)\s+av|senast\s+reviderad|beslutsinstans|besluts?instans|dokument(?:ägare|namn|typ|titel|nummer|-?id)"
              r"|informationsägare|ägare|ansvarig|målgrupp|beslutsfattare|delegationspunkt|förvaltare|areal|giltig\s+till|gäller\s+(?:för|till)|giltighetstid|ersätter|revideras|processägare"),
    ("other", r"organ|plats|förvaringsplats(?:\s+för\s+protokollet)?|underskrift|sekreterare|ordförande|justerare|beslutande|närvarande"
              r"|adress|version|status|dokumenttyp|dokumentansvarig(?:\s+är)?|(?:info)?klass(?:ning)?|sekretess|"
              r"bilag(?:a|or)|ärende|rubrik|saken|avdelning|period|laga\s+kraft(?:datum)?|expediera[dt](?:\s+den)?|delgivningsdatum|född|födelsedatum|brottstid|besiktningsdatum|inspektionsdatum|lagrum|rättsfall|sökord|litteratur|kommun|fastighet"
              r"|namn(?:\s+på\s+dokumentet)?|fax|texttelefon|växel|webbplats|diarieplan(?:snummer)?|rapportperiod|organisation|paragraf|delegat|beslut|nr"
              r"|kontor|verksamhet|dokumentet\s+(?:är\s+beslutat\s+av|gäller\s+för|gäller\s+till\s+den|ersätter)|(?:för\s+(?:revidering|uppföljning)\s+av\s+dokumentet\s+"
              r"ansvarar)|relaterade\s+dokument"),
)  # fmt: skip
"""Labels of head blocks, forms and tables, without the colon; the first that matches counts."""

LONGEST_LABEL = 80
"""Characters of the longest label that is looked for alone on its line or cell."""

_KEYS = tuple(key for key, _ in LABELS)
_LABEL_ALONE = _one_of(rf"(?:{pattern})\s*:?$" for _, pattern in LABELS)
_LABEL_FIRST = _one_of(rf"(?:{pattern})(?:\s*:\s*|\s+)(?=\S)" for _, pattern in LABELS)


@lru_cache(maxsize=REMEMBERED)
def label_alone(text: str) -> LabelKey | None:
    """Which label the text is, when it is nothing else."""
    stripped = close_up(text.strip().strip("*").strip())
    if len(stripped) > LONGEST_LABEL:
        return None
    found = _LABEL_ALONE.match(stripped.lower())
    return None if found is None or found.lastgroup is None else _KEYS[int(found.lastgroup[1:])]


@lru_cache(maxsize=REMEMBERED)
def label_first(text: str) -> tuple[LabelKey, int] | None:
    """Which label the text begins with, and where its value begins."""
    found = _LABEL_FIRST.match(text[: 2 * LONGEST_LABEL].lower())
    if found is None or found.lastgroup is None:
        return None
    return _KEYS[int(found.lastgroup[1:])], found.end()


def begins_with_label(text: str) -> bool:
    """Whether the text is a label or begins with one."""
    lower = text[: 2 * LONGEST_LABEL].lower()
    return _LABEL_FIRST.match(lower) is not None or _LABEL_ALONE.match(lower) is not None


SURVEY_DECISIONS = r"(?:fastighetsbildnings|fastighetsbestämnings|anläggnings|lednings|ersättnings|fördelnings|avslutnings)beslut"
"""What the decisions of a cadastral procedure are called, over each of them."""

HEADING = folded(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:" + "|".join((
        r"(?:\S+(?:s|ens)\s+){0,3}förslag till (?:beslut|yttrande|ställningstagande)(?: (?:i|för|till|från) .{3,60}| på (?:dagens )?sammanträdet?)?",
        r"(?!enligt )(?:\S+ ){0,2}\S+s (?:förslag|beslut)(?: för egen del| i korthet| till (?:\S+- och )?(?:kommunstyrelsen|(?:\S+)?fullmäktige|\S*nämnden|\S*utskottet|\S*styrelsen|direktionen))",
        r"propositionsordning(?:en)?|omröstning(?:en|sresultat|sordning)?|votering(?:en|sordning|sproposition)?|inlägg|(?:ändrings|tilläggs|återremiss)(?:yrkande|förslag)(?:n)?|förslag och yrkanden|anteckning(?:ar)? till protokollet|protokollsanteckning(?:ar)?",
        r"parter(?:na)?|villkor(?:en)?(?: för .{3,40})?|avgift(?:er)?|startbesked|kungörelse|delgivning|vite|lagstöd|beslutsgrund(?:er)?|skäl(?:en)? (?:till|för) (?:beslut|avslaget|bedömningen|bifallet)|motivering (?:till|för|av) (?:beslut|bedömning(?:en)?)",
        r"(?:reviderat |kompletterande )?beslut(?:sförslag)?(?: i korthet)?|beslut ?[–-] ?för(?:slag till)? .{3,60}|föreslagna beslut|beslutsmening|ställningstagande",
        r"sammanfattning(?: av (?:ärendet|remissen|förslaget|yttrandet|betänkandet))?|ärendet i korthet|sammanfattande (?:bedömning|ställningstagande|ståndpunkt)",
        r"bakgrund(?: (?:och|till) .{3,50})?|tidigare beslut|inledning|syfte(?: och .{3,40})?|nuläge|nulägesbeskrivning",
        r"ärendet|ärendebeskrivning|beskrivning av ärendet|redogörelse för (?:\S*ärendet|målet)|ärendets (?:beredning|handläggning)|beredning",
        r"(?:besluts)?underlag(?: för (?:beslut|beslutet))?|handlingar(?: i ärendet)?",
        r"(?!enligt )(?:(?:\S+ ){0,3}\S+s )?(?:synpunkter|överväganden|bedömning|yttrande|ställningstagande|ståndpunkt|kommentarer|avgörande|beslut|förslag|domslut|domskäl)(?: (?:och|samt) (?:\S+s )?(?:förslag|överväganden|bedömning|motivering|slutsatser))?",
        rf"{SURVEY_DECISIONS}|"
        r"i ärendet finns följande (?:dokument|handlingar)|remissen|remissvar|utredning(?:en)?|yrkande(?:n)?(?: m\.m\.?)?|parternas (?:yrkanden|inställning)|domskäl|domslut|skälen för (?:avgörandet|beslutet)|skäl(?:en)? för beslutet|skäl",
        r"rättslig reglering(?: m\.m\.)?|tillämpliga bestämmelser|lagstiftning|gällande (?:rätt|regler)|saken|motivering(?: till beslutet)?|beslutsmotivering",
        r"ekonomi(?:ska (?:konsekvenser|aspekter|förutsättningar)(?: och finansiering)?)?|finansiering|konsekvenser(?: för .{3,50})?|(?:barn|jämställdhets|konsekvens|risk|miljö)\S*(?:analys|perspektiv(?:et)?|konsekvenser)",
        r"bilag(?:a|or)|bifogade handlingar|innehåll(?:sförteckning)?|beslutsgång|yrkanden|reservation(?:er)?|protokollsanteckning(?:ar)?|särskilt yttrande|jäv|ajournering|deltar (?:inte|ej) i beslutet",
        r"hur man överklagar|överklagande(?:hänvisning)?|så här överklagar .{2,30}|upplysningar|anslag\s?/\s?bevis|bevis om anslag|underskrifter|tidplan|tidsplan|uppföljning|referenser|definitioner|begrepp|utlåtande",
        r"§ ?\d+[a-z]?(?:\s*/\s*\d+)?\s+forts(?:\.|ättning)?",
        r"anmälan|lagrum|yrkande(?:n)?(?: och grunder)?|grunder(?:na)?|föredragningslista|dagordning|omständigheter(?:na)?|utlåtande och slutsats",
        r"bedömning ur (?:ekonomisk|ekologisk|social) dimension|samverkan(?: och dialog)?|ärendegång|beslutsplanering|föredragning|ansvariga",
        r"giltighetstid|administrativa (?:data|uppgifter)|handlingar som (?:hör till|ingår i|tillhör|ligger till grund för) (?:beslutet|ärendet|ansökan|lovet)|sammanfattande (?:analys|slutsatser)|slutsats(?:er)?|slutord",
        r"bevisning|utveckling av talan|yrkanden och inställning|skäl(?:en)? för (?:regeringens beslut|prövningstillstånd|ställningstagandet|bedömningen|förslaget)|så här hanterar vi (?:dina )?personuppgifter|behandling av personuppgifter",
        r"allmänna synpunkter|särskilda synpunkter|skäl för (?:beslutet|avgörandet)|information om ärendet|remissammanställning|(?:ärendets )?beredning",
        r"hur (?:man|du|ni) överklagar|(?:de )?som (?:har )?medverkat i beslutet|de som medverkat i beslutet|synpunkter på (?:de )?enskilda (?:avsnitten?|förslag(?:en)?)",
    )) + r")\s*:?"
)  # fmt: skip
"""Headings that need no typographic evidence: a whole line that, folded, reads like this."""

CAPITAL_HEADINGS = re.compile(
    r"PARTER(?:NA)?|SÖKANDE|KLAGANDE|MOTPART(?:EN|ER)?|KÄRANDE|SVARANDE|TILLTALAD|ÖVERKLAGAT (?:BESLUT|AVGÖRANDE)|SAKEN|DOMSLUT|SLUTLIGT BESLUT|DOMSKÄL|BEVIS OM ANSLAG|UNDERSKRIFTER|"
    r"YRKANDEN(?: (?:OCH [A-ZÅÄÖ]+|I [A-ZÅÄÖ][A-ZÅÄÖ -]{2,60}|M\.M\.))*"
)
"""Words that are headings in capitals, as courts print them, and labels or parts of sentences otherwise."""

RESIDUE = caseless(
    r"klicka (?:eller tryck )?här för att (?:ange|skriva|lägga till|infoga).*|fel! (?:bokmärket är inte definierat|hittar inte referenskälla).*|"
    r"error! bookmark not defined.*|ta inte bort denna rad.*|\[?(?:skriv|ange|infoga|fyll i) .{0,40}här\]?\.?|"
    r"välj ett (?:objekt|datum)\.?|lorem ipsum.*|<\w[\w ]*>|klicka här.{0,40}",
)
"""What the template's author left for the officer to replace."""

_STRONG_CONTACT = re.compile(
    r"\bwww\.|https?://|\bväxel\b|\borg(?:anisations)?\.?\s?-?(?:nr|nummer)\b|\b(?:bank|plus|post)giro\b|\bfax\b|\btexttelefon\b|"
    r"\b(?:post|besöks?|leverans|faktura)adress\b|^besök:|^post:|\bkundtjänst\b|\bkontaktcenter\b|\bvat\b"
)
_CONTACT = re.compile(
    r"^\s*(?:tele?fon|tfn|tel|e-?post|fax)\b|^\s*(?:webb(?:plats|sida)?|hemsida|mobil|post|besök|box)(?:\s*:|\s*$|\s+(?:www|\S*[@\d]))|"
    r"\bbox \d+|\b\d{3} ?\d{2}\s+[a-zåäö]|"
    r"(?<=\S)@\S{1,80}\.\w{2,}|(?<![\d-])0\d{1,3}\s?[-–/]\s?\d(?: ?\d){4,}|^\+46|(?<=\w)(?:gatan|vägen|gränd|torget|plan|allén|stigen)\s*\d{1,3}(?!\d)"
)
_ABOUT_BUILDING = re.compile(
    r"\b(?:bygglov|rivningslov|marklov|förhandsbesked|planbesked|detaljplan|strandskydd\w*|nybyggnad|tillbyggnad|ombyggnad|ansökan om) (?:för|av|om|från|till)?"
)
"""`Rapsgatan 14 – bygglov för tillbyggnad` is what a case is about, and no address."""
_STRONG_STEMS = Stems(
    "www", "http", "växel", "org", "giro", "fax", "texttelefon", "adress", "besök", "post", "kundtj", "kontaktc", "vat",
)  # fmt: skip
_CONTACT_STEMS = Stems(
    "@", "tel", "tfn", "fax", "webb", "hemsida", "mobil", "post", "besök", "box", *string.digits
)


LONGEST_CONTACT = 300
"""Characters of a line that may be an address or a contact block."""


@lru_cache(maxsize=REMEMBERED)
def contact(text: str) -> Literal["switchboard", "address"] | None:
    """Whether a line is of a letter's foot: it holds words of a `switchboard` block, which seldom stand anywhere
    else, or an `address`, a telephone number or an e-mail address."""
    if len(text) > LONGEST_CONTACT:
        return None
    lower = text.lower()
    words = lower.split()
    if _STRONG_STEMS.among(words) and _STRONG_CONTACT.search(lower):
        return "switchboard"
    told = _CONTACT_STEMS.among(words) and _CONTACT.search(lower)
    return "address" if told and not _ABOUT_BUILDING.search(lower) else None


MARGINALIA = caseless(
    r"(?:justerand(?:es?)?\s+sign(?:atur)?|utdragsbestyrkande|justerares? sign|signatur|transaktion(?:s-?id)?\s*\d*|"
    r"dokument-?id|verifikation|signerat? (?:dokument|av)|sign\.?)\b.{0,80}",
)
"""Foot lines of minutes and of electronic signatures."""
ADJUSTING = caseless(r"justerand(?:es?)?\s+sign|justerares? sign")
"""Where those who adjust minutes put their initials on every page."""

PAGE_NUMBER = caseless(
    r"(?:sid(?:a|an|nr)?\.?:?\s*)?(?:\d{1,4}\.?\s*\(\s*\d{1,4}\s*\)|\d{1,4}\s*av\s*\d{1,4}|\d{1,4}\s*/\s*\d{1,3})|"
    r"sid(?:a|an|nr)?\.?:?\s*(?:\d{1,4})?|[-–]\s?\d{1,4}\s?[-–]|\d{1,3}",
)

DOCUMENT_WORDS = (
    "tjänsteutlåtande", "tjänsteskrivelse", "tjänsteyttrande", "tjänstemannaförslag", "remissvar", "yttrande", "protokoll",
    "sammanträdesprotokoll", "protokollsutdrag", "utdrag", "utdrag ur protokoll", "kallelse", "föredragningslista",
    "dagordning", "delegationsbeslut", "beslut på delegation", "anmälningslista", "anmälan av delegationsbeslut",
    "anmälan", "riktlinje", "riktlinjer", "beslut", "kommittédirektiv", "dom", "slutligt beslut", "årsbokslut",
    "årsredovisning", "överklagande", "skrivelse", "missiv", "promemoria", "pm", "remiss", "föreläggande",
    "tjänsteanteckning", "underrättelse", "brev", "tjänstebrev", "cirkulär", "delgivning", "inbjudan", "delårsrapport", "rapport", "policy", "motion", "svar",
    "regeringsbeslut", "ordförandebeslut", "brådskande beslut", "delegeringsbeslut", "kommunicering",
    "revisionsrapport", "granskningsrapport", "tillsynsbeslut", "tillståndsbeslut", "inspektionsprotokoll",
    "remissyttrande", "bygglov", "startbesked", "förhandsbesked", "begäran om komplettering", "föredragningspm",
    "minnesanteckningar", "mötesanteckningar", "tjänstemannabeslut", "rektorsbeslut", "protokollsbilaga",
    "förvaltningsbeslut", "grundbeslut", "omprövningsbeslut", "meddelande", "följebrev",
    "följeskrivelse", "interpellation", "medborgarförslag",
    # Of county boards and agencies
    "samrådsyttrande", "granskningsyttrande", "regleringsbrev", "tillsynsrapport", "inspektionsrapport",
    "reservatsbeslut", "bidragsbeslut", "tilldelningsbeslut", "gallringsbeslut", "anställningsbeslut", "kontrollrapport", "avslagsbeslut", "begäran om yttrande", "svarsskrivelse",
    # Of boards, companies and associations
    "styrelseprotokoll", "mötesprotokoll", "dagboksblad", "meddelanden", "delgivningar", "anmälningar", "anmälningsärenden",
    "delegationsärenden", "delegationslista", "verksamhetsberättelse", "bokslut", "delårsbokslut", "verksamhetsplan",
    # Rules
    "reglemente", "arbetsordning", "delegationsordning",
    # Of letters, universities and companies
    "hemställan", "framställan", "framställning", "anhållan", "remissmissiv", "remissbrev", "dekanbeslut", "prefektbeslut",
    "generaldirektörsbeslut", "styrelsebeslut", "faktura", "offert", "reklamation", "kvitto", "följesedel", "orderbekräftelse",
)  # fmt: skip
"""Words that name a kind of document when they stand alone in the head."""

BODY_NAME = caseless(
    r"(?:(?:[Gg]emensamma? )?\S*(?:verket|myndigheten|institutet|inspektionen|nämnd(?:en)?|förvaltningen|rådet|delegationen|byrån|kansliet|centrum|avdelningen|enheten|sektionen|staben) för \S+(?: \S+){0,4}|\S*förbundet(?: \S+){0,2}|högskolan vid \S+|\S+(?: \S+){0,2} (?:räddningstjänst|församling)|(?:region|högskolan|statens|stiftelsen|länsstyrelsen|kommunalförbundet|brf|bostadsrättsföreningen) (?:i )?\S+(?: \S+)?|i \S+(?: \S+)? län|"
    r"(?:räddningstjänsten|landstinget|polisregion|polisområde|kriminalvården|sektor|samordningsförbundet|tandvården|folktandvården|räddningsregion) \S+(?: \S+)?|\S{4,}verk|\S{5,}kassan|(?:\S+ )?\S{3,}råd(?: för \S+(?: \S+){0,5})?|"
    r"(?:\S+ ){0,6}\S*(?:nämnd(?:en)?|styrelsen?|fullmäktige|förvaltning(?:en)?|kontoret|kontor|departementet|verket|myndigheten|"
    r"domstolen?|rätten|tingsrätt|hovrätt|kammarrätt|förvaltningsrätt|kommun|region(?:en)?|stad|rådet|länsstyrelsen|inspektionen|kansli(?:et)?|enheten|avdelningen|staben|"
    r"direktion(?:en)?|institut(?:et)?|ombudsmän(?:nen)?|kollegiet|arkivet|museet|universitet(?:et)?|högskola(?:n)?|utskott(?:et)?|landsting(?:et)?|"
    r"regeringen|kanslern|ämbetet|samfund(?:et)?|sällskap(?:et)?|\S+förbund|revisionen|revisorerna|överförmyndaren|delegationen|byrån|tjänsten|service|polisen|förbundet|bolaget|föreningen|förening|län)(?: i \S+(?: \S+)?| \d+)?(?: \(\w+\))?)",
)
"""A whole line that is the name of a public body or one of its units."""

BODY_WORD = caseless(
    r"\S{2,}(?:nämnden|styrelsen|fullmäktige|förvaltningen|kontoret|departementet|verket|myndigheten|domstolen|avdelningen|enheten|sektionen|"
    r"inspektionen|utskottet|kollegiet|kansliet|staben)|(?:kommun|stad|landsting)",
)
"""A word that ends a body's name: what stands after it is something else."""

_COURT_OF_APPEAL = caseless(r"hovrätten (?:över|för) \S+(?: \S+){0,2}")
_SUBJECT_WORDS = caseless(
    r"\b(?:om|av|med|till|inom|efter|beslut|tillsyn|över|vid|på|från|mot|program|plan|förslag|riktlinjer?|yttrande|remissvar|svar|ombyggnad|översyn|är|har|ska|att)\b",
)
_RESPONSIBLE_FOR = re.compile(
    r"(?:Rådet|Delegationen|Myndigheten|Institutet|Styrelsen|Nämnden|Inspektionen|Kommittén) för (?!att\b)(?:\S+ ){0,6}\S+|"
    r"\S*[Hh]ögskolan vid \S+"
)
"""`Delegationen för unga och nyanlända till arbete`: a body's name may hold any small word."""
_IN_A_BODY = caseless(
    r" i (?:\S*(?:nämnden|styrelsen|fullmäktige|utskottet|rådet|direktionen|förvaltningen|tjänsten|kommunen|regionen))$",
)
"""`Fyllnadsval i valnämnden`, `Valfrihet i hemtjänsten`: what happens in a body is no body."""
_FOR = caseless(r"\bför\b")
_BODY_FOR = caseless(
    r"(?:(?:gemensamma? )?\S*nämnd(?:en)?|\S*verket|\S*institutet|\S*inspektionen|\S*byrån|\S*enheten|\S*avdelningen|\S*kontoret|\S*rådet|\S*delegationen|myndigheten|institutet|styrelsen|\S*sektionen|\S*centrum|"
    r"kansliet|departementet|staben|utskottet|förvaltningen|föreningen|förbundet) för",
)


BODY_STEMS = Stems(
    "verk", "myndig", "institut", "inspektion", "nämnd", "råd", "ämbet", "samfund", "sällskap", "revis", "förmynd", "sektor", "sektion", "tandvård", "kriminalv", "delegation", "byrån", "kansl", "centrum", "förbund", "region",
    "högskol", "statens", "stiftels", "styrels", "brf", "fören", "fullmäktig", "förvaltning", "kontor", "departement", "domstol",
    "rätt", "räddningstj", "församl", "kommun", "stad", "enhet", "avdelning", "stab", "direktion", "ombudsm", "kollegi", "arkiv", "muse", "universitet",
    "utskott", "landsting", "regering", "tjänsten", "service", "polis", "bolag", "län", "kassan",
)  # fmt: skip
"""One of these stands in every body's name."""
MOST_BODY_WORDS = 12
LONGEST_NAME = 250
"""Characters of a body's name, or of a word for a kind of document; longer texts are not searched."""


@lru_cache(maxsize=REMEMBERED)
def is_body_name(text: str) -> bool:
    """Whether the whole text is the name of a public body or one of its units, and not a subject."""
    words = text.casefold().split(maxsplit=MOST_BODY_WORDS)
    if " ".join(words) in AUTHORITIES:
        return True
    if len(words) > MOST_BODY_WORDS or len(text) > LONGEST_NAME or not BODY_STEMS.among(words):
        return False
    lower = text.lower()
    if _COURT_OF_APPEAL.fullmatch(lower):
        return True
    if _IN_A_BODY.search(lower) or (not _RESPONSIBLE_FOR.fullmatch(text) and _SUBJECT_WORDS.search(lower)):
        return False
    if _FOR.search(lower) and not _BODY_FOR.match(lower):
        return False
    last = text.rsplit(maxsplit=1)[-1]
    return not (last.isupper() and is_document_word(last)) and BODY_NAME.fullmatch(lower) is not None


_DOCUMENT_WORDS = frozenset(fold(word) for word in DOCUMENT_WORDS)
_FIRST_OF_DOCUMENT_WORDS = frozenset(word.split()[0] for word in _DOCUMENT_WORDS)

LONGEST_DOCUMENT_WORDS = 80
"""Characters."""
_BETWEEN_WORDS = re.compile(r"\s*/\s*|\s+och\s+")
"""`KALLELSE OCH DAGORDNING`, `Kallelse/föredragningslista`."""


def is_until_further(text: str) -> bool:
    """Whether the text says that a rule is in force until further notice, in the head of guidelines."""
    return text.casefold() == "tills vidare"


def opens_document_word(word: str) -> bool:
    """Whether a word for a kind of document may begin with this word, or with what stands before its `/`."""
    return fold(word).split("/")[0].strip(" :*") in _FIRST_OF_DOCUMENT_WORDS


@lru_cache(maxsize=REMEMBERED)
def is_document_word(text: str) -> bool:
    """Whether the text is a word for a kind of document, also as read without Swedish."""
    if len(text) > LONGEST_DOCUMENT_WORDS:
        return False
    core = fold(close_up(text.strip(" :*")))
    if core in _DOCUMENT_WORDS:
        return True
    several = "/" in core or "och" in core
    return several and all(word in _DOCUMENT_WORDS for word in _BETWEEN_WORDS.split(core))
