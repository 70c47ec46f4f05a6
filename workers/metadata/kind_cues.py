"""What tells the kind of a document, with the points of each: words in its head, its title, its formulas. Data.

Sources: the catalogue of the field, the templates of municipalities and agencies, and the formulas that the
Administrative Procedure Act, the Local Government Act and the courts' handbooks have made usual.
"""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re

from schemas.metadata import DocumentType
from workers.structure.stems import StemTable
from workers.structure.vocabulary import folded

HEAD_WORDS: tuple[tuple[DocumentType, str], ...] = (
    ("protokollsutdrag", r"protokollsutdrag|utdrag ur (?:sammanträdes)?protokoll(?:et)?(?: nr [\d/:-]+| (?:fört|från|vid) .{3,120})?|utdrag"),
    ("tjänsteutlåtande", r"tjänsteutlåtande(?: till .{3,60})?|(?:utlåtande|pm) \d{4}:?\d{0,4} r[ivx+]{1,8}(?: \(dnr [^()]{3,40}\))?"),
    ("tjänsteskrivelse", r"(?:g-)?tjänsteskrivelse(?: till .{3,60})?|tjänsteyttrande|tjänstemannaförslag"),
    ("anmälningslista", r"anmälningslista|anmälningsärenden(?: till .{3,60})?|(?:anmälan av|förteckning över|redovisning av|anmälda) delegations(?:beslut|ärenden)|(?:redovisning|anmälan) av delegerings?beslut|delegationslista|delegationsärenden|lista över delegations(?:beslut|ärenden)|(?:inkomna )?(?:meddelanden|delgivningar|anmälningar|skrivelser)(?: till .{3,60})?(?: (?:och|samt) (?:anmälningar|anmälningsärenden|delgivningar|meddelanden|delegationsbeslut))?"),
    ("delegationsbeslut", r"delegationsbeslut|(?:ordförande|delegerings|tjänstemanna)beslut|beslut (?:fattat )?(?:på|enligt|med stöd av) delegation(?:en|sordning)?|beslut i brådskande ärende|brådskande beslut"),
    ("kallelse", r"kallelse(?: till .{3,60})?|kallelse ?(?:och|/|samt) ?\w{3,30}|(?:kungörelse (?:och|samt) )?(?:kallelse|föredragningslista|dagordning|ärendelista)"),
    ("protokoll", r"(?:\w+- och )?\w+(?:nämndens|styrelsens|fullmäktiges|utskottets|rådets|direktionens) protokoll|(?:\w+- och )?\w+(?:nämnden|styrelsen|fullmäktige|utskottet|rådet), protokoll|(?:sammanträdes|styrelse|mötes|nämnd|direktions|förhandlings|samverkans|årsmötes|stämmo|bolagsstämmo|fakultets|överläggnings|MBL-)?protokoll(?: (?:nr )?\d[\d/–-]*)?(?: (?:från|fört vid) .{3,120})?"),
    ("remissvar", r"\w{2,30}(?:utskottet|styrelsen|nämnden|myndigheten|verket)s yttrande|remissvar|(?:remiss|samråds|gransknings)yttrande|yttrande(?: till .{3,60})?"),
    ("kommittédirektiv", r"(?:kommitté|tilläggs)direktiv"),
    ("domstolsavgörande", r"dom|slutligt beslut|mellandom|deldom|domslut|dom och beslut"),
    ("årsbokslut", r"(?:\d{4} )?(?:årsbokslut|bokslut|årsredovisning|bokslut och verksamhetsberättelse)(?: \d{4})?"),
    ("överklagande", r"överklagande|laglighetsprövning"),
    ("riktlinje", r"riktlinjer?|(?:regler|rutin|policy|anvisningar) för|(?:rutin|vägledning|policy|stöddokument|styrdokument|styrande dokument)(?: för .{3,60})?|(?:\w{4,40}s )?(?:delegations|delegerings)ordning|arbetsordning|reglemente|(?:kommunal |kommunens )?författningssamling"),
    ("beslut", r"beslut|regeringsbeslut(?: (?:[ivxl]{1,6}[: ]? ?)?\d{1,3})?|(?:rektors|dekan|dekanus|prefekt)s? beslut|(?:rektors|dekan|dekanus|prefekt|direktörs|generaldirektörs|styrelse|förvaltnings|avdelningschefs|verksamhetschefs)beslut|regleringsbrev(?: \d{4})?|föreläggande|(?:tillsyns|tillstånds|reservats|bidrags|tilldelnings|avslags|omprövnings)beslut|tillstånd|utslag|beslut om (?!dagordning).{3,60}|underrättelse om beslut|ställningstagande|beslut och föreläggande|\w{4,30}beslut|slutskattebesked"),
    ("skrivelse", r"(?:svars)?skrivelse|svarsbrev|meddelande|mottagnings(?:bevis|bekräftelse)|remiss|brev|\w{0,20}missiv(?:brev|skrivelse)?|begäran om yttrande|kommunicering|underrättelse|begäran om komplettering|följebrev|följeskrivelse|interpellation(?: till .{3,60})?|(?:ledamots|nämnd|utskotts)?initiativ(?:ärende)?(?:(?::| från| angående| gällande| om) .{3,80})?|motion(?: till .{3,60}| \d{4}(?:/\d\d)?:\w{1,6}(?: av .{3,80})?)?|medborgarförslag|enkel fråga|skriftlig fråga|hemställan|framställ(?:an|ning)(?: till .{3,60})?|anhållan|remissbrev|remissmissiv|(?:KU|JO|JK)-anmälan(?: .{3,60})?|\w{4,30}s skrivelse(?: (?:nr )?\d{4}(?:/\d\d)?:\d{1,3})?"),
)  # fmt: skip
"""Words that stand alone in a head. The more telling ones come first."""

FIRST_WEAK = next(i for i, (kind, _) in enumerate(HEAD_WORDS) if kind == "remissvar")
"""Words from here on are also headings of sections: they count in capitals or near the top."""

HEAD_POINTS = 10
WEAK_HEAD_POINTS = 8
INNER_HEAD_POINTS = 5
"""A mast that follows the text of the first page, as its file was read; or a row of some form within it."""
RANK_POINTS, LINE_POINTS = 0.1, 0.03
"""Of two words in one head the more telling counts, unless the other stands well above it."""

TITLE_WORDS: tuple[tuple[DocumentType, float, str], ...] = (
    # kind, points, how the title begins or what it holds
    ("anmälningslista", 12, r"^(?:anmälan|redovisning|förteckning|lista|anmälda) (?:av |över )?(?:\w{1,30} )?(?:delegations?(?:beslut|ärenden)|anmälningsärenden|inkomna (?:skrivelser|handlingar)|meddelanden)\b"),
    ("anmälningslista", 12, r"^(?:delegationsbeslut|delegationsärenden|anmälningsärenden|meddelanden) (?:fattade|under|för|inom|perioden|till|att anmäla|\d)"),
    ("delegationsbeslut", 11, r"^(?:delegationsbeslut|beslut på delegation)\b(?! (?:fattade|under|för|inom|perioden|att anmäla))"),
    ("kommittédirektiv", 11, r"^tilläggsdirektiv\b"),
    ("årsbokslut", 11, r"\bårsbokslut\b|\bbokslut för (?:år(?:et)? )?\d{4}"),
    ("årsbokslut", 6, r"^(?:\d{4} )?(?:årsredovisning|bokslut|årsbokslut)(?: (?:och|med) \w+)?(?:\s+(?:för|\d{4})|$)"),
    ("remissvar", 5, r"^(?:remissvar|remissyttrande|(?:(?:\S+ ){0,4}\S+s )?(?:yttrande|synpunkter) (?:över|på|avseende|gällande|angående|med anledning av|om))\b"),
    ("remissvar", 3, r"^(?:svar på (?:remiss|samråd|granskning)\w*|remiss\b(?! från)|(?:departements)?promemorian?\b|(?:del|slut)?betänkandet\b|utkast till (?:lagråds)?)"),
    ("remissvar", 2, r"\((?:SOU|Ds) \d{4}:\d{1,3}\)$"),
    ("riktlinje", 5, r"^riktlinjer?\b"),
    ("riktlinje", 3, r"^(?:rutin(?:er)?|vägledning|policy|regler|anvisning(?:ar)?|instruktion(?:er)?|reglemente|bestämmelser) (?:för|mot|om|vid|gällande)\b"),
    ("överklagande", 5, r"^(?:överklagande|överklagan|laglighetsprövning)\b(?:\s+av)?"),
    ("skrivelse", 6, r"^(?:\w*initiativ|motion|interpellation|enkel fråga|skriftlig fråga|medborgarförslag|e-förslag)\b(?! (?:om|till) svar)"),
    ("kallelse", 5, r"^kallelse till\b"),
    ("protokoll", 5, r"^(?:styrelse|mötes)?protokoll (?:fört|från|vid|nr)\b"),
    ("beslut", 3, r"^(?:beslut (?:om|efter|angående|i(?! \w*(?:styrelsen|fullmäktige|nämnden)))|föreläggande|förbud|avslag på|dispens|tillstånd (?:till|för|enligt)|godkännande (?:av|enligt) \w+lagen)\b"),
    ("skrivelse", 3, r"^(?:begäran om|komplettering|underrättelse om|kommunicering|inbjudan|information om|hemställan om|framställan om|upplysningar i|synpunkter från|klagomål|samråd om|möjlighet att (?:lämna|yttra)|mottagnings(?:bevis|bekräftelse)|erbjudande om|bekräftelse)\b"),
)  # fmt: skip

FORMULAS: tuple[tuple[DocumentType, float, str, str, str], ...] = (
    # kind, points, rule, stems of which each match holds one, words of its text; each counts once
    ("tjänsteutlåtande", 4, "kind.called_itself", "tjänsteutl tjansteutl tjénsteutl tjdnsteutl", r"\b(?:detta|förvaltningens|kontorets|\w{1,40}(?:förvaltningens|arkivets|kontorets)) (?:tjänsteutlåtande|tj[äéda]nsteutl[åadt]+tande)\b"),
    ("kommittédirektiv", 6, "kind.told", "regeringssammanträde", r"\bBeslut vid regeringssammanträde\b"),
    ("kommittédirektiv", 3, "kind.told", "utredare", r"\b(?:särskild|en) utredare (?:ska|skall) (?:bl\.a\. )?(?:se över|utreda|analysera|föreslå|lämna|kartlägga)\b"),
    ("domstolsavgörande", 4, "kind.court", "hfd rå nja möd mig rh ad", r"\A(?:HFD|RÅ|NJA|P?MÖD|MIG|RH|AD) (?:19|20)\d\d(?: ref\. ?\d|:\d| s\. ?\d| nr ?\d)"),
    ("domstolsavgörande", 4, "kind.court", "mål överklagar yrkat yrkade", r"\b(?:Mål ?nr|Målnummer|HUR MAN ÖVERKLAGAR, DV|(?:yrkat|yrkade) att (?:\w{1,40}domstolen|\w{1,40}rätten))\b"),
    ("domstolsavgörande", 3, "kind.court", "domstolen rätten", r"\b(?:\w{0,40}domstolen|\w{1,40}rätten) (?:avslår|avvisar|bifaller|upphäver|fastställer|ogillar|undanröjer|meddelar inte)\b"),
    ("domstolsavgörande", 3, "kind.court", "domslut domskäl avgörande yrkanden", r"\b(?:DOMSLUT|DOMSKÄL|SKÄLEN FÖR AVGÖRANDET|YRKANDEN M\.M\.|(?:RÄTTENS|DOMSTOLENS) AVGÖRANDE)\b"),
    ("remissvar", 5, "kind.told", "detta", r"\b[Dd]etta (?:yttrande|remissvar) har (?:beslutats|avgetts|avgivits)\b"),
    ("remissvar", 4, "kind.told", "yttrande remissvar", r"\b[Bb]eslut om (?:detta )?(?:yttrande|remissvar)\b|\b(?:Remissvaret|Yttrandet) har (?:beslutats|fastställts|antagits)\b"),
    ("remissvar", 4, "kind.asked", "tackar beretts givits getts fått bereds anmodats", r"\b(?:tackar för|beretts|givits|getts|fått|bereds) (?:möjligheten?|tillfället?)(?: att)? (?:att )?(?:till \S+ )?(?:yttra|lämna|avge|inkomma|svara|besvara|komma in)|\banmodats att (?:yttra|lämna|avge|inkomma)"),
    ("remissvar", 2, "kind.asked", "rubricera ovannämnda ovanstående nämnda", r"\b(?:rubricera(?:d|t|de)|ovannämnda|ovan rubricerade|ovanstående|nämnda) (?:betänkande|remiss|promemoria|förslag|ärende|departementspromemoria)"),
    ("remissvar", 2, "kind.asked", "tillstyrker avstyrker synpunkter erinra invända", r"\b(?:tillstyrker|avstyrker|har (?:inget|ingenting|inga synpunkter) att (?:erinra|invända)|har inga synpunkter|inget att erinra)\b"),
    ("överklagande", 4, "kind.told", "överklaga", r"\b(?:överklagar|överklagas) (?:härmed|rubricerade|ovanstående)\b|\b(?:[Jj]ag|[Vv]i|[Ff]öreningen|[Bb]olaget|[Uu]ndertecknad\w*) (?:överklagar|(?:vill|önskar)(?: härmed)? överklaga)\b"),
    ("överklagande", 3, "kind.told", "yrkar", r"\b(?:[Jj]ag|[Vv]i|[Ff]öreningen|[Bb]olaget|[Uu]ndertecknad\w*|[Kk]laganden) yrkar\b"),
    ("beslut", 3, "kind.called_itself", "detta", r"\b[Dd]etta beslut\b(?! (?:har fattats på|fattas på) delegation)"),
    ("beslut", 4, "kind.authority", "jo jk justitie kritik rekommenderar nämnden", r"\b(?:kom(?:mit)? in|inkom(?:men|mit)?|ingiven|gavs in) (?:hit )?till (?:JO|JK|Justitieombudsmannen|Justitiekanslern)\b|\b(?:Chefs)?JO (?:konstaterar|finner|vill framhålla|har tidigare uttalat)|\bkan inte undgå (?:allvarlig )?kritik\b|\bJustitiekanslern (?:tillerkänner|avslår|riktar|uppdrar|avvisar)\b|\bNämnden (?:rekommenderar|avslår yrkandet|avvisar ärendet)\b"),
    ("beslut", 6, "kind.authority", "styrelsens verkets myndighetens inspektionens ombudsmannens kanslerns ämbetets", r"^(?!Kommun|Region|Landsting|Förening|Förbund|Bolag)\w{3,}(?:styrelsens|verkets|myndighetens|inspektionens|ombudsmannens|kanslerns|ämbetets) beslut:?$"),
    ("beslut", 3, "kind.authority", "jo jk arn", r"\A(?:JO|JK|ARN)[ ,]+(?:(?:dnr|beslut)\b|\d{1,5}-\d\d)"),
    ("beslut", 4, "kind.authority", "jo jk justitie bedömning", r"\b(?:JO|Justitieombudsmannen|Justitiekanslern|JK) (?:anför|uttalar|gör följande bedömning)|\b[Nn]ämnden (?:gjorde|gör) följande bedömning\b|reklamationsnämnden gjorde följande bedömning"),
    ("beslut", 4, "kind.authority", "regering", r"\b[Pp]å regeringens vägnar\b|\bRegeringen (?:beslutar|uppdrar|avslår|bifaller|medger|bemyndigar|förordnar)\b"),
    ("beslut", 3, "kind.authority", "beslutar förelägger beviljar avslår meddelar avslutar ger lämnar förbjuder avskriver återkallar medger ändrar avvisar godkänner", r"^(?!Kommun|Region|Landsting)(?:\w{1,40}(?:verket|myndigheten|inspektionen|nämnden|styrelsen|kassan|kollegiet|kanslern|rådet|ämbetet)|Inspektionen för [\wåäö ]{3,40}?|Länsstyrelsen(?: i [A-ZÅÄÖ][\w ]{3,25}? län)?) (?:beslutar|förelägger|beviljar|avslår|meddelar|avslutar|ger|lämnar|förbjuder|avskriver|återkallar|medger|ändrar|avvisar|godkänner)\b"),
    ("beslut", 2, "kind.authority", "överklaga omprövning", r"\b(?:[Hh]ur (?:man|ni|du) överklagar|[Ss]å här överklagar|[Bb]eslutet kan överklagas|[Bb]egära? omprövning)\b"),
    ("beslut", 3, "kind.authority", "avgörande", r"^Avgörande:? (?:den )?\d{1,4}[- ]"),
    ("delegationsbeslut", 4, "kind.delegated", "delegation kommunallagen", r"\b(?:fattat|fattas|fattats|beslutat|beslutas) (?:på|med stöd av|enligt) delegation\b|\b6 kap\. 39 § kommunallagen\b|\b(?:[Ee]nligt|i|samt|[Mm]ed stöd av|jämlikt) (?:\w{1,40}s )?(?:gällande )?delegations(?:ordning|reglemente|bestämmelser)\w*|\b(?:[Pp]å|[Ee]nligt|[Mm]ed stöd av|genom|i kraft av) delegation\b|\b[Dd]elegations(?:punkt|beslut|nr|nummer)\b"),
    ("anmälningslista", 2, "kind.listed", "delega beslutsfattare punkt", r"\b(?:Delegat|Beslutsfattare|Delegationspunkt|Delegationsnr|Punkt i delegationsordning(?:en)?)(?:\s{2,}|\n|$)"),
    ("delegationsbeslut", 5, "kind.delegated", "delegat beslutsfattare", r"^(?:Delegat|Beslutsfattare):?\s+[A-ZÅÄÖ][\wåäö-]+ [A-ZÅÄÖ][\wåäö-]+(?:,|$)"),
    ("anmälningslista", 4, "kind.listed", "följande nedanstående", r"\b(?:[Ff]öljande|[Nn]edanstående) (?:delegationsbeslut|beslut (?:har )?(?:fattats|fattade) (?:på|med stöd av|enligt) delegation)"),
    ("protokoll", 3, "kind.minutes", "beslutande ersättare närvarande utses justerande", r"^(?:Beslutande|Ej tjänstgörande ersättare|Närvarande ledamöter|Tjänstgörande ersättare|Utses att justera|Justerande)\b"),
    ("protokoll", 6, "kind.minutes", "anslag bevis protokollet", r"\b(?:ANSLAG ?/ ?BEVIS|BEVIS OM ANSLAG|[Pp]rotokoll(?:et)? är justerat)\b"),
    ("protokoll", 3, "kind.minutes", "juster utdragsbestyrkande", r"\b(?:Justeringens (?:plats och )?tid|Justerandes? sign|Utdragsbestyrkande)\b"),
    ("kallelse", 4, "kind.called", "kalla välkommen förhinder", r"\b(?:kallas (?:härmed )?till|kallas\b[^.\n]{0,60}\bsammanträde|[Vv]älkommen till (?:\w{1,40} )?sammanträde|Förhinder (?:anmäls|meddelas)|[Aa]nmäl(?:er|s)? förhinder)\b"),
    ("kallelse", 2, "kind.called", "föredragningslista dagordning ärendelista upprop", r"^(?:Föredragningslista|Dagordning|Ärendelista|Upprop)\b"),
    ("riktlinje", 3, "kind.told", "riktlinje", r"\b(?:[Dd]enna riktlinje|[Dd]essa riktlinjer|[Rr]iktlinjen (?:gäller|syftar|beskriver)|[Rr]iktlinjerna (?:gäller|syftar|beskriver))\b"),
    ("riktlinje", 4, "kind.told", "dokumentansvarig dokumentägare dokumentet", r"^(?:Dokumentansvarig|Dokumentägare|Dokumentet (?:är (?:beslutat|antaget|fastställt)|beslutades|antogs|fastställdes|gäller (?:för|från|till)|ersätter))\b"),
    ("skrivelse", 3, "kind.letter", "undertecknad hälsning begär högaktningsfullt jag", r"\b(?:[Uu]ndertecknad|[Mm]ed vänlig hälsning|[Mm]ed vänliga hälsningar|[Vv]änliga hälsningar|[Vv]i begär|[Ff]öreningen begär|[Hh]ögaktningsfullt|[Jj]ag (?:vill|begär|ansöker|överklagar))\b"),
    ("skrivelse", 3, "kind.letter", "föreslår yrkar", r"^(?:[Vv]i|[Jj]ag|[A-ZÅÄÖ]\w+(?:partiet|demokraterna)) (?:föreslår|yrkar)(?: därför)?(?: att)? ?(?:kommun|region|:|$)"),
    ("skrivelse", 5, "kind.asks", "remissvar synpunkter yttrande svar", r"^(?:[Rr]emissvar(?:en|et)?|[Ss]ynpunkter|[Yy]ttrande(?:t|n)?|[Ss]var(?:et|en)?)(?: på (?:remissen|förslaget))? (?:ska(?:ll)?|bör) (?:skriftligen )?(?:ha (?:kommit|inkommit)|komma|lämnas|skickas|sändas|inkomma|vara)\b"),
    ("skrivelse", 3, "kind.asks", "önskar emotser", r"\b[Vv]i (?:önskar|emotser) (?:få )?[^.\n]{0,100}\b(?:yttrande|svar|information|synpunkter|åter\w+)\b"),
    ("skrivelse", 4, "kind.asks", "remissen remitter tillfälle möjlighet", r"\b[Ii] remissen ligger att\b|\b(?:[Nn]i|[Ff]öreningen|[Bb]olaget|[Nn]ämnden|[Mm]yndigheten) (?:ges|bereds|får)(?: (?:härmed|nu|därför))* (?:tillfälle|möjlighet)(?:en)? att (?:yttra|lämna|inkomma|komma in|svara)"),
    ("skrivelse", 3, "kind.letter", "får kompletteras", r"\bfår (?:ni|du|bolaget|nämnden|kommunen) (?:nu )?(?:tillfälle|möjlighet) att (?:yttra|lämna|komma in)|\b(?:behöver|ska) (?:ansökan|anmälan|ärendet) kompletteras\b"),
)  # fmt: skip

LETTER_SIGNS: tuple[str, ...] = (
    # one look at the words of a text each; two of them make a letter of what names no kind
    r"^[Tt]ill (?:dig|er|vårdnadshavare|boende|fastighetsägare|[A-ZÅÄÖ][a-zåäö]+)",
    r"\b(?:[Nn]i|[Dd]u) (?:har|kan|ska|får|behöver|bör|måste)\b|\b(?:[Dd]itt|[Dd]in|[Dd]ina|[Ee]ra|[Ee]rt) [a-zåäö]{3,}|\b(?:ber|bereder|inbjuder|bjuder in|uppmanar) (?:er|dig)\b",
    r"(?:^|[.!?] )(?:[Jj]ag|[Vv]i) [a-zåäö]{2,}|^Hej\b",
    r"^(?:Angående|Ang\.|Erbjudande om|Bekräftelse|Mottagningsb\w+|Meddelande|Påminnelse|JO-anmälan|Klagomål|Felanmälan|Medgivande|Begäran|Svar på|Svar angående|Komplettering|Samråd|Information|Redovisning av (?:uppdrag|regeringsuppdrag)|Ändrade|Ny[at]?) ?",
    r"^(?:.{3,60}\s)?(?:SE-)?\d{3} \d{2} [A-ZÅÄÖ][a-zåäö]+$",
    r"\b(?:[Oo]m (?:du|ni) (?:har|undrar)|[Vv]id frågor|[Ff]rågor besvaras|[Kk]ontakta (?:oss|mig|gärna)|[Vv]älkommen att)\b",
)  # fmt: skip
"""Sources: letters of offices to those whom a case concerns, and of private persons to offices."""
OTHERS_NUMBER = r"(?:(?:Ert|Er|Ers|Eder|Edert) (?:diarienummer|diarienr|dnr|beteckning|skrivelse|missiv|brev|ärende)|Lantmäteriets ärendenummer)\b"
"""In the head of a letter that answers another."""
NO_LETTER = r"^(?:Från|Skickat|Ämne|Fakturanr|Fakturadatum|Offertnr|OCR|Parter|Namn)\s*:|^(?:Fullmakt|Avtal|Minnesanteckningar)$|\b(?:FAKTURA|OFFERT|AVTAL|FULLMAKT|KUNGÖRELSE)\b"
"""An e-mail, an invoice, an agreement, a form: they may address somebody without being a letter."""
LEAST_SIGNS = 2

AGENDA_POINTS = 7
"""Of a board's meeting with numbered matters under it; more than proposals, which its matters may hold."""
LEAST_MATTERS = 2
PROPOSAL_POINTS = 6
"""Of a section of proposals, which an officer's report to a board has and hardly any other document."""
ENOUGH = 3.0
"""Points that a kind needs; with fewer the document is `other`."""

LETTER = tuple(re.compile(pattern, re.MULTILINE) for pattern in LETTER_SIGNS)
ANSWER = re.compile(OTHERS_NUMBER)
NOT_A_LETTER = re.compile(NO_LETTER, re.MULTILINE)
ANY_HEAD = folded("|".join(pattern for _, pattern in HEAD_WORDS))
"""Hardly any cell of a head is such a word: one look tells."""
HEAD = tuple((kind, folded(pattern)) for kind, pattern in HEAD_WORDS)
TITLE = tuple((kind, points, re.compile(pattern, re.IGNORECASE)) for kind, points, pattern in TITLE_WORDS)
TEXT = tuple(
    (kind, points, rule, re.compile(pattern, re.MULTILINE)) for kind, points, rule, _, pattern in FORMULAS
)
FORMULA_STEMS = StemTable({number: stems for number, (_, _, _, stems, _) in enumerate(FORMULAS)})
"""Which of `TEXT`, by its place there, the words of a text wake."""

CONTRADICTIONS: frozenset[tuple[DocumentType, DocumentType]] = frozenset(
    {("beslut", "riktlinje"), ("beslut", "överklagande"), ("skrivelse", "överklagande"), ("kallelse", "delegationsbeslut"), ("remissvar", "överklagande")}
)  # fmt: skip
"""A kind by the head's word and another by the title's that cannot both be right; a report may well be titled
`Yttrande över …`."""
