"""The headings that proposals and decisions stand under."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

from workers.structure.caseless import caseless
from workers.structure.vocabulary import SURVEY_DECISIONS

PROPOSALS = caseless(
    r"(?:.*\b)?f[öo]rslag till (?:beslut|ställningstagande)(?! (?:på|under|vid) (?:dagens )?(?:sammanträde|möte))\b.*|beslutsförslag:?|föreslagna beslut:?|förslag till \S*(?:nämnden|styrelsen|fullmäktige|direktionen):?|(?:\S+ ){1,4}föreslås (?:att )?beslut(?:a|ar)(?: att| följande)?:?|"
    r"beslut\s?[–-]\s?förslag till \S+(?: och \S+)?:?|(?:\S+ ){0,3}\S+s förslag till (?:\S+- och )?(?:\S*fullmäktige|\S*styrelsen|\S*nämnden|\S*utskottet|direktionen|(?:\S+s )?beslut):?|"
    r"(?:ordföranden|presidiet|beredningen|\S*(?:förvaltningen|kontoret|utskottet|styrelsen|nämnden|direktören|chefen))s förslag:?",
)
DECISIONS = caseless(
    r"beslut ?[–-] ?för .{3,60}|(?!skäl)(?:(?:\S+ ){0,3}?\S+s )?(?:slutlig(?:a|t) )?(?:beslut(?:et)?|avgörande|domslut)(?: för egen del| i (?:ärendet|målet|sak(?:en)?|korthet))?:?|slut:?|(?:det här|detta|följande) (?:kräver|beslutar) (?:vi|\S+)|(?:\S+s )?(?:rekommendation|utslag|föreläggande(?:t)?|förbud)|beslutsmening(?:ar)?|"
    + SURVEY_DECISIONS
    + r"|beslut och (?:motivering|skäl)|beslut på delegation|"
    r"(?:\S+ ){0,4}?\S*(?:styrelsen|nämnden|utskottet|fullmäktige|direktionen|rätten|domstolen|verket|myndigheten|inspektionen|rådet) (?:beslutar|beslutade|förelägger|förordnar)(?: följande| för egen del| att)?:?",
)
"""Headings over what is proposed, and over what was decided. Sources: SKR's template of minutes, the courts, the agencies."""
