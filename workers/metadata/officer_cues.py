"""The words that name the officer in charge: labels that only a person's name follows, and sentences. Data.

Sources: the letter templates of municipalities' and agencies' record systems, the Administrative Procedure Act
(32 §: who decided, who reported, who else took part), and the decisions of county boards and agencies.
"""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re

from workers.metadata.names_in_text import NAME, NAME_WORD, TITLE

REFERENCE = re.compile(
    r"(?:vår referens|vår ref\.?|vår kontakt|kontakt|kontaktperson|ärendeansvarig|upplysningar lämnas av|upprättad av|upprättat av|"
    r"ansvarig|utredare|inspektör|ansvarig inspektör|upphandlare|planarkitekt|beredd av|beredare|skriven av|författare)\s*:?",
    re.IGNORECASE,
)
"""Labels under or before which a person's name is the officer's, and anything else is not."""
REFERENCE_FIRST = re.compile(rf"(?:{REFERENCE.pattern.removesuffix(':?')}):\s*(?=[A-ZÅÄÖ])", re.IGNORECASE)
"""The same with its name behind it."""

_LOWER_TITLE = r"(?P<title>(?!(?:är|har|och|med|som|till|din|vår|er|min|gärna)\b)[a-zåäö][\wåäö-]{2,60}(?:[ \n]+(?:vid|för|i|på)[ \n]+\S+)?)"

OFFICER_PROSE = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        # Föredragande har varit enhetschefen Peter von Wowern.
        ("officer.reported_by", rf"[Ff]öredragande(?:[ \n]+i[ \n]+ärendet)?[ \n]+(?:har[ \n]+varit|var|är)[ \n]+(?:(?P<title>{TITLE})[ \n]+)?(?P<name>{NAME})"),
        # Utredaren Yusuf Özdemir har varit föredragande.
        ("officer.reported_by", rf"(?:(?P<title>[A-ZÅÄÖ]?[\wåäö-]{{0,80}}(?:en|n|t|et|are|ör|ist|ant))[ \n]+)?(?P<name>{NAME})[ \n]+(?:har[ \n]+varit|var|som)[ \n]+föredragande"),
        # efter föredragning av handläggaren Anna Berg; med X som föredragande
        ("officer.reported_by", rf"(?:föredragning[ \n]+av|[Hh]andläggare[ \n]+(?:har[ \n]+varit|i[ \n]+ärendet[ \n]+(?:är|har[ \n]+varit)))[ \n]+(?:(?P<title>(?:[a-zåäö]+e[ \n]+)?{TITLE})[ \n]+)?(?P<name>{NAME})"),
        # har fattats av Anna Berg efter utredning och förslag från Ola Lind
        ("officer.reported_by", rf"\befter[ \n]+(?:utredning|beredning|förslag)(?:[ \n]+och[ \n]+(?:förslag|utredning))?[ \n]+(?:av|från)[ \n]+(?:(?P<title>{TITLE})[ \n]+)?(?P<name>{NAME})"),
        # Målet har föredragits av Elin Vretblad; Ärendet har handlagts av handläggaren Anna Berg
        ("officer.reported_by", rf"(?:föredragits|handlagts|utretts|beretts)[ \n]+av[ \n]+(?:(?P<title>{TITLE})[ \n]+)?(?P<name>{NAME})"),
        # handläggaren Ola Lind, föredragande.
        ("officer.reported_by", rf"(?:(?P<title>[a-zåäö][\wåäö-]{{2,60}})[ \n]+)?(?P<name>{NAME})(?:,[ \n]+föredragande|[ \n]+\(föredragande\))(?=[.,;\n]|$)"),
        # Föredragande: Ola Lind.
        ("officer.reported_by", rf"[Ff]öredragande:[ \n]+(?:(?P<title>[a-zåäö][\wåäö-]{{2,60}})[ \n]+)?(?P<name>{NAME})"),
        # Handläggare Ola Lind har föredragit ärendet.
        ("officer.reported_by", rf"(?:(?P<title>[A-ZÅÄÖa-zåäö][\wåäö-]{{2,60}})[ \n]+)?(?P<name>{NAME})[ \n]+har[ \n]+(?:föredragit|handlagt|berett)[ \n]+(?:ärendet|målet)"),
        # med länsassessor Erik Ek som föredragande
        # Mål nr 33-12, föredragande Holm
        ("officer.reported_by", rf",[ \n]+föredragande:?[ \n]+(?:(?P<title>[a-zåäö]\w+)[ \n]+)?(?P<name>{NAME}|{NAME_WORD})"),
        # I ärendet har Ola Lind varit handläggare; har utredaren Ola Lind varit föredragande
        ("officer.reported_by", rf"\bhar[ \n]+(?:{_LOWER_TITLE}[ \n]+)?(?P<name>{NAME})[ \n]+varit[ \n]+(?:handläggare|föredragande)"),
        # i närvaro av rättschef Ulf Ek och utredare Ola Lind, den senare som föredragande
        ("officer.reported_by", rf"(?:{_LOWER_TITLE}[ \n]+)?(?P<name>{NAME}),?[ \n]+(?:den[ \n]+)?(?:senare|sistnämnd[ae]|sist[ \n]+nämnd[ae])[ \n]+(?:som[ \n]+)?(?:var[ \n]+)?föredragande"),
        # samt Ola Lind, chef för enheten för analys, föredragande
        ("officer.reported_by", rf"(?P<name>{NAME}),[ \n]+(?P<title>[a-zåäö][\wåäö-]{{2,60}}(?:[ \n]+[\wåäö-]+){{0,6}}),[ \n]+föredragande\b(?![ \n]+[A-ZÅÄÖ])"),
        # i närvaro av Ola Lind, utredare och föredragande
        ("officer.reported_by", rf"(?P<name>{NAME}),[ \n]+{_LOWER_TITLE}[ \n]+och[ \n]+föredragande"),
        # din handläggare Ola Lind; handläggare är Ola Lind
        ("officer.reported_by", rf"(?:[Dd]in|[Ee]r|[Vv]år|ansvariga?|ärendets)[ \n]+handläggare,?[ \n]+(?:är[ \n]+)?(?P<title>(?!))?(?P<name>{NAME})"),
        ("officer.reported_by", rf"[Hh]andläggare[ \n]+(?:(?:i|för|av)[ \n]+(?:(?:detta|ditt|ert)[ \n]+)?ärendet?[ \n]+)?(?:är|har[ \n]+varit|var)[ \n]+(?:{_LOWER_TITLE}[ \n]+)?(?P<name>{NAME})"),
    )
)  # fmt: skip
"""Sentences that name who prepared the case, by form; a definite title may stand before the name."""

CONTACT_SENTENCE = re.compile(
    rf"(?:(?:[Ff]rågor|[Uu]pplysningar|[Ii]nformation)\b[^.]{{0,60}}?(?:besvaras|lämnas|ges|får[ \n]+(?:du|ni))[ \n]+(?:\w+[ \n]+)?av|[Kk]ontakta(?:[ \n]+gärna)?|[Kk]ontaktperson(?:en)?[ \n]+(?:är|för[ \n]+ärendet[ \n]+är))[ \n]+(?:{_LOWER_TITLE}[ \n]+)?(?P<name>{NAME})(?![ \n]+(?:och|eller|samt)\b)"
)
"""Whom to ask about the matter: `Frågor besvaras av Anna Berg, jurist, 08-…`."""
NEAR_NAME = 140
"""Characters behind the name in which its telephone or e-mail stands."""

OWN_CONTACT = re.compile(
    r"(?:(?:direkt)?(?:telefon|tfn|tel|nr|nummer)\.?|direkt|mobil)[\w ]{0,14}:?\s*(?:\+46|0)[\d -]{6,}$|0\d{1,3}[- ][\d ]{5,}$|[^@\s]+\.[^@\s]+@\S+$",
    re.IGNORECASE,
)
"""A person's own telephone or e-mail address: `anna.berg@…`, not `info@…`."""
