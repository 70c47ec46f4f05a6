from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Läsare": "Reader",
    "Registrator": "Registrar",
    "Arkivarie": "Archivist",
    "Förvaltare": "Administrator",
    "Läsa handlingar, med personnummer maskade": "Read documents, with personal identity numbers masked",
    "Se och söka personnummer, och hämta filer där de står": (
        "See and search for personal identity numbers, and fetch files that hold them"
    ),
    "Lämna in, läsa igen, återta och dela upp": "Hand in, read again, withdraw and split",
    "Hämta många handlingar på en gång": "Fetch many documents at once",
    "Granska och rätta poster": "Review and correct records",
    "Se åtkomstloggen": "See the log of access",
    "Köra om lästa handlingar och avgöra vad som ska gälla": "Run documents again and decide what holds",
    "Lägga till och ändra konton": "Add and change accounts",
    "Inloggning": "Signed in",
    "Misslyckad inloggning": "Failed to sign in",
    "Spärrad efter för många försök": "Locked out after too many attempts",
    "Utloggning": "Signed out",
    "Konto tillagt": "Account added",
    "Ny roll": "New role",
    "Konto avstängt": "Account shut",
    "Konto öppnat igen": "Account opened again",
    "Ny länk för lösenord": "New link for a password",
    "den här datorn": "this computer",
    "Mitt konto": "My account",
    "Konton": "Accounts",
    "Åtkomstlogg": "Log of access",
    "Logga ut": "Sign out",
    "Logga in": "Sign in",
    "Logga in som någon annan": "Sign in as somebody else",
    "Användarnamn": "User name",
    "Lösenord": "Password",
    "Har du glömt lösenordet? En förvaltare kan ge dig en länk för att välja ett nytt.": (
        "Forgotten your password? An administrator can give you a link to choose a new one."
    ),
    "Välj lösenord": "Choose a password",
    "Den första förvaltaren": "The first administrator",
    "Länken går att använda en gång.": "The link works once.",
    "Du loggas in när lösenordet är sparat.": "You are signed in when the password is saved.",
    "Kontot du skapar nu kan sedan lägga till alla andra.": (
        "The account that you make now can add all the others."
    ),
    "Nytt lösenord": "New password",
    "Omläsning påbörjad": "Run started",
    "Omläsning pausad": "Run paused",
    "Omläsning återupptagen": "Run resumed",
    "Omläsning avbruten": "Run cancelled",
    "Omläsning godtagen": "Run: accepted",
    "Omläsning avvisad": "Run: rejected",
    "Förslag prövas": "Proposal tried",
    "Förslag godtaget": "Proposal accepted",
    "Förslag avböjt": "Proposal declined",
    "Tillägg ångrat": "Addition undone",
    "Lära Inkom om myndigheten: egna beteckningar, nämnder och namn": (
        "Teach Inkom about the authority: its own numbers, bodies and names"
    ),
    "Minst {n} tecken. Några ord efter varandra är lätta att minnas och svåra att gissa.": (
        "At least {n} characters. A few words in a row are easy to remember and hard to guess."
    ),
    "Spara lösenordet": "Save the password",
    "Lösenordet är bytt. Alla andra inloggningar har avslutats.": (
        "The password is changed. You are signed out everywhere else."
    ),
    "Roll": "Role",
    "Den som sitter vid samma dator som Inkom behöver inte logga in. Förvaltaren kan stänga av det.": (
        "Whoever sits at Inkom's own computer need not sign in. The administrator can turn that off."
    ),
    "Du är inloggad genom organisationens egen inloggning.": (
        "You are signed in by your organisation's own service."
    ),
    "Får:": "May:",
    "Får inte:": "May not:",
    "Byt lösenord": "Change the password",
    "Nuvarande lösenord": "Present password",
    "Länk för {name}": "Link for {name}",
    "Ge den säkert till kontots ägare. Den går att använda en gång inom ett dygn, och visas bara nu.": (
        "Give it to the account's owner by a safe way. It works once, within a day, and is shown only now."
    ),
    "Nytt konto": "New account",
    "Lägg till": "Add",
    "Alla konton": "All accounts",
    "det här är du": "this is you",
    "avstängt": "shut",
    "har inget lösenord här": "has no password here",
    "Roll för {name}": "Role of {name}",
    "Byt roll": "Change role",
    "Stäng av": "Shut",
    "Öppna igen": "Open again",
    "Inga konton ännu. Lägg till det första här ovanför, som förvaltare.": (
        "No accounts yet. Add the first one above, as administrator."
    ),
    "Vad rollerna får göra": "What the roles may do",
    "Rättighet": "Right",
    "De senaste inloggningarna och vad som gjorts med konton. Loggen kan inte ändras.": (
        "The latest sign-ins and what was done to accounts. The log cannot be changed."
    ),
    "När": "When",
    "Vad": "What",
    "Konto": "Account",
    "Av": "By",
    "Adress": "Address",
    "Ingen har loggat in ännu.": "Nobody has signed in yet.",
}
