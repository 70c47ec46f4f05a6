"""DATA: the English of Omläsning and Förslag."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Omläsning": "Running again",
    "Omläsning {n}": "Run {n}",
    "Omläsningar": "Runs",
    "Ny omläsning": "A new run",
    "Ingen omläsning ännu.": "No run yet.",
    "Kör lästa handlingar en gång till, med den version och de inställningar som gäller nu ({version}). Allt "
    "går i bakgrunden och väntar på nya handlingar. Ingenting ändras förrän du har sett vad som skulle "
    "ändras och godtagit det.": "Run documents again with the version and settings of today ({version}). It "
    "is done in the background, after new documents. Nothing changes until you have seen what would change "
    "and accepted it.",
    "Vilka handlingar": "Which documents",
    "Välj något annat": "Choose something else",
    "Alla lästa handlingar": "All documents that have been read",
    "De som en lista visar": "Those that a list shows",
    "Listans adress": "Address of the list",
    "Sök och filtrera i Handlingar och kopiera adressen, eller kryssa för handlingar där och välj Kör om.": (
        "Search and filter in Documents and copy the address, or tick documents there and choose Run again."
    ),
    "Partiet i ett stickprov": "The lot of an audit",
    "Stickprovets nummer": "Number of the audit",
    "Kör om partiet …": "Run the lot again …",
    "partiet i stickprov {n}": "the lot of audit {n}",
    "Bara de vars post en annan version har gjort": "Only those whose record another version has made",
    "Hur": "How",
    "Använd läsningen som finns, och gör rättelser, struktur och uppgifter på nytt (snabbt)": (
        "Use the reading that is there, and make repairs, structure and values anew (fast)"
    ),
    "Läs sidorna på nytt också (tar lika lång tid som första gången)": (
        "Read the pages again too (takes as long as the first time)"
    ),
    "Räkna handlingarna": "Count the documents",
    "Urvalet är": "You have chosen",
    "Börja omläsningen": "Begin the run",
    "Kör om …": "Run again …",
    "Nummer": "Number",
    "Började": "Begun",
    "Om": "About",
    "vald handling": "chosen document",
    "valda handlingar": "chosen documents",
    "{n} vald handling": "{n} chosen document",
    "{n} valda handlingar": "{n} chosen documents",
    "handling": "document",
    "handlingar": "documents",
    "listan {query}": "the list {query}",
    "alla lästa handlingar": "all documents that have been read",
    "{what}, bara äldre versioners poster": "{what}, only records of older versions",
    "sidornas läsning används igen": "the readings of the pages are used again",
    "sidorna läses på nytt": "the pages are read again",
    "Pågår": "Going on",
    "Pausad": "Paused",
    "Avbruten": "Cancelled",
    "Avgjord": "Decided",
    "Att avgöra": "To decide",
    "Godtas just nu": "Being accepted",
    "Godtagna": "Accepted",
    "Avvisade": "Rejected",
    "Misslyckade": "Failed",
    "Inaktuella": "Out of date",
    "Inte körda": "Not run",
    "{done} av {n} körda": "{done} of {n} run",
    "Körda handlingar": "Documents that have been run",
    "Fortsätt": "Go on",
    "Avbryt resten": "Cancel the rest",
    "Det som redan är kört går att avgöra, också om resten pausas eller avbryts.": (
        "What has been run can be decided, also when the rest is paused or cancelled."
    ),
    "Fler handlingar är körda än vad som visas här nedanför.": (
        "More documents have been run than are shown below."
    ),
    "Visa dem": "Show them",
    "Vad som skulle ändras": "What would change",
    "I {n} handlingar som inte är avgjorda.": "In {n} documents that are not decided.",
    "I en handling som inte är avgjord.": "In one document that is not decided.",
    "I {n} av dem ändras ingenting.": "In {n} of them nothing changes.",
    "{n} har rättats sedan de jämfördes och kan inte godtas förrän sidan har hunnit jämföra dem igen.": (
        "{n} have been corrected since they were compared, and cannot be accepted until this page has "
        "compared them again."
    ),
    "Ändringar": "Changes",
    "Godta": "Accept",
    "Avvisa": "Reject",
    "Godta alla {n} …": "Accept all {n} …",
    "Godta alla {n}": "Accept all {n}",
    "De nya posterna gäller från nu. Era rättelser följer med; de tidigare posterna finns kvar att läsa.": (
        "The new records hold from now on. Your corrections come along; earlier records can still be read."
    ),
    "Godta efter slag …": "Accept by kind …",
    "Godtar bara handlingar där allt som ändras är av de förkryssade slagen. Övriga väntar.": (
        "Accepts only documents in which everything that changes is of the kinds that are ticked. The others "
        "wait."
    ),
    "Godta dem med bara förkryssade slag": "Accept those with ticked kinds alone",
    "Avvisa alla {n} …": "Reject all {n} …",
    "Avvisa alla {n}": "Reject all {n}",
    "De poster som gäller nu fortsätter att gälla.": "The records that hold now go on to hold.",
    "Godta de förkryssade": "Accept those ticked",
    "Avvisa de förkryssade": "Reject those ticked",
    "Inget är kört ännu.": "Nothing has been run yet.",
    "Det finns inget kvar att avgöra.": "Nothing is left to decide.",
    "Inga handlingar här.": "No documents here.",
    "Inget ändras": "Nothing changes",
    "Ingenting avgjordes: någon annan hann före, inget var förkryssat, eller så har något ändrats sedan du "
    "såg det. Se efter vad som gäller nu.": "Nothing was decided: somebody else was first, nothing was "
    "ticked, or something has changed since you saw it. Look at what holds now.",
    "handling är avgjord.": "document is decided.",
    "handlingar är avgjorda.": "documents are decided.",
    "Inget ändras: den nya posten säger detsamma som den som gäller.": (
        "Nothing changes: the new record says the same as the one that holds."
    ),
    "Föregående att avgöra": "Previous to decide",
    "Nästa att avgöra": "Next to decide",
    "Era rättelser som inte längre passar": "Your corrections that fit no longer",
    "Godtas posten ändrar de ingenting mer, men de finns kvar i handlingens historik.": (
        "If the record is accepted they change nothing any more, but they stay in the document's history."
    ),
    "Rättelse {n}": "Correction {n}",
    "före": "before",
    "efter": "after",
    "och {n} till": "and {n} more",
    "Visa: samma uppgifter, men annan plats, regel eller säkerhet": (
        "Show: the same values with another place, rule or confidence"
    ),
    "Ord i texten": "Words of the text",
    "Tabeller": "Tables",
    "Rubriker och stycken": "Headings and paragraphs",
    "Sidhuvud, sidfot och sidnummer": "Page heads, feet and numbers",
    "Rättelser och förslag från Inkom": "Repairs and proposals of Inkom's",
    "Sidor som inte gick att läsa": "Pages that could not be read",
    "Varifrån sidans text kommer": "Where the page's text comes from",
    "Om handlingen behöver granskas": "Whether the document needs review",
    "Skäl att granska": "Reasons for review",
    "Belägg och säkerhet": "Evidence and confidence",
    "behöver granskas": "needs review",
    "behöver inte granskas": "needs no review",
    "tillämpad": "applied",
    "{n} tveksamma ord": "{n} doubtful words",
    "regel {rule}": "rule {rule}",
    "säkerhet {share}": "confidence {share}",
    "sida {n}: ”{raw}”": "page {n}: “{raw}”",
    "{what}: {text}": "{what}: {text}",
    "rubrik": "heading",
    "stycke": "paragraph",
    "listpunkt": "list item",
    "tabell": "table",
    "underskrift": "signature",
    "dokumenthuvud": "document head",
    "stämpel": "stamp",
    "fotnot": "footnote",
    "Förslag": "Proposals",
    "Vad era rättelser säger att Inkom borde veta om myndigheten. Ingenting ändras av sig självt: ett "
    "förslag prövas först på alla handlingar, så att du ser vad det skulle ändra, och gäller först när du "
    "har godtagit det.": "What your corrections say that Inkom should know about the authority. Nothing "
    "changes by itself: a proposal is first tried on all documents, so that you see what it would change, "
    "and holds only when you have accepted it.",
    "Den här omläsningen prövar ett förslag som inte gäller, så att du ser vad det skulle ändra. Här går "
    "inget att godta förrän förslaget är godtaget.": "This run tries a proposal that is not in force, so "
    "that you see what it would change. Nothing can be accepted here before the proposal is.",
    "Jämförelsen görs med posterna som gäller nu: har Inkom uppgraderats sedan de gjordes, syns det också.": (
        "The comparison is with the records that hold now: if Inkom has been upgraded since they were made, "
        "that shows as well."
    ),
    "Till Förslag": "To the proposals",
    "Att pröva": "To try",
    "Era rättelser": "Your corrections",
    "Gör": "Do",
    "rättelse {n}": "correction {n}",
    "Pröva på alla handlingar": "Try on all documents",
    "Inga förslag just nu. De kommer när samma sak har rättats i minst två handlingar.": (
        "No proposals just now. They come when the same thing has been corrected in two documents or more."
    ),
    "Prövade förslag": "Proposals that were tried",
    "Prövat av {who}": "Tried by {who}",
    "Avgjort av {who}": "Decided by {who}",
    "{n} handlingar är inte körda ännu": "{n} documents have not been run yet",
    "skulle ändra {n} av {all} handlingar": "would change {n} of {all} documents",
    "inget kvar att avgöra": "nothing left to decide",
    "Avböj": "Decline",
    "Godta gäller nya handlingar från nu. Vad det ändrar i handlingar som redan är lästa godtas eller "
    "avvisas i omläsningen.": "Accepting is about new documents from now on. What it changes in documents "
    "that have been read is accepted or rejected in the run.",
    "Början på egna diarienummer": "Beginning of own numbers",
    "Egen nämnd eller kontor": "Own board or office",
    "Namn eller ord som Inkom inte kände": "A name or word that Inkom did not know",
    "Prövas": "Being tried",
    "Gäller": "In force",
    "Avböjt": "Declined",
    "Ångrat": "Undone",
}
