from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "(angivet)": "(given)",
    "(gjort av slumpen)": "(made by chance)",
    "1. Partiet": "1. The lot",
    "2. Vad som krävs": "2. What is demanded",
    "3. Planen": "3. The plan",
    "AQL {aql}, LQ {lq}. Exakt enkel provtagning ur ett ändligt parti (hypergeometrisk; Guenther 1969).": (
        "AQL {aql}, LQ {lq}. Exact single sampling from a finite lot (hypergeometric; Guenther 1969)."
    ),
    "Allt rätt": "All right",
    "Andel handlingar med fel i partiet": "Share of wrong documents in the lot",
    "Anteckning (valfri)": "Note (optional)",
    "Avbrutet": "Abandoned",
    "Avbrutet av {who}.": "Abandoned by {who}.",
    "Avbryt stickprovet": "Abandon the audit",
    "Avbryt stickprovet …": "Abandon the audit …",
    "Avgjort": "Decided",
    "Avgör stickprovet": "Decide the audit",
    "Börja granska": "Begin reviewing",
    "Delar av": "Parts of",
    "Delarna av en hög (högens adress eller id)": "The parts of a pile (its address or id)",
    "Dessutom, från listan:": "Also, from the list:",
    "Det som rättats i en granskning sedan dragningen är förkryssat.": (
        "What a review has corrected since the draw is ticked already."
    ),
    "Det som är granskat står kvar, och stickprovet står kvar i listan med skälet.": (
        "What was reviewed stays, and the audit stays in the list with the reason."
    ),
    "Det som inte är kryssat räknas som rätt.": "What is not ticked counts as right.",
    "Diagram": "Plot",
    "Diagram: former och streck bär skillnaden, inte bara färgen": (
        "Plots: shapes and dashes carry the difference, not colour alone"
    ),
    "Siffrorna står alltid också i en tabell.": "The figures are always in a table as well.",
    "Dra stickprovet": "Draw the sample",
    "Draget": "Drawn",
    "Drogs till ett stickprov": "Drawn into an audit's sample",
    "Eget frö till slumpen": "A seed of your own",
    "En handling är fel om någon av de granskade uppgifterna är fel. Har högst AQL av handlingarna fel är "
    "partiet gott och ska gå igenom; har minst LQ fel är det dåligt och ska stoppas. Däremellan kan det gå "
    "åt båda hållen.": (
        "A document is wrong if any of the reviewed values is wrong. A lot with at most AQL wrong documents "
        "is good and is to pass; one with at least LQ is bad and is to be stopped. In between it may go "
        "either way."
    ),
    "Ett dåligt parti godkänns": "A bad lot is accepted",
    "Ett gott parti underkänns": "A good lot is rejected",
    "Felaktiga uppgifter": "Wrong values",
    "Fel som ändrar vad texten säger": "errors that change what the text says",
    "Flera kan granska samtidigt, och det går att fortsätta en annan dag.": (
        "Several people can review at the same time, and you can go on another day."
    ),
    "Frö": "Seed",
    "Fynd": "Finding",
    "Fynd, handling för handling": "Findings, document by document",
    "Föregående handling": "Previous document",
    "Godkänt": "Accepted",
    "Du är inte inloggad. I rapporten står därför ”den som satt vid datorn” i stället för ditt namn.": (
        "You are not signed in. So the report will say “whoever sat at the computer” instead of your name."
    ),
    "Godtagbar andel fel, AQL (%)": "Acceptable share of wrong ones, AQL (%)",
    "Godtagbar nivå (AQL)": "Acceptable level (AQL)",
    "Granska nästa": "Review the next",
    "Granska några slumpvis dragna handlingar ur ett parti, och godkänn eller underkänn partiet med en gräns "
    "som håller. Vad som drogs, hur och av vem står i rapporten och i loggen.": (
        "Review some documents drawn by chance from a lot, and accept or reject the lot with a bound that "
        "holds. What was drawn, how and by whom is in the report and in the log."
    ),
    "Granska {n} av {lot} handlingar. Partiet godkänns om högst {c} har fel.": (
        "Review {n} of {lot} documents. The lot is accepted if at most {c} are wrong."
    ),
    "Granska {n} av {lot} handlingar. Partiet godkänns om ingen har fel.": (
        "Review {n} of {lot} documents. The lot is accepted if none is wrong."
    ),
    "Granskad av": "Reviewed by",
    "Granskad av {who}. Sparar du igen ersätts fyndet; båda står i loggen.": (
        "Reviewed by {who}. If you save again the finding is replaced; both are in the log."
    ),
    "Granskad i ett stickprov": "Reviewed in an audit",
    "Granskade": "Reviewed",
    "Granskade uppgifter": "Reviewed values",
    "Granskare": "Reviewers",
    "Granskas": "Reviewed are",
    "Granskningen gällde posterna som de var vid dragningen; detta ändrar inget i utfallet.": (
        "The records were reviewed as they were at the draw; this does not change the outcome."
    ),
    "Gränsen är exakt och ensidig, för ett ändligt parti. Den gäller partiet som det var vid dragningen, det "
    "som granskades, och om granskarna såg alla fel.": (
        "The bound is exact and one-sided, for a finite lot. It holds for the lot as it was at the draw, for "
        "what was reviewed, and if the reviewers saw every error."
    ),
    "Handling och postens sha256": "Document, and sha256 of its record",
    "Handling {n} av {all} i stickprovet": "Document {n} of {all} in the sample",
    "Handlingen återtogs efter dragningen och kan inte granskas. Den hör ändå till partiet; för att gränsen "
    "ska hålla räknas den som fel.": (
        "The document was withdrawn after the draw and cannot be reviewed. It still belongs to the lot; for "
        "the bound to hold it counts as wrong."
    ),
    "Här visas planen när partiet och kraven går ihop.": (
        "The plan is shown here when lot and levels allow one."
    ),
    "Högst antal fel": "Wrong ones at most",
    "Inget stickprov ännu. Det första tar några minuter att lägga upp.": (
        "No audit yet. The first one takes a few minutes to set up."
    ),
    "Kryssa för det som är fel": "Tick what is wrong",
    "J och K går mellan uppgifterna, mellanslag kryssar, retur sparar.": (
        "J and K go from value to value, space ticks, return saves."
    ),
    "Kurvan faller från {good} vid {aql} fel till {bad} vid {lq} fel. Siffrorna står i tabellen.": (
        "The curve falls from {good} at {aql} wrong to {bad} at {lq} wrong. The table has the figures."
    ),
    "Kurvan som tabell": "The curve as a table",
    "Hur troligt planen godkänner ett parti": "How likely the plan accepts a lot",
    "Med {confidence} konfidens är högst {bound} av partiets handlingar fel.": (
        "With {confidence} confidence, at most {bound} of the lot's documents are wrong."
    ),
    "Nr": "No.",
    "Nytt stickprov": "New audit",
    "Nästa handling": "Next document",
    "Något saknas": "something is missing",
    "Otillåten andel fel, LQ (%)": "Limiting share of wrong ones, LQ (%)",
    "Otillåten nivå (LQ)": "Limiting level (LQ)",
    "Parti": "Lot",
    "Partiet": "The lot",
    "Partiet fryses och står kvar i listan, även om stickprovet avbryts.": (
        "The lot is frozen and stays in the list, even if the audit is abandoned."
    ),
    "Partiet godkänns": "The lot is accepted",
    "Partiet är godkänt": "The lot is accepted",
    "Partiet är underkänt": "The lot is rejected",
    "Partiets sha256": "The lot's sha256",
    "Planen": "The plan",
    "Pågår": "Under way",
    "Rapport över stickprov {n}": "Report on audit {n}",
    "Rapporten": "The report",
    "Rapportens sha256, som också står i loggen:": "The report's sha256, which is also in the log:",
    "Risk att godkänna ett dåligt parti (%)": "Risk of accepting a bad lot (%)",
    "Risk att underkänna ett gott parti (%)": "Risk of rejecting a good lot (%)",
    "Räkna den som fel": "Count it as wrong",
    "Räkna om planen": "Work out the plan again",
    "Rätt ({n} uppgifter)": "Right ({n} values)",
    "Sedan dragningen": "Since the draw",
    "Sida {n} av {all}": "Page {n} of {all}",
    "Sidans text": "The page's text",
    "Slumpen kan lura båda vägar. Mindre risker och mindre avstånd mellan nivåerna ger ett "
    "större stickprov.": (
        "Chance can mislead both ways. Smaller risks, and levels closer together, make a larger sample."
    ),
    "Som JSON": "As JSON",
    "Som PDF/A": "As PDF/A",
    "Spara de kryssade som fel": "Save the ticked ones as wrong",
    "Stickprov": "Audits",
    "Stickprov {n}": "Audit {n}",
    "Stickprovet avbrutet": "The audit was abandoned",
    "Stickprovet avgjort": "The audit was decided",
    "Stickprovet är handlingarna med de minsta SHA-256 av frö, radbyte och handlingens id, i den ordningen. "
    "Hämta rapporten som JSON och kör": (
        "The sample is the documents with the smallest SHA-256 of seed, line feed and the document's id, in "
        "that order. Fetch the report as JSON and run"
    ),
    "Stickprovets handlingar": "Documents of the sample",
    "Stämmer uppgifterna med handlingen?": "Do the values agree with the document?",
    "Står i handlingen men hittades inte": "stands in the document but was not found",
    "Så görs stickprovet om": "How to do the audit over",
    "Till exempel ett tal som dragits inför vittnen. Lämnas det tomt gör Inkom ett. Fröet sparas, så att vem "
    "som helst kan dra samma stickprov igen.": (
        "For instance a number drawn before witnesses. Left empty, Inkom makes one. The seed is kept, so "
        "that anybody can draw the same sample again."
    ),
    "Underkänt": "Rejected",
    "Urval": "Selection",
    "Urval i listan": "Selection in the list",
    "Urvalet": "The sample",
    "Utan post": "Without a record",
    "Utfall": "Outcome",
    "Vad partiet är, med dina ord": "What the lot is, in your words",
    "Versioner": "Versions",
    "Vilka handlingar svaret ska gälla. Bara de som är färdiglästa just när du drar ingår; "
    "listan fryses då.": (
        "Which documents the answer is to hold for. Only those that have been read when you draw are part of "
        "it; the list is frozen then."
    ),
    "Vilka uppgifter som granskas": "Which values are reviewed",
    "Vänta": "Wait",
    "alla handlingar": "all documents",
    "fel": "wrong",
    "handling": "document",
    "handling med fel": "wrong document",
    "handling {n}": "document {n}",
    "handlingar": "documents",
    "handlingar med fel": "wrong documents",
    "högst {n} godtas. Sedan ändras inget.": "at most {n} are tolerated. Nothing changes after that.",
    "ingår inte i partiet": "not part of the lot",
    "inte granskad": "not reviewed",
    "nu finns {version}": "there is {version} by now",
    "posten {version}, som den var vid dragningen": "record {version}, as it was at the draw",
    "posten är nu {version}": "the record is {version} by now",
    "rätt": "right",
    "sida {n}": "page {n}",
    "{field} {n}": "{field} {n}",
    "{field}: något saknas": "{field}: something is missing",
    "{n} av handlingarna saknar post ännu och ingår inte. Antalet står i rapporten.": (
        "{n} of the documents have no record yet and are not part of it. The report says how many."
    ),
    "{n} av {all}": "{n} of {all}",
    "{n} av {all} granskade": "{n} of {all} reviewed",
    "{n} av {all} handlingar granskade": "{n} of {all} documents reviewed",
    "{share}": "{share}",
    "{share} av gångerna, högst {most}": "{share} of the times, at most {most}",
    "{share} fel: godkänns med sannolikheten {accepted}": (
        "{share} wrong: accepted with probability {accepted}"
    ),
    "{wrong} av {n} granskade handlingar hade fel; högst {c} godtas. Med {confidence} konfidens är högst "
    "{bound} av partiets {lot} handlingar fel.": (
        "{wrong} of {n} reviewed documents were wrong; at most {c} are tolerated. With {confidence} "
        "confidence, at most {bound} of the lot's {lot} documents are wrong."
    ),
    "Ändrat mellan dragningen och avgörandet": "Changed between the draw and the decision",
    "Återtagen, kunde inte granskas: räknas som fel": "Withdrawn, could not be reviewed: counts as wrong",
    "Öppna handlingen": "Open the document",
    "återtagen": "withdrawn",
    "återtagen, räknas som fel": "withdrawn, counts as wrong",
    "Hela loggen för handlingen": "The document's whole log",
    "Rätta i Granskning": "Correct it in Review",
    "Stickprov på listan": "Audit this list",
    "Alla granskade": "All reviewed",
    "Allt som hänt med handlingarna, vem som gjorde det och när. Raderna hänger ihop i en kedja, så att det "
    "märks om någon ändrar dem.": (
        "Everything that happened to the documents, who did it and when. The entries hang together in a "
        "chain, so that it shows if somebody changes them."
    ),
    "Andel fel": "Share wrong",
    "Andel, exakt 95 %": "Share, exact 95%",
    "Antecknad hash att leta efter (valfri)": "A hash that was noted, to be looked for (optional)",
    "Bara stickprov": "Only audits",
    "Bruten vid rad {n}:": "Broken at entry {n}:",
    "Den antecknade hashen finns inte. Loggen är inte den som den antecknades ur, eller så är hashen "
    "felskriven.": (
        "The noted hash is not there. This is not the log it was noted from, or the hash is misspelt."
    ),
    "Den antecknade hashen finns kvar: {where}. Allt fram till den är som det var.": (
        "The noted hash is there: {where}. Everything up to it is what it was."
    ),
    "Det som granskats för att fel väntades är sämre än resten, så det uppmätta är för högt för arkivet som "
    "helhet. Välj Bara stickprov för det slumpvis dragna.": (
        "What was reviewed because errors were expected is worse than the rest, so what was measured is too "
        "high for the archive as a whole. Choose Only audits for what was drawn by chance."
    ),
    "Emotsagd": "Disagreed with",
    "Alla regler": "All rules",
    "Bilden visar de {n} med flest handlingar av {all}; tabellen har alla.": (
        "The picture shows the {n} with most documents of {all}; the table has all."
    ),
    "Bilden visar de {n} senaste av {all}; tabellen har alla.": (
        "The picture shows the latest {n} of {all}; the table has all."
    ),
    "Fel i vad": "Errors in what",
    "Från och med": "From",
    "Funna fel": "Errors found",
    "Fält": "Fields",
    "Fältfel, uppmätt": "Field error, measured",
    "Fältfel, väntat": "Field error, predicted",
    "Genom tiden": "Through time",
    "Grupp för grupp": "Group by group",
    "Grupper": "Groups",
    "Gäller": "Is about",
    "Gånger": "Times",
    "Gånger i alla handlingar": "Times in all documents",
    "Handlingens id": "Id of the document",
    "Textkälla": "Text source",
    "godkänt": "accepted",
    "underkänt": "rejected",
    "ett värde": "a value",
    "en rättelse av Inkom": "a repair by Inkom",
    "frö": "seed",
    "granskade uppgifter": "reviewed values",
    "inte sedd": "not seen",
    "kod": "code",
    "fil": "file",
    "kvitto": "receipt",
    "omgång": "round",
    "omläsning": "run",
    "tidigare version": "version before",
    "parti, stickprov, högst fel": "lot, sample, wrong at most",
    "partiets sha256": "sha256 of the lot",
    "rapportens sha256": "sha256 of the report",
    "rättelse nr": "correction no.",
    "rättelser av människor": "corrections by people",
    "beslut": "decision",
    "slag": "kind",
    "stickprov": "audit",
    "uppgift": "value",
    "ångrad": "undone",
    "version": "version",
    "Handlingar där regeln slagit till": "Documents in which the rule fired",
    "Handlingar med fel": "Documents with an error",
    "Hur ofta det som står i posterna väntas vara fel, och hur ofta människor har funnit att det är det.": (
        "How often what stands in the records is expected to be wrong, and how often people found that it is."
    ),
    "Hur ofta reglerna som rättar text och hämtar uppgifter slagit till, och hur ofta en människa sagt emot. "
    "De som säkrast har fel står först.": (
        "How often the rules that repair text and extract values fired, and how often a person disagreed. "
        "Those most surely wrong come first."
    ),
    "Händelser": "Events",
    "Händelserna": "The events",
    "I granskade": "In reviewed ones",
    "Ingen handling med väntade fel är granskad ännu, så det finns inget att jämföra med.": (
        "No document with predicted errors has been reviewed yet, so there is nothing to compare."
    ),
    "Inget har hänt ännu.": "Nothing has happened yet.",
    "Inget i loggen stämmer med filtret.": "Nothing in the log fits the filters.",
    "Inloggningar står i åtkomstloggen.": "Sign-ins are in the log of access.",
    "Inte kontrollerad härifrån ännu.": "Not checked from here yet.",
    "Intervallet för det väntade är slumpen ensam; om modellen har systematiskt fel syns det först i "
    "kalibreringen.": (
        "The interval of what is predicted is chance alone; a model that is systematically wrong is only "
        "seen by its calibration."
    ),
    "Kedjan": "The chain",
    "Kontrollera kedjan nu": "Check the chain now",
    "Det tar omkring {n} sekunder.": "It takes about {n} seconds.",
    "Kvalitet": "Quality",
    "Logg": "Log",
    "Loggens huvud saknas.": "The log's head is missing.",
    "Obruten:": "Whole:",
    "Regeln har inte slagit till i någon handling.": "The rule has not fired in any document.",
    "Rättelse: {kind}": "Repair: {kind}",
    "Rör inget, ta en kopia av databasen och tala med förvaltaren.": (
        "Touch nothing, copy the database, and tell the administrator."
    ),
    "Sidornas tecken och fältens värden i granskade handlingar, i klasser efter hur ofta fel väntades. "
    "Ligger märkena på linjen håller modellen vad den lovar; över linjen är det sämre än den säger.": (
        "Characters of pages and values of fields in reviewed documents, in classes by how often errors were "
        "expected. On the line the model keeps its word; above it things are worse than it says."
    ),
    "Hashen att anteckna, och en antecknad att leta efter": "The hash to note, and a noted one to look for",
    "Slog till {n} gånger i alla handlingar. I granskade {fired}, emotsagd {disagreed}.": (
        "Fired {n} times in all documents. In reviewed ones {fired}, disagreed with {disagreed}."
    ),
    "Som CSV": "As CSV",
    "Som PREMIS (XML)": "As PREMIS (XML)",
    "Tecken": "Characters",
    "Teckenfel, uppmätt": "Character error, measured",
    "Teckenfel, väntat": "Character error, predicted",
    "Till det senaste": "To the latest",
    "Till och med": "To",
    "Uppgifter": "Details",
    "Uppmätt": "Measured",
    "Uppmätt andel fel": "Measured share wrong",
    "Uppmätt:": "Measured:",
    "Uppmätt är det granskarna fann i slumpvis dragna stickprov; tecken och regler bara där handlingen "
    "också granskats till slut. De står för partierna de drogs ur.": (
        "Measured is what reviewers found in samples drawn by chance; characters and rules only where the "
        "document was also reviewed to its end. They stand for the lots they were drawn from."
    ),
    "Uppmätta andelar får ett intervall från {n} granskade handlingar och minst ett fel.": (
        "Measured shares have an interval from {n} reviewed documents and one error on."
    ),
    "Vad som räknas som uppmätt": "What counts as measured",
    "Varje rad bär en hash av sig själv och raden före, så att en ändrad, borttagen eller flyttad rad märks. "
    "Anteckna den sista hashen då och då på ett ställe där ingen som kan skriva i databasen kommer åt: den "
    "visar senare att allt dit är som det var.": (
        "Each entry carries a hash of itself and the entry before, so that one changed, removed or moved is "
        "found. Note the last hash now and then where nobody who can write in the database can: it shows "
        "later that everything up to it is what it was."
    ),
    "Varje regels meritlista": "Each rule's record",
    "Vem": "Who",
    "Vilket steg som gjorde vad": "Which step did what",
    "Visa": "Show",
    "Väntad andel fel": "Predicted share wrong",
    "Väntad och uppmätt andel fel": "Predicted and measured share wrong",
    "Väntade fel": "Errors predicted",
    "Väntat fel": "Predicted error",
    "Väntat mot uppmätt": "Predicted against measured",
    "mer": "more",
    "rad {n}": "entry {n}",
    "av {n} bedömda": "of {n} judged",
    "av {who}": "by {who}",
    "en rad är borttagen": "an entry has been removed",
    "hittades inte": "not found",
    "huvudet stämmer inte med sista raden": "the head does not match the last entry",
    "ingen handling är granskad": "no document has been reviewed",
    "ingen sida är bedömd": "no page has been judged",
    "inget fel funnet": "no error found",
    "inget värde är bedömt": "no value has been judged",
    "inte uppgiven vid inlämningen": "not stated when handed in",
    "okänt": "unknown",
    "rad": "entry",
    "raden fortsätter inte raden före, som är omskriven eller tillagd": (
        "the entry does not continue the one before, which was rewritten or put in"
    ),
    "raden står inte där den skrevs": "the entry does not stand where it was written",
    "raden är ändrad": "the entry has been changed",
    "rader": "entries",
    "slutet saknas": "the end is missing",
    "så mycket som väntat": "as much as predicted",
    "uppmätt i granskade handlingar": "measured in reviewed documents",
    "uppmätt, med intervall": "measured, with its interval",
    "uppmätt, {low}–{high} (exakt, 95 %)": "measured, {low}–{high} (exact, 95%)",
    "väntas fel, {low}–{high}": "expected wrong, {low}–{high}",
    "väntat av modellen": "predicted by the model",
    "väntat {predicted}, uppmätt {measured} av {n}": "predicted {predicted}, measured {measured} of {n}",
    "{log}, rad {n}": "{log}, entry {n}",
    "{n} grupper. Siffrorna står i tabellen.": "{n} groups. The table has the figures.",
    "{n} handlingar är lästa av en äldre version och saknas här tills förvaltaren kört": (
        "{n} documents were read by an earlier version and are missing here until the administrator has run"
    ),
    "{n} klasser av väntat fel. Siffrorna står i tabellen.": (
        "{n} classes of predicted error. The table has the figures."
    ),
    "{rate} ({low}–{high})": "{rate} ({low}–{high})",
    "Äldre": "Older",
    "Åtkomstloggen": "The log of access",
}
