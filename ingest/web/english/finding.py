from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Handlingar": "Documents",
    "Senast inlämnade först": "Latest handed in first",
    "Först inlämnade först": "First handed in first",
    "Handlingens datum, nyast först": "Date of the document, newest first",
    "Handlingens datum, äldst först": "Date of the document, oldest first",
    "Titel, A–Ö": "Title, A–Ö",
    "Titel, Ö–A": "Title, Ö–A",
    "Inkom från": "Received from",
    "Inkom till": "Received to",
    "Läge": "Status",
    "Dokumenttyp": "Type of document",
    "Handläggare": "Officer",
    "Personnummer": "Personal identity numbers",
    "ja": "yes",
    "nej": "no",
    "Fler än {n} handlingar": "More than {n} documents",
    "{n} handling": "{n} document",
    "{n} handlingar": "{n} documents",
    "Sparade sökningar": "Saved searches",
    "Glöm sökningen {name}": "Forget the search {name}",
    "Inga ännu. Sök, och spara sökningen med ett namn.": "None yet. Search, and save the search by a name.",
    "Spara den här sökningen som": "Save this search as",
    "Spara": "Save",
    "Sök i handlingarna": "Search the documents",
    "Ord, ”en fras”, början på ord* eller diarienummer": (
        "Words, “a phrase”, the beginning of a word* or a case number"
    ),
    "Sök": "Search",
    "Filter och ordning": "Filters and order",
    "Alla": "All",
    "Ordning": "Order",
    "Ta bort filtret": "Remove the filter",
    "Rensa allt": "Clear all",
    "Hela listan som CSV": "The whole list as CSV",
    "Välj alla på sidan": "Choose all on this page",
    "Välj": "Choose",
    "Välj {title}": "Choose {title}",
    "Handling": "Document",
    "Datum": "Date",
    "Inkom": "Received",
    "Granska": "Review",
    "Gör med de valda": "Do to the chosen ones",
    "Kryssa för handlingar för att göra något med flera på en gång.": (
        "Tick documents to do something to several at once."
    ),
    "Valda:": "Chosen:",
    "Hämta poster (ZIP)": "Fetch records (ZIP)",
    "Hämta som CSV": "Fetch as CSV",
    "För filer som lämnats in av misstag. De visas inte mer, men fil, kvitto och logg finns kvar, "
    "och det går att ångra.": (
        "For files handed in by mistake. They are no longer shown, but file, receipt and log are kept, "
        "and it can be undone."
    ),
    "Återta de valda": "Withdraw the chosen ones",
    "Inget stämmer med det du söker.": "Nothing fits what you are looking for.",
    "Prova färre ord, en asterisk efter början av ett ord (förvalt*), eller ta bort ett filter. "
    "Å, ä och ö räknas som egna bokstäver.": (
        "Try fewer words, an asterisk after the beginning of a word (förvalt*), or remove a filter. "
        "Å, ä and ö count as letters of their own."
    ),
    "Visa alla handlingar": "Show all documents",
    "Här är ingenting ännu.": "There is nothing here yet.",
    "Till början": "To the beginning",
    "Nästa sida": "Next page",
    "Valda handlingar": "Chosen documents",
    "Du valde ingen handling. Gå tillbaka och kryssa för en eller flera.": (
        "You chose no document. Go back and tick one or more."
    ),
    "{n} läses igen.": "{n} are read again.",
    "{n} är återtagna.": "{n} are withdrawn.",
    "Läses igen.": "Being read again.",
    "Återtagen.": "Withdrawn.",
    "Tillbaka till listan": "Back to the list",
    "Id": "Id",
    "Enligt": "According to",
    "Inlämnad": "Handed in",
    "inlämnad {moment}": "handed in {moment}",
    "uppgivet": "as stated",
    "inlämnad": "handed in",
    "Titel": "Title",
    "Handlingens datum": "Date of the document",
    "Fil": "File",
    "Sidor": "Pages",
}
