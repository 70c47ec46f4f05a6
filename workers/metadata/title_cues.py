"""What speaks for a line of the first page being the title, and what against it: data, with points.

Sources: the titles (ärendemeningar) of the documents in the catalogue of the field, and the advice of the
National Archives and SKR on how they are written: a noun of what is done (`Yttrande över`, `Ansökan om`),
then what it concerns.
"""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re

OPENER = re.compile(
    r"(?:(?:[A-ZÅÄÖ]\w+s )?(?:svar på|remissvar|yttrande över|synpunkter på|(?:slut|del)?betänkande |(?:delegations|delegerings|arbets)ordning|reglemente|verksamhetsberättelse|årsredovisning)|svar på|remissvar|remissyttrande|remiss|yttrande|synpunkter|angående|ang\.|beträffande|avseende|gällande|rörande|"
    r"förslag (?:till|om|på)|ansökan om|begäran om|beslut för|hemställan|framställ(?:an|ning)|beslut om|beslut efter|beslut i|tillsyn|föreläggande|"
    r"överklagande|överprövning|bygglov|förhandsbesked|strandskydd|dispens|tillstånd|detaljplan|ändring av|motion|medborgarförslag|"
    r"interpellation|riktlinjer?|policy|handlingsplan|granskning|redovisning|uppföljning|årsberättelse|delårs(?:rapport|bokslut)?|tertialrapport|årsbokslut|årsredovisning|"
    r"verksamhetsberättelse|budget|revidering|antagande|godkännande|val av|rapport|anmälan|utredning|betänkandet|"
    r"delbetänkandet|slutbetänkandet|promemorian|departementspromemorian|utkast till|översyn|tilläggsdirektiv|kritik|"
    r"uttalande|fråga om|krav på|initiativärende|ärende om|uppdrag|återrapportering|komplettering|underrättelse|information om|inbjudan|samråd|"
    r"upphandling|avtal|hyresavtal|hyreskontrakt|överenskommelse|samverkansavtal|förordnande|entledigande|investering|inrättande|utbyggnad|ombyggnad|byggnation|samrådsredogörelse|granskningsutlåtande|planbeskrivning|konsekvensutredning|inspektion|köp av|försäljning|"
    r"markanvisning|köpeavtal|taxa|avgift(?:er)?|bidrag|ersättning|ersättningsanspråk|initiativ|minnesanteckningar|"
    r"protokoll från|kallelse till|planbesked|program för|strategi för|plan för|reglemente|delegationsordning|"
    r"internkontroll|intern kontroll|HFD \d{4} (?:ref|not)|NJA \d{4} s|RÅ \d{4} (?:ref|not)|(?:RH|MÖD|PMÖD|MIG) \d{4}:\d|AD \d{4} nr|rätt till|skrivelse|klagomål|umgänge|omprövning|återkrav|avskrivning|statsbidrag|bokslut|regleringsbrev)\b",
    re.IGNORECASE,
)
"""Words that titles begin with."""

ANSWER = re.compile(
    r"(?:Svar på|Remiss från|Anmälan av svar på) (?:remiss|skrivelse|motion|kommunstyrelsen)\b.*"
)
"""What is done in the case, right under the words for what it is about: `… i Ekstads stad` / `Svar på remiss`."""
VERBAL = re.compile(
    r"\w{4,}(?:ande|andet|ning|ningen|else|elsen|tion|tionen) (?:av|för|om|till|mot|på)\b", re.IGNORECASE
)
"""What is done to something: `Bildande av naturreservatet …`."""

REPORTED = re.compile(r"(?:HFD|NJA|RÅ|RH|MÖD|PMÖD|MIG|AD) \d{4}(?: ?:| ref\.?| s\.?| nr| not\.?) ?\d{1,4}")
"""The name of a case in the courts' own reports, alone at the top."""
REPORTED_LINES = 4

SUBJECT = re.compile(
    r"\b(?:om|av|för|till|med|över|i|på|från|mot|inom|vid|efter|enligt|avseende|gällande|angående|samt|och)\b"
)
"""Small words, of which a subject has one and a name or a field seldom."""

SUBJECT_LABEL = re.compile(
    r"(?:ärende(?:t|mening|rubrik)?|rubrik|saken|ämne|avser|angående|ang\.?|beträffande|gällande)\s*:?",
    re.IGNORECASE,
)
"""A field whose value is the title, in the cell to the right or on the line below."""

LABELLED = re.compile(
    r"(?:ärende(?:mening|rubrik)?|rubrik|saken|ämne|angående|ang\.?|beträffande|gällande|avser)\s*:\s*(?=\S)|ang\.\s+(?=[a-zåäö])|"
    r"(?-i:SAKEN|ÄMNE|ÄRENDE|RUBRIK)\s+(?=\S+ \S+ \S)",
    re.IGNORECASE,
)
"""The same with its value behind it: a colon is needed, for `Angående lekplatsen` is a title itself."""

NOT_TITLE = re.compile(
    r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)? (?:den )?\d{1,2}|\S+ (?:beslutar|beslutade|föreslås|föreslår)(?: \S+){0,3}:?$|till|(?:in)?ges till|(?:sänds|skickas|ställs|lämnas) till|objekts?(?:nr|nummer)|behandla[sdt]+ (?:av|i)|anmäls till|hej|bästa|bäste|med vänlig|vänliga|kopia|sändlista|kl\.?|klockan|kontakt|besöks?|box|c/o|tel|"
    r"utfärda[td]|upprättad|nr|sida?|dok(?:ument)?\.?\s?id|senast|ärende ?nr|org\.?\s?nr|delegationsbeslut nr|expeditionsdag|"
    r"på \S+ vägnar|för \S+ styrelse|plats|tid|sekreterare|ordförande|(?:protokolls?)?justerare|beslutande|närvarande|ledamöter|"
    r"paragraf(?:er)?|organ|expediera[ts]\w*|datum|tjänstgörande|ersättare|övriga (?:närvarande|deltagare)|innehåll|(?:\w+s )?sammanträde|"
    r".*\d\d[.:]\d\d ?[-–] ?\d\d[.:]\d\d$|[^|]*\| ?sida? \d+|\d{1,2} bilag(?:a|or)$|"
    r"\d{1,2}\.? [^\n]*\d{4}-\d\d-\d\d$|omedelbar(?:t)? juster\w+|enligt sändlista|(?:ert?|vårt?|din|ditt) \w+(?:nummer|nr)|\w+nummer:? \S*\d|delegat|beslutsfattare|punkt i|för vidare ?befordran|vidarebefordras|genom|via|attn?\.?|remissinstanser|(?:vår|er)(?:t)? (?:referens|beteckning|dnr))\b",
    re.IGNORECASE,
)
"""Words that open fields, greetings, addresses, and the rows of minutes."""

WORD_WITH_PAGE = re.compile(r"[A-ZÅÄÖ]\w*(?: [-–])? ?\d{1,3} ?\(\d{1,3}\).*")
"""`YTTRANDE - 1 (17)`: the kind of paper, with its pages."""

MEMBER = re.compile(r"(?:[A-ZÅÄÖ][\wåäö-]+ ){2,3}\([A-ZÅÄÖ]{1,4}\)")
"""A politician with a party, in the list of those present."""

UNIT = re.compile(
    r"(?:\S+ ){0,3}\S*(?:avdelning(?:en)?|enhet(?:en)?|stab(?:en)?|sektion(?:en)?|ledning(?:en)?|expedition(?:en)?|kansli(?:et)?|"
    r"rektor|kontor(?:et)?|distrikt(?:et)?|team(?:et)?|område(?:t)?|funktion(?:en)?)(?: \S+){0,2}",
    re.IGNORECASE,
)
"""A unit of the sender."""

VERB = re.compile(
    r"\b(?:har|är|ska|skall|kan|var|hade|finns|blev|anser|yrkar|beviljas|avslås|beslutar|beslutade|föreslår|föreslås|anför|anförde|"
    r"framgår|bedömer|begär|begärde|tackar|inkom|ber|vill|får|fick|måste|bör|kom|medger|överklagar|remitterades|tillstyrker|avstyrker|instämmer|välkomnar)\b"
)
"""Finite verbs, which sentences have and titles seldom."""

DIRECTIVE = re.compile(r"Dir\.(?: \d{4}:\d+)?|\d{4}:\d+")
"""The number of a committee's directive, beside its title."""
MEETING = re.compile(r"beslut vid regeringssammanträde", re.IGNORECASE)
"""What stands under the title of a directive."""

LABELLED_POINTS = 9
"""The value of a field for the subject."""
UNDER_LABEL_POINTS = 4
UNDER_SUBJECT_POINTS = -7
OPENER_POINTS = 4
SUBJECT_POINTS = 2
VERBAL_POINTS = 2
LARGER_POINTS = 4
BOLD_POINTS = 2
ROOM_POINTS = 1
BEFORE_HEADING_POINTS = 3
BEFORE_TEXT_POINTS = 3
CASE_NUMBER_POINTS = 3
SERIES_POINTS = 1
OPENER_ALONE_POINTS = -4
"""`Uttalande`, `Kritik`: the kind of paper, with nothing that it is about."""
DIRECTIVE_POINTS = 6
"""Over the day of the meeting at which the Government decided on the directive."""
VERB_POINTS = -3
OWN_NUMBER_POINTS = -5
"""`Svar på remiss, dnr 303-742/2016`: what stands under a title."""
ALONE_IN_HEAD_POINTS = 3
"""In the head of the document, and neither label, name, address nor number."""
SECTION_POINTS = -3
"""A heading of a section, by its type."""
TEXT_POINTS = -4
"""In running text, a list or a table."""
SENTENCE_POINTS = -3
UNIT_POINTS = -4
ADDRESS_POINTS = -5
FIRST_LINE_POINTS = -2
INNER_CELL_POINTS = -4
ROW_POINTS = -1
FEW_WORDS_POINTS = -1
ENOUGH = 4
"""Points that a title needs. With fewer, nothing on the first page is called one."""
