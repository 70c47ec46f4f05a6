"""DATA: Swedish words for roles, rights and what the log of access tells of."""

from collections.abc import Mapping

from ingest.accounts import AccessKind, Right, Role

ROLE: Mapping[Role, str] = {
    "reader": "Läsare",
    "registrar": "Registrator",
    "archivist": "Arkivarie",
    "administrator": "Förvaltare",
}

RIGHT: Mapping[Right, str] = {
    "read": "Läsa handlingar, med personnummer maskade",
    "personal_data": "Se och söka personnummer, och hämta filer där de står",
    "change": "Lämna in, läsa igen, återta och dela upp",
    "export": "Hämta många handlingar på en gång",
    "review": "Granska och rätta poster",
    "log": "Se åtkomstloggen",
    "reprocess": "Köra om lästa handlingar och avgöra vad som ska gälla",
    "vocabulary": "Lära Inkom om myndigheten: egna beteckningar, nämnder och namn",
    "accounts": "Lägga till och ändra konton",
}

ACCESS: Mapping[AccessKind, str] = {
    "sign_in": "Inloggning",
    "sign_in.failed": "Misslyckad inloggning",
    "sign_in.locked_out": "Spärrad efter för många försök",
    "sign_out": "Utloggning",
    "account.added": "Konto tillagt",
    "account.role": "Ny roll",
    "account.shut": "Konto avstängt",
    "account.opened": "Konto öppnat igen",
    "account.link": "Ny länk för lösenord",
    "account.password": "Nytt lösenord",
    "run.started": "Omläsning påbörjad",
    "run.paused": "Omläsning pausad",
    "run.resumed": "Omläsning återupptagen",
    "run.cancelled": "Omläsning avbruten",
    "run.accepted": "Omläsning godtagen",
    "run.rejected": "Omläsning avvisad",
    "vocabulary.tried": "Förslag prövas",
    "vocabulary.accepted": "Förslag godtaget",
    "vocabulary.declined": "Förslag avböjt",
    "vocabulary.undone": "Tillägg ångrat",
}
