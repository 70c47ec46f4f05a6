"""Forms of dates as printed, and the words around them that tell what a date is."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re

from schemas.metadata import DateRole
from workers.structure.caseless import caseless

MONTHS = {
    "januari": 1, "jan": 1, "februari": 2, "feb": 2, "febr": 2, "mars": 3, "mar": 3, "april": 4, "apr": 4, "maj": 5, "juni": 6,
    "jun": 6, "juli": 7, "jul": 7, "augusti": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10,
    "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?,?\s+)?"
_DEN = r"(?:[Dd]en\s+|(?<!\w)[Dd]en(?=\d))?"
_DAY = r"(?P<day>\d{1,2}|(?-i:\d[lIO])|(?<=den\s)(?-i:[lI])\d?)(?:[:.][ae])?"
"""OCR reads 1 as l or I and 0 as O: `den l oktober`. Without `den` it could be a word: `I juni 2015`."""
_YEAR = r"(?P<year>(?:19|20)\d\d|1[5-8]\d\d)"
_OPEN = r"(?<![\w§/.-])(?<!\d[–-])(?<!\d:)"
_CLOSE = r"(?![\w/]|:\w|[–-](?!\d{1,2}\s+[a-zåäö])\w|\.\d)"
"""`1 januari 2021–31 december 2021` are two dates; `2021–22` goes on."""

FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        # tisdagen den 20 februari 2024, 7 nov 2018, 14 december år 2023
        ("words", rf"{_OPEN}{_WEEKDAY}{_DEN}{_DAY}\s+{_MONTH},?\s+(?:år\s+)?{_YEAR}{_CLOSE}"),
        # 22–23 november 2004: the last day of several
        ("words", rf"(?<=\d[–-])(?<!\d\d\d[–-])(?P<day>\d{{1,2}})\s+{_MONTH},?\s+{_YEAR}{_CLOSE}"),
        # 1 januari 2021–31 december 2021: the second of two
        ("words", rf"(?<=\d\d\d\d[–-]){_DAY}\s+{_MONTH},?\s+{_YEAR}{_CLOSE}"),
        # 2016-11-28, 2016–11–28, 2016.11.28, 2025 08 21
        ("iso", rf"(?<![\w§/-])(?<!\d:)(?<!\bJK )(?:{_WEEKDAY}[Dd]en\s+|[Dd]en\s+)?{_YEAR}(?P<sep>[-–‐−.]|\s)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?![\w/]|[-–:.](?!(?:19|20)\d\d-\d\d-\d\d)\d)"),
        # 2024-06-03–2024-06-05: the second of two
        ("iso", r"(?<=\d\d-\d\d[–-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/]|[-–:.]\d)"),
        # 2024 -04- 15: a stamp whose figures are turned by hand
        ("iso", rf"(?<![\w§/:-]){_YEAR}\s{{0,2}}[-–]\s{{0,2}}(?P<month>0[1-9]|1[0-2])\s{{0,2}}[-–]\s{{0,2}}(?P<day>0[1-9]|[12]\d|3[01])(?![\w/]|[-–:.]\d)"),
        # 20250919
        ("compact", r"(?<![\w§/:.-])(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\w/]|[-–:.]\d)"),
        # 1/1 2020, 28/11-2016, 28/11/2016
        ("slash", rf"(?<![\w§/:.-]){_WEEKDAY}{_DEN}(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:\s*[-–]\s*|\s+|/|,\s+)(?P<year>(?:19|20)\d\d){_CLOSE}"),
        # 23/9-97
        ("slash_short", rf"(?<![\w§/:.-]){_DEN}(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})[-–](?P<short>\d\d){_CLOSE}"),
        # 28.11.2016
        ("dots", r"(?<![\w§/:.-])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?![\w/]|[-–:.]\d)"),
        # den 13 oktober
        ("no_year", rf"{_OPEN}{_WEEKDAY}{_DEN}{_DAY}\s+{_MONTH}(?!\s+(?:år\s+)?\d{{4}}){_CLOSE}"),
        # november 2016
        ("no_day", rf"(?<![\w§/:.-]){_MONTH}\s+(?:år\s+)?{_YEAR}{_CLOSE}"),
    )
)  # fmt: skip

MONTH_STEMS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_STEM = f"(?:{'|'.join(MONTH_STEMS)})"
NAMED_FORMS = frozenset({"words", "no_year", "no_day"})
"""Forms with a month's name; the others have figures. `den l oktober` has none."""
_DAY_AND_MONTH = caseless(rf"[\dlIO](?:[:.][ae])?\s+{_STEM}")
HINTS: dict[str, re.Pattern[str]] = {
    "words": _DAY_AND_MONTH,
    "no_year": _DAY_AND_MONTH,
    "no_day": caseless(rf"{_STEM}[a-z]*\.?\s+(?:år\s+)?\d{{4}}"),
    "iso": re.compile(r"\d{4}\s{0,2}[-–‐−.\s]\s{0,2}\d\d"),
    "compact": re.compile(r"\d{8}"),
    "slash": re.compile(r"\d/\d"),
    "slash_short": re.compile(r"\d/\d{1,2}[-–]"),
    "dots": re.compile(r"\d\.\d"),
}
"""What each form must hold, in lower case: a look at few characters, where a search for the form takes many times longer."""

SHORT_YEAR_PIVOT = 50
"""`23/9-97` is 1997 and `23/9-16` is 2016: no record was typed before 1950 with two figures for the year."""

_GAP = r"\W+(?:den\s+)?$"

CUES_BEFORE: tuple[tuple[DateRole, str, str], ...] = (
    # role, rule, what ends right before the date (without `den`, which belongs to the date)
    ("deadline", "date.latest", r"\b(?:svar|svara|yttrande|synpunkter) (?:önskas|emotses|lämnas)\b[^.]{0,40}$|\b(?:ska(?:ll)?|skulle|bör|måste) (?:ha |vara )?(?:inkommit|kommit in|kommit|redovisa\w*|del-?redovisa\w*|slutredovisa\w*|inlämna\w*)\b(?:(?!\b(?:som|har|hade)\b)[^.\d]){0,60}$|\b(?:hör av|kontakta|meddela|anmäl)\b[^.]{0,40}\bföre\W*$"),
    ("deadline", "date.latest", r"(?<!reviderades )(?<!reviderat )(?<!reviderats )(?<!ändrades )(?<!uppdaterades )(?<!besöktes )(?<!skedde )(?<!gjordes )\bsenast(?:\s+\w+dagen|\s+i)?\W*$|\b(?:ska(?:ll)?|bör|måste|önskas|önskar|behöver|svara?|synpunkter|yttrande|(?:åtgärd|lämn|betal|redovis|skick|meddel|anmäl|undertecknas?|avslut)as)\b(?:(?!\b(?:som|har|hade)\b)[^.]){0,90}\b(?:före|innan)(?:\s+\w+dagen)?\W*$"),
    ("deadline", "date.term", r"\b(?:(?:remiss|svars|samråds|gransknings|utställnings|anbuds|ansöknings|anmälnings)tid\w*|anstånd\w*|tidsfrist\w*|frist\w*|sista \w*dag\w*|remissvar\w*|svar|yttrande|förläng\w+|synpunkter)\b[^.]{0,80}\b(?:till|t\.\s?o\.\s?m\.|är|var)(?:\s+och\s+med)?\W*$"),
    ("deadline", "date.term", r"\bsträcker sig (?:fram )?till\W*$|\btill ?handa(?:\s+(?:senast|före))?\W*$|\b(?:ska(?:ll)?|bör|måste) (?:besvaras|vara besvarad\w*|inlämnas|lämnas in|redovisas)\W*$|\b(?:slut)?(?:rapport|redovisning|svar|ansökan|yttrande)(?:en|et)? (?:in)?lämnas(?: in)?\W*$"),
    ("deadline", "date.term", r"\b(?:(?:remiss|svars|samråds|gransknings|utställnings|anbuds|ansöknings|anmälnings)tid|tidsfrist|frist|ansökningsperiod)\w*\b[^.]{0,40}\b(?:går ut|löper ut|gick ut|upphör|utgår|är|till)\W*$"),
    ("deadline", "date.term", r"\b(?:(?:del|slut)?redovisas|slutrapporteras|återrapporteras)\b[^.]{0,60}$|\bförläng(?:s|ts|d|des)\b[^.]{0,40}\btill(?:\s+och\s+med)?\W*$|\bsista \w*dag\w*\b[^.]{0,60}$|\böverklagandetid\w*\b[^.]{0,40}$"),
    ("posted_to", "date.posted", r"\b(?:tillkännag\w+|kungör\w*|anslås|publiceras)\b[^.\d]{0,60}\b(?:t\.?\s?o\.?\s?m\.?|till(?: och med)?)\W*$|\b(?:ned|ner)tas\W*(?:den\s+)?$|\b(?:avlägsnas|avpubliceras|avpubliceringen?|tas (?:ner|ned|bort))\b[^.\d]{0,40}$|\banslaget\b[^.]{0,40}\b(?:tas|togs|tages) (?:ne[dr]|bort)\b[^.]{0,15}$|\bnedtag\w+\W*$|\banslås\b[^.\d]{0,40}\b(?:till och med|t\.\s?o\.\s?m\.|till)\W*$"),
    ("posted_from", "date.posted", r"\b(?:tillkännag\w+|kungör(?:s|des|ts)?)\b[^.\d]{0,60}(?:från(?: och med)?|fr\.?\s?o\.?\s?m\.?|den|tiden)?\W*$|\banslag(?:et|ets)\b[^.]{0,40}\b(?:sätts|sattes|satts)?\s?upp\b[^.]{0,15}$|\buppsatt\w*\W*$|\b(?:anslås|anslogs)\b[^.\d]{0,40}$|\banslagstavla\w*\W*$"),
    ("justering", "date.justering", r"\bjustering(?:en)? av (?:detta |dagens )?protokoll(?:et)?\b[^.]{0,60}$|\b(?:justera(?:t|ts|d|des|s)?|justering\w*|omedelbart justerad)\b[^.]{0,30}$"),
    ("signing", "date.signing", r"\b(?:intyga[rs]?|utdragsbestyrkande|bestyrk(?:s|es|t|er)?(?:,? \w+)?|vidimera[sdt]?|attestera[dt]s?)\W*(?:den\s+)?$|\bsignerade\W*$|\b(?:signera[td]\w*|undertecknad\w*|undertecknat|underskriven)\b[^.]{0,60}$"),
    ("received", "date.received", r"\b(?:(?:kom|kommit) (?:\w+ ){0,2}till handa|ankomst(?:datum|dag)|ankomststämpla\w*|inkomst(?:datum|dag)|nådde (?:oss|myndigheten|kommunen|nämnden))\W*$|\b(?:fick|fått|mottog|mottagit) (?:remissen|ärendet|ansökan|anmälan|handlingarna|skrivelsen)\W*$|\b(?:inkom\s?(?:mit|met|men|na|mer)?(?:\s+in)?|kom\s?(?:mit|met|men|na|mer)?\s+in)\s+till\b[^.]{0,60}$|\bkom(?:mit)?\s+till\s+(?:oss|\w*(?:nämnd|styrelse|kommun|myndighet|verk|inspektion|domstol|rätten|region|departement|kansli|förvaltning|registrator|ombudsman)\w*|jo|jk)\b(?! kännedom)[^.]{0,50}$|\bINKOM\b\W*$|\bankom\b[^.]{0,30}$|\b(?:kom|kommit) in\b(?:(?! och )[^.\d]){0,60}$|\binkom(?:men|met|mit|na|mer)?\b(?:(?! och )[^.\d]){0,70}$|\b(?:getts|gavs|lämnats|lämnades) in(?: till \S+)?\W*$|\b(?:ingavs|inlämnades|inlämnad)\b[^.\d]{0,40}$|\b(?:registrerades|mottogs|anlände)(?: (?:hos|vid|av|på) \S+(?: \S+)?)?\W*$|\b(?:tog|tagit) emot\b[^.\d]{0,40}$"),
    ("underlag", "date.dated", r"\b(?:daterad|daterat|daterade|dat\.|upprättad|upprättat|upprättade|upprättades|reviderad|reviderat|reviderade)(?:\s+av\s+\w+)?\W*$"),
    ("decision", "date.adopted", r"\b(?:antag(?:en|et|na|its)|antogs?|fastställ(?:d|t|da|des)|fastslogs?|fastslag(?:en|et|na|its)|bifölls?|(?:start|slut|förhands)besked(?:et)? (?:lämnades|meddelades|gavs|utfärdades)|planbesked (?:lämnades|meddelades|gavs)|beviljades|beviljats|avslogs|avslagits|godkändes|godkänts|medgavs)\b[^.]{0,70}$"),
    ("decision", "date.assembly", r"(?:\b(?:KF|KS|KSAU|RF|RS|(?:kommun|region)(?:full)?\w*(?:mäktige|styrelsen?)s?(?: beslut)?|nämndens beslut))\W*$|\b(?:KF|KS|KSAU|RF|RS|\w*(?:nämnden|styrelsen|fullmäktige|utskottet))(?:s beslut)?,? §§?\s?\d[\w/]*,?\W*$"),
    ("valid_from", "date.valid", r"\b(?:gäller|gälla|giltig\w*|tillämpas|träder? i kraft|börjar (?:tillämpas|gälla))\b[^.]{0,50}(?:från|fr\.\s?o\.\s?m\.?|från och med|i kraft)?\W*$|\bgällande\b(?:[^.]{0,50}(?:från|fr\.\s?o\.\s?m\.?|från och med))?\W*$"),
    ("decision", "date.decided", r"\b(?:uppdrog|uppdragit|godkände|antog|fastställde|beviljade|avslog|biföll|avskrev|upphävde|beslöt|utsåg)\W*$|\b(?:gav|gett|givit) (?:\S+ ){1,4}i uppdrag\W*$|\b\w*(?:nämnden|styrelsen|fullmäktige|utskottet|direktionen) (?:gav\W*$|(?:har )?(?:lämna(?:de|t)|gav|gett|meddela(?:de|t)) (?:markanvisning|bygglov|(?:plan|förhands)besked|tillstånd|uppdrag)\b[^.]{0,80}$)"),
    ("decision", "date.decided", r"\bbeslut vid \w*sammanträde\w*\W*$"),
    ("valid_from", "date.valid", r"\b(?:gäller|gälla|giltig\w*|upphör\w*|ersätter|avgift\w*|taxa\w*|regl\w+|bevilja\w*|förordna\w*|inrätta\w*|införa?s?|tillsätt\w*|utse\w*|avgå\w*|förläng\w*|löper|anställs|anställd|förbjud\w*|höjs|sänks|ändras)\b[^.]{0,130}\b(?:från och med|fr\.?\s?o\.?\s?m\.?)\W*$"),
    ("valid_from", "date.period", r"\b(?:avtalet|kontraktet|förordnandet|tillståndet|överenskommelsen|medlemskapet) (?:löper|gäller|sträcker sig|är giltigt) från\W*$|\b(?:beviljas?|medges|förordnas|gäller)\b[^.]{0,120}\b(?:under (?:tiden|perioden)|för (?:tiden|perioden)|tiden|perioden)(?: från(?: och med)?)?\W*$"),
    ("meeting", "date.meeting", r"\b(?:(?!regerings)\w*sammanträde\w*|\w*möte(?:t|n)?|\w*gruppen|\w+s(?:samverkans|arbets|styr)grupp|samverkansgrupp|överläggning\w*|möttes|kallas till|sammanträdesdatum|sammanträdde|sammanträder|sammanträtt(?: i dag)?|presidiet|presidiemöte\w*)\b(?: i [A-ZÅÄÖ]\w+)?(?:\s+(?:som\s+hölls|hölls|hålls|är|blir|planeras\s+till|äger\s+rum|ägde\s+rum|sker|härnäst|nästa\s+gång|åter|i|den|på|har behandlat ärendet|behandlade ärendet))?\W*$"),
    ("meeting", "date.meeting", r"\b\w*(?:sammanträde|möte)t? (?:med|i) (?:\w*(?:fullmäktige|styrelsen|nämnden|utskottet|rådet|gruppen))\W*$"),
    ("meeting", "date.meeting", r"\bsammanträdesda(?:g|tum)\s+(?:\S+\s+){1,3}$|^\W*(?:ärendelista|föredragningslista|dagordning)\W*$"),
    ("meeting", "date.handled", r"\b(?:bordlag(?:t|d|da|des)|bordläggs|bordlades|återremittera\w*)\b(?: ärendet)?(?: (?:vid|på|av) \S+)?\W*$|\b(?:ta|tar|tog) ställning\b[^.]{0,30}$|\b(?:träffas|samlas|sammankallas|möts|kallas till (?:\S+ ){0,2}\S*stämma|\S*stämma(?:n)?(?: hålls| hölls)?)(?: (?:åter|igen|nästa gång))?\W*$|^\W*[Tt]ill \S*(?:nämnden|styrelsen|fullmäktige|utskottet)\W*$|\b(?:samråd|överläggning\w*|förhandling\w*) (?:hölls|hålls|ägde rum|äger rum)\b[^.]{0,30}$|\bi (?:\S+ ){0,2}råd(?:et)? för \S+\W*$"),
    ("meeting", "date.handled", r"\b(?:behandlats|behandlade|behandlat|behandlas|bereds|bereddes|beretts|föredragits|föredras|behandlar|tar upp|prövar|samverkats|samverkades|samverkas|förhandlats|förhandlades|MBL-förhandla\w+|tas upp|togs upp|togs upp till behandling|återkomm\w* till \w*(?:nämnden|styrelsen|utskottet|fullmäktige))\b[^.]{0,70}$"),
    ("meeting", "date.negotiated", r"\b(?:samverkan|förhandling(?:en|ar)?) (?:har|enligt|skedde|hölls)\b[^.]{0,70}$"),
    ("meeting", "date.handled", r"\b(?:anmäla|anmälas|anmäls|redovisas|rapporteras|avrapporteras)\b[^.]{0,20}\b(?:till|för|vid|i|på) [^.]{0,50}$|\b(?:anmäldes|redovisades|presenterades|föredrogs) (?:till|för|i|vid) (?:\S+ )?\w*(?:nämnden|styrelsen|fullmäktige|utskottet)\W*$"),
    ("underlag", "date.cited", r"\b\w*(?:tjänsteskrivelse\w*|tjänsteutlåtande\w*|protokoll\w*|skrivelse\w*|missiv\w*|remiss(?:en)?|remissvar\w*|promemoria\w*|rapport(?:en)?|yttrande\w*|brev(?!låd)\w*|e-post|anmälan|ansökan|bilaga|avtal|kommittédirektiv|tilläggsdirektiv|utredning\w*|begäran|föreläggande\w*|samrådsredogörelse\w*|undersökning\w*|utlåtande\w*|\w*intyg\w*|PM|ritning\w*|situationsplan\w*|offert\w*|anbud\w*|mejl(?:et|en)?|e-postmeddelande\w*|framställning(?:en)?|yrkande(?:t|n)?|underrättelse\w*|medborgarförslag\w*|delrapport\w*|motion(?:en)?|cirkulär\w*(?: [\d:/]+)?|\w*kalkyl\w*|beslutsunderlag\w*|avtalet|överenskommelse\w*|kontrakt\w*|faktura(?:n|or)?)(?:\s+(?:från|av|i|över|om|till)\s+(?:\S+\s+){0,6}\S+?)?(?:\s+(?:av|från))?\W*$"),
    ("underlag", "date.cited", r"\b(?:har upprättats|som upprättats)\W*$"),
    ("decision", "date.decided", r"\b(?:antagit|antog|fastställt|godkänt|beslutat om) (?:detta|ovanstående|sitt|ett) (?:yttrande|remissvar|svar)\w*\W*$|,? fatta(?:t|des|de)s?\W*$"),
    ("decision", "date.decided", r"\b(?:beslutad|beslutade|beslutats|fatta[dt]|fattades|togs|tagits|meddelad|meddelades) av (?:\S+ ){0,3}\S+?\W*$"),
    ("decision", "date.decided", r"\b(?:beslut|regeringsbeslut|\w*beslutet|beslutade|beslutat|beslutades|beslutats|dom|domen|avgörande|beslutad|delegationsbeslut|det beslutade \S+)(?:\s+(?:vid|av|om|att|i)\s+(?:\S+\s+){0,5}\S+?|\s+därefter|\s+av|\s+från)?\W*$"),
    ("decision", "date.adopted", r"\b(?:antag(?:en|et|na|its)|fastställ(?:d|t|da|ts)|godkän(?:d|t|da|ts)|beslut(?:ad|at|ats|ade|ades)) (?:vid|på|av|i)\s+(?:\S+\s+){0,3}\S*(?:möte|sammanträde|stämma|styrelsen?|nämnden?|fullmäktige)\S*\W*$|\b(?:godkännande|antagande|fastställande|inrättad|inrättades|delegationsordning\w*)\W*$"),
    ("valid_from", "date.valid", r"\b(?:införs|inrättas)(?: från)?\W*$"),
    ("event", "date.happened", r"\b(?:vann|vunnit|vinner|får|fick|fått)? ?laga kraft\W*$|\b(?:upphör|upphörde) att gälla\W*$|\b(?:i|efter) (?:dess|sin) lydelse\b[^.]{0,20}$|\bexpediera(?:t|d|ts|des)\W*$|\b(?:delgett?s?|delgivits|delgavs|delgiven)\b[^.]{0,30}$"),
)  # fmt: skip

DECIDED_UPON = re.compile(r"^\s*(?:kommittédirektiv|direktiv\b)")
"""`Regeringen beslutade den 7 juli 2016 kommittédirektiv om …`: the day of the cited directive."""

EVENTS = (
    r"\b(?:kompletterades|kompletterats|återkallades|återkallats|överlämnades|remitterades|avslutades|påbörjades|inleddes|reviderades|uppdaterades|ändrades|"
    r"genomfördes|besiktigades|överlämnade|överklagade|överklagades|överklagat|anmälde|begärde|inspekterade|mottog|insjuknade|besöktes|flyttade|avled|föddes|anställdes|utbetalades|betalades|yttrade sig|yttrat sig|bemötte|bemött|svarade|skickades)(?: \w+){0,3}\W*$",
    r"\b(?:sedan|per)\W*$",
)
"""What happened on a day: no other part of the document's own."""

UNTIL = re.compile(
    r"\b(?:till och med|t\.\s?o\.\s?m\.?|tom|till|längst|före|innan)(?:\s+den)?\W*$", re.IGNORECASE
)
"""How long something is valid; from when is `valid_from`."""

IN_FORCE_FROM = re.compile(
    r"\b(?:från och med|fr\.?\s?o\.?\s?m\.?|att gälla från|med verkan från)(?:\s+den)?\W*$", re.IGNORECASE
)
"""In what is decided or proposed: from when it is to hold."""

CUES_AFTER: tuple[tuple[DateRole, str, str], ...] = (
    # Nämnden har den 3 maj 2019, § 44, beslutat; Den 3 maj 2019 antog fullmäktige
    (
        "decision",
        "date.decided",
        r"^(?:,? ?§§? ?\d+,?)? (?:\w+ )?(?:beslutat|beslutade|fattat beslut|fattade beslut|antagit|antog|fastställt|fastställde|godkänt|godkände|beviljat|beviljade|avslagit|avslog)\b",
    ),
    # Kommunstyrelsen har den 3 maj 2019, § 61, föreslagit att motionen avslås
    (
        "meeting",
        "date.handled",
        r"^(?:,? ?§§? ?\d+,?)? (?:föreslagit|föreslog|tillstyrkt|tillstyrkte|behandlat|behandlade|berett|beredde)\b",
    ),
    # Arbetsutskottet gav den 3 maj 2019 förvaltningen i uppdrag
    ("decision", "date.decided", r"^ (?:\S+ ){0,4}i uppdrag\b"),
    (
        "received",
        "date.received",
        r"^ (?:kom|inkom)(?: det)? (?:in )?(?:en|ett|din|er|in)\b",
    ),
    # Nämnden har den 3 maj 2019 tagit emot din ansökan
    (
        "received",
        "date.received",
        r"^ (?:tagit emot|mottagit|fått in|emot (?:en|ett)|(?:inkommit med|kommit in med) (?:en|ett))\b",
    ),
    # Högskoleverket fattade den 3 maj 2019 beslut i ärendet
    ("decision", "date.decided", r"^ (?:ett )?beslut (?:i|om|att|efter|gällande|angående|avseende|enligt)\b"),
    ("decision", "date.adopted", r"^\W{0,2}\s*§\s?\d+"),
    # I dag, den 31 oktober 2023, har regionstyrelsen haft sammanträde
    ("meeting", "date.meeting", r"^,? har \w+ (?:haft samm|sammantr)"),
    # dels den 22 november 2018 vid ett öppet sammanträde
    (
        "meeting",
        "date.meeting",
        r"^,? (?:vid|under|på) (?:ett |sitt |dess |ordinarie |extra |\w+s )?(?:\w+ )?(?:\w*sammanträde|\w*möte)\b",
    ),
    # Stadshuset 2024-06-18, klockan 18:30-22:00
    ("meeting", "date.hour", r"^,? (?:kl\.?|klockan) ?\d"),
    ("deadline", "date.latest", r"^\s*(?:är sista|som sista)"),
)

HANDED_TO = re.compile(r"\btill (?:\w*styrelsen|\w*nämnden|\w*fullmäktige|\w*utskottet),?(?: den)?\W*$")
"""`återkomma till regionstyrelsen den …`: when the body is to have it, not when it decided."""

LODGED = re.compile(
    r"(?:,? §§?\s?\d+,?)? (?:väck|lämna|inlämna|ställ|anmäl)(?:t|te|ts|tes|de|des|at|ats|ades|d|des)\b"
)
"""`har i kommunfullmäktige den …, § 43, väckt en motion`: what was laid before the body, not what it decided."""

MEETING_OF = re.compile(r"\bsammanträdesda(?:g|tum)\s+(?:\S+\s+){0,3}$", re.IGNORECASE)
"""`Organ och sammanträdesdatum   Kommunstyrelsen …`: the body before its meeting's day."""

NARRATIVE_DECISION = re.compile(
    r"\b(?:därefter|omprövningsbeslut\w*|Försäkringskass\w*|domstol\w*|(?:genom|i|i en|meddelade|meddelat|avkunnade) dom)\b",
    re.IGNORECASE,
)
"""A decision told as part of the story of the case, not cited as a decision that stands behind this one."""

TAKEN_IN = re.compile(
    r"\b(?:överlämna(?:de|t|ts|des)|lämna\w* in|skicka\w* in|gav in|inkom med|inkommit med|kom in med|kommit in med|mottog|emottog|(?:tog|tagit) emot|lämna(?:de|t) (?:sitt|ett)|fick (?:remissen|ärendet|ansökan|anmälan|handlingarna|skrivelsen|(?:ett )?brev)|skickades (?:ut )?(?:på|som) remiss|fick del av|delgavs|delgiven|tog del av)\b|\bbemöt(?:te|t) \w+\W*$|\blämna(?:de|t) (?:motion|medborgarförslag)\w*\W*$",
    re.IGNORECASE,
)
"""A letter that reached somebody: the date is that of the event, not the letter's own."""

BOUND = re.compile(
    r"\b(?:ska(?:ll)?|skulle|bör|måste) (?:ha |vara )?(?:inkomma|inkommit|inkommen|komma in|kommit in|kommit)\b[^.]*$",
    re.IGNORECASE,
)
"""`Svar ska ha inkommit den …`: until when, not when it came."""

OWN_ANSWER = re.compile(
    r"\b(?:antagit|antog|fastställt|godkänt|beslutat om) (?:detta|ovanstående|sitt|ett) (?:yttrande|remissvar|svar)\w*\W*$|,? fatta(?:t|des|de)s?\W*$",
    re.IGNORECASE,
)
"""`Kommunstyrelsen har antagit detta yttrande den …`, `avslag på ansökan, fattat …`: the decision's day."""

EARLIER_MINUTES = re.compile(
    r"\bprotokollet från (?:\S+ ){0,3}\S*(?:möte|sammanträde)\w*\W*$|\bprotokoll från föregående \S+\W*$",
    re.IGNORECASE,
)
"""`Protokollet från mötet den … läggs till handlingarna`: minutes that are cited, not the meeting."""

HANDLED = re.compile(
    r"\b(?:behandlas|behandlats|behandlades|behandlade|behandlar|tas upp|togs upp|bereds|bereddes|beretts|tar upp)\b[^.]*$",
    re.IGNORECASE,
)
"""`Ärendet väntas tas upp i kommunstyrelsen den …`: when the board meets."""

DECIDED_THERE = re.compile(
    r",? (?:§§? ?\d+,? )?(?:\w+ )?(?:beslutade|beslutat|beslutas|antog|antagit|fastställde|fastställt|godkände)\b"
)
"""`Vid styrelsemötet den … beslutade styrelsen`: the day of a decision, like `Beslut vid regeringssammanträde`."""

OF_ITSELF = re.compile(
    r"\b(?:detta|föreliggande) (?:beslut|avgörande)\b|\b(?:beslut|avgörande)\w* i (?:detta|det här) ärende|\bbeslut vid \w*sammanträde|"
    r"^\W*(?:beslut\w*|avgörande\w*)(?: fatta\w*| meddela\w*)?\W*$",
    re.IGNORECASE,
)
"""What a decision says of itself, not of others: `Detta beslut har fattats den …`."""

LASTING = re.compile(
    r"\bförläng\w* (?:\S+ ){0,4}?(?:avtal|kontrakt|projekt|uppdrag|tillstånd|förordnande|anställning|samarbete|överenskommelse|verksamhet|insats)\w*\b[^.]*$",
    re.IGNORECASE,
)
"""`förlänga projektet till och med den …`: how long it goes on, not until when something must be done."""

REACHED = re.compile(r"(?<!ha )\b(?:kom|kommit) (?:\w+ ){0,2}till handa\W*$", re.IGNORECASE)
"""`som kom oss till handa den …`: when it came, not until when it must."""

OR_LATER = re.compile(r"\s*(?:eller|och) (?:senare|tidigare|därefter|dessförinnan)\b")
"""`som kommit in den 1 juli 2005 eller senare`: no day on which anything came in."""

BROUGHT = re.compile(
    r"\b(?:väck|lämna|inlämna|ställ)(?:t|ts|te|tes|des|ats|ades|d|s)\b[^.]{0,40}$", re.IGNORECASE
)
"""`Motionen väcktes i kommunfullmäktige den …`: what was laid before the body, not what it decided."""

MEETING_WITH = re.compile(r"\b\w*(?:sammanträde|möte)\w* (?:med|i|för) \S+\W*$", re.IGNORECASE)
"""`Inställt sammanträde med kommunfullmäktige den …`"""

AND_ON = re.compile(r"(?:och med|\bo\.?\s?m\.?)(?: den)?\W*$", re.IGNORECASE)
"""`att förlänga avtalet från och med den …`: no document's day."""

TO_ANOTHER = re.compile(r"\s?[-–]\s?(?:den )?\d")
"""`Anmälan av beslut 2022-10-01 – 2022-10-31`: the beginning of a period."""

PERIOD = re.compile(r"\bunder (?:tiden|perioden)\b[^.]*$", re.IGNORECASE)
"""`har under perioden från och med den … behandlat uppgifter`: what was, not what is to hold."""

REMOVED = re.compile(r"\b(?:avlägsnas|ne[dr]tas|tas (?:ne[dr]|bort)|avpublicer\w+)\b", re.IGNORECASE)
"""`får tidigast avlägsnas från anslagstavlan`: the end of the time on the board."""

ADOPTED_AT = re.compile(
    r"\b(?:antag\w+|fastställ\w+|godkän\w+|beslut\w+) (?:vid|på|av|i)\s+(?:\S+\s+){0,3}\S*\W*$|"
    r"\bhar beslutat (?:att )?(?:\S+\s+){0,12}vid (?:sitt |dess )?sammanträde\w*\W*$",
    re.IGNORECASE,
)
"""`antagen vid styrelsemöte den …`: the decision, of which the meeting is only where it was taken."""

CEASES = re.compile(r"\bupphör\w* (?:att )?gälla\W*$", re.IGNORECASE)
"""`upphör att gälla den …`: the end, not the beginning."""

LAW_IN_FORCE = re.compile(
    r"\b(?:börjar gälla|lag(?:en)?|förordning\w*|direktiv\w*|konvention\w*)\b", re.IGNORECASE
)
"""When a law came into force is an event; when this document does is `valid_from`."""

FILE_NAME = re.compile(r"\.(?:docx?|pdf|xlsx?|pptx?|odt)\b", re.IGNORECASE)
