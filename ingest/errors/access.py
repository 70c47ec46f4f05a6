"""Who may ask what: rights, signing in, and accounts."""

from ingest.errors.tree import Permanent


class NotAllowed(Permanent):
    """No valid key, and not a request from this machine itself."""

    code = "not_allowed"
    status = 401
    sv = "Anropet saknar giltig API-nyckel. Skicka den som ”Authorization: Bearer …”."
    en = "The request carries no valid API key. Send it as 'Authorization: Bearer …'."


class NoRight(Permanent):
    """The caller is known, and may not do this."""

    code = "no_right"
    status = 403
    sv = "Din roll får inte göra detta. Be förvaltaren om en annan roll om du behöver det."
    en = "Your role may not do this. Ask the administrator for another role if you need it."


class ForeignPage(Permanent):
    """A browser on this machine sends the request for a page that is not ours."""

    code = "foreign_page"
    status = 403
    sv = "Anropet kommer från en annan webbplats och utförs inte. Öppna Inkom i en egen flik och gör om det."
    en = (
        "The request comes from another site and is not carried out. Open Inkom in its own tab and repeat it."
    )


class BadRequest(Permanent):
    """A parameter that cannot be understood."""

    code = "bad_request"
    status = 422
    sv = "Uppgiften ”{field}” går inte att förstå. Kontrollera dess form."
    en = "The parameter '{field}' cannot be understood. Check its form."


class Unkeepable(Permanent):
    """A character, such as NUL, or a number that the database neither keeps nor finds."""

    code = "unkeepable"
    status = 422
    sv = (
        "Det som skickades innehåller ett tecken eller ett tal som inte kan sparas eller sökas. Skriv om det."
    )
    en = "What was sent holds a character or a number that can neither be kept nor found. Write it anew."


class UnknownPage(Permanent):
    """An address in a browser at which there is nothing."""

    code = "unknown_page"
    status = 404
    sv = "Det finns ingen sida på den adressen. Kontrollera den, eller börja om från Inkorgen."
    en = "There is no page at this address. Check it, or start again from the inbox."


class WrongPassword(Permanent):
    """No active account has this name and this password; which of the two is wrong is not told."""

    code = "wrong_password"
    status = 401
    sv = "Namnet eller lösenordet stämmer inte. Försök igen, eller be förvaltaren om en ny länk."
    en = "The name or the password is wrong. Try again, or ask the administrator for a new link."


class TooManyAttempts(Permanent):
    """Too many failed sign-ins, for this name or from this address, whether the account exists or not."""

    code = "too_many_attempts"
    status = 429
    sv = "För många misslyckade försök. Vänta {minutes} minuter och försök igen."
    en = "Too many failed attempts. Wait {minutes} minutes and try again."


class WeakPassword(Permanent):
    """Too short, too long, or made of the account's own name."""

    code = "weak_password"
    status = 422
    sv = "Välj ett lösenord med minst {shortest} tecken, som inte innehåller ditt användarnamn."
    en = "Choose a password of at least {shortest} characters that does not contain your user name."


class LinkExpired(Permanent):
    """A one-time link that was used, replaced or is too old."""

    code = "link_expired"
    status = 410
    sv = "Länken har använts eller är för gammal. Be förvaltaren om en ny."
    en = "The link has been used or is too old. Ask the administrator for a new one."


class UnknownAccount(Permanent):
    """No account with this number."""

    code = "unknown_account"
    status = 404
    sv = "Kontot finns inte. Ladda om sidan med alla konton."
    en = "There is no such account. Reload the page of all accounts."


class NameTaken(Permanent):
    """Another account has this name."""

    code = "name_taken"
    status = 409
    sv = "Det finns redan ett konto med namnet {name}. Välj ett annat namn."
    en = "There is an account named {name} already. Choose another name."


class BadName(Permanent):
    """Not a name that an account can have."""

    code = "bad_name"
    status = 422
    sv = "Ett användarnamn har 2–64 tecken: bokstäver, siffror, punkt, bindestreck, understreck och @."
    en = "A user name has 2–64 characters: letters, digits, full stop, hyphen, underscore and @."


class LastAdministrator(Permanent):
    """Nobody could administer the accounts any more."""

    code = "last_administrator"
    status = 409
    sv = "Det är det sista förvaltarkontot. Gör någon annan till förvaltare först."
    en = "This is the last administrator's account. Make someone else an administrator first."
