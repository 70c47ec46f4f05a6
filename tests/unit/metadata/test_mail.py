"""Printed e-mails: who wrote, to whom, when and about what; quoted ones below belong to no field of these."""

import pytest

from tests.unit.metadata.reading import printed, values_of

FIELDS = """
@margins 24 24 20 20
@font sans 10
@tabs 0 30
| Från: | Karin Ormgård <karin.ormgard@brev.example>
| Skickat: | tisdagen den 10 december 2019 22:47
| Till: | registrator@sundkommun.example
| Kopia: | Olle Lidholm; Siv Alm <siv.alm@brev.example>
| Ämne: | Farlig korsning vid Sjöstigen
@skip 6
@tabs 0
Hej! Jag har tidigare hört av mig om korsningen. Den 2 september var det nära att ett barn blev påkört.
@skip 4
Kan ni svara mig före 23 dec 2019?
@skip 6
Vänliga hälsningar
Karin Ormgård
@skip 6
@tabs 0 30
| Från: | registrator@sundkommun.example
| Skickat: | 29 november 2019 08:15
| Till: | Karin Ormgård
| Ämne: | Mottagningsbekräftelse
@skip 6
@tabs 0
Hej! Vi har tagit emot ditt meddelande.
"""
OVER_THEIR_VALUES = """Från:
Skickat:
Till:
Kopia:
Ämne:
Karin Ormgård <karin.ormgard@brev.example>
tisdagen den 10 december 2019 22:47
Socialnämnden
Olle Lidholm
Farlig korsning vid Sjöstigen

Hej!

Jag har tidigare hört av mig om korsningen.
"""
EACH_OVER_ITS_VALUE = """Från:
Karin Ormgård <karin.ormgard@brev.example>
Skickat:
tisdagen den 10 december 2019 22:47
Till:
Socialnämnden
Kopia:
Olle Lidholm
Ämne:
Farlig korsning vid Sjöstigen

Hej!

Jag har tidigare hört av mig om korsningen.
"""


def test_a_printed_e_mail_has_its_fields() -> None:
    found = printed(FIELDS)
    assert found.title is not None
    assert found.title.value == "Farlig korsning vid Sjöstigen"
    assert found.issuer is not None
    assert found.issuer.value == "Karin Ormgård"
    assert found.recipient is None  # An address names nobody.
    assert [copy.value for copy in found.copy_to] == ["Olle Lidholm", "Siv Alm"]


def test_the_day_of_a_quoted_e_mail_is_not_the_document_s() -> None:
    roles = {date.value: date.role for date in printed(FIELDS).dates}
    assert roles["2019-12-10"] == "document"
    assert roles["2019-11-29"] == "event"
    assert roles["2019-12-23"] == "deadline"


@pytest.mark.parametrize("text", [OVER_THEIR_VALUES, EACH_OVER_ITS_VALUE])
def test_labels_may_stand_over_their_values(text: str) -> None:
    found = values_of(text)
    assert found.title is not None
    assert found.title.value == "Farlig korsning vid Sjöstigen"
    assert found.recipient is not None
    assert found.recipient.value == "Socialnämnden"
    assert [copy.value for copy in found.copy_to] == ["Olle Lidholm"]


def test_a_letter_with_a_place_and_an_addressee_is_no_e_mail() -> None:
    found = values_of(
        "Från: Ekeby byalag\nTill: Socialnämnden\nDatum: 2024-05-06\n\nBegäran om bänkar\n\n"
        "Vi begär att nämnden ställer bänkar vid ån.\n"
    )
    assert found.recipient is not None
    assert found.recipient.value == "Socialnämnden"
    assert found.title is not None
    assert found.title.value == "Begäran om bänkar"
