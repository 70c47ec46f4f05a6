"""How pages are laid out: each function fills one sheet with texts, top to bottom in reading order."""

import random
from collections.abc import Callable, Mapping

from tests.bench.scans.typesetting import A4, Sheet
from tests.bench.scans.wording import Words

Layout = Callable[[Sheet, Words, random.Random], None]
LEFT, WIDTH = 76.0, 440.0
LEAST_LINES = 3
"""Lines that must be left on a page for another paragraph to begin."""


def _paragraphs(
    sheet: Sheet, words: Words, *, until: float = 60, x: float = LEFT, width: float = WIDTH
) -> None:
    while (room := sheet.room(until)) >= LEAST_LINES:
        sheet.paragraph(words.paragraph(), x, width, lines=room)
        sheet.skip(sheet.line_height * 0.6)


def _head(sheet: Sheet, words: Words, kind: str) -> None:
    authority, stops = words.authority, (LEFT, 330.0, 500.0)
    sheet.row([authority.name.upper(), kind, "1 (2)"], stops, bold=True)
    sheet.row([authority.office, "Datum", ""], stops, size=sheet.style.size * 0.85)
    sheet.row([words.name(), words.short_date(), ""], stops)
    sheet.row(["", "Diarienummer", ""], stops, size=sheet.style.size * 0.85)
    sheet.row([f"Telefon 0555-{10 + words.below(90)} {10 + words.below(90)}", words.number(), ""], stops)
    sheet.skip(20)


def letter(sheet: Sheet, words: Words, rng: random.Random) -> None:
    """A head block of labels and values, an addressee, running text and a signature."""
    _head(sheet, words, rng.choice(("TJÄNSTESKRIVELSE", "YTTRANDE", "SKRIVELSE")))
    sheet.row([words.authority.board], [330.0])
    sheet.row([words.street()], [330.0])
    sheet.skip(16)
    sheet.heading(words.title(), LEFT, size=sheet.style.size * 1.25)
    _paragraphs(sheet, words, until=150)
    sheet.skip(34)
    sheet.scrawl(LEFT, rng)
    sheet.row([words.name(), words.name()], [LEFT, 330.0])
    sheet.row(["Förvaltningschef", "Utredare"], [LEFT, 330.0])


def report(sheet: Sheet, words: Words, rng: random.Random) -> None:
    """Headings and paragraphs with the page's number at its foot."""
    sheet.heading(words.title(), LEFT, size=sheet.style.size * 1.3)
    for _ in range(rng.randint(3, 5)):
        if sheet.room() < 6:
            break
        sheet.heading(words.heading(), LEFT)
        sheet.paragraph(words.paragraph(), LEFT, WIDTH, lines=sheet.room())
    if sheet.room() >= LEAST_LINES:
        sheet.skip(sheet.line_height * 0.6)
        _paragraphs(sheet, words)
    sheet.y = A4[1] - 48
    sheet.row([str(words.below(300))], [A4[0] / 2])


def two_columns(sheet: Sheet, words: Words, rng: random.Random) -> None:
    """A heading over two columns of running text."""
    sheet.heading(words.title(), LEFT - 20, size=sheet.style.size * 1.3)
    sheet.skip(8)
    top, gutter = sheet.y, rng.uniform(16, 26)
    width = (A4[0] - 2 * (LEFT - 20) - gutter) / 2
    for column in (0, 1):
        sheet.y = top
        _paragraphs(sheet, words, x=LEFT - 20 + column * (width + gutter), width=width)


def table(sheet: Sheet, words: Words, rng: random.Random) -> None:
    """A register: number, dnr, date, text and sum, some with rules between."""
    stops = (LEFT - 10, LEFT + 18, LEFT + 112, LEFT + 180, 480.0)
    sheet.heading(f"Förteckning över inkomna handlingar, {words.authority.board.lower()}", LEFT - 10)
    top, ruled = sheet.y, rng.random() < 0.5
    sheet.row(["Nr", "Dnr", "Datum", "Ort och avsändare", "Kronor"], stops, bold=True)
    for number in range(1, min(rng.randint(14, 24), sheet.room() - 12)):
        if ruled:
            sheet.rule(LEFT - 14, 540)
        sender = f"{words.place()}, {words.name()}"
        sheet.row([str(number), words.number(), words.short_date(), sender, words.amount()], stops)
    if ruled:
        for stop in stops:
            sheet.upright_rule(stop - 4, top)
    sheet.skip(14)
    _paragraphs(sheet, words)


def numbered_list(sheet: Sheet, words: Words, rng: random.Random) -> None:
    """Bullets and numbers with hanging text."""
    sheet.heading(words.title(), LEFT, size=sheet.style.size * 1.2)
    sheet.paragraph(words.paragraph(), LEFT, WIDTH)
    sheet.heading("Förslag till beslut", LEFT)
    for number in range(1, rng.randint(5, 8)):
        sheet.paragraph(words.item() + ".", LEFT, WIDTH, label=f"{number}.", hang=20)
    sheet.heading("Beslutsunderlag", LEFT)
    bullet = rng.choice("•–")
    for _ in range(rng.randint(5, 9)):
        sheet.paragraph(words.item(), LEFT, WIDTH, label=bullet, hang=16)
    sheet.heading(words.heading(), LEFT)
    _paragraphs(sheet, words)


def minutes(sheet: Sheet, words: Words, rng: random.Random) -> None:
    """Minutes: those present in two columns of names, paragraphs with §, signatures at the foot."""
    sheet.row([words.authority.name, "PROTOKOLL", "Blad 3"], (LEFT, 280.0, 490.0), bold=True)
    sheet.row([words.authority.board, words.short_date(), ""], (LEFT, 280.0, 490.0))
    sheet.rule(LEFT, 520)
    sheet.skip(8)
    for label in ("Närvarande", "Ersättare", "Justerare"):
        for line in range(rng.randint(2, 4)):
            party = rng.choice(("(S)", "(M)", "(C)", "(KD)", "(V)", "(L)"))
            sheet.row(
                [label if line == 0 else "", f"{words.name()} {party}", words.place()], (LEFT, 170.0, 360.0)
            )
        sheet.skip(5)
    section = rng.randint(4, 180)
    while sheet.room(120) >= 7:
        sheet.heading(f"§ {section} Dnr {words.number()}", LEFT)
        sheet.row([words.item()], [LEFT])
        sheet.paragraph(words.paragraph(), LEFT, WIDTH, lines=sheet.room(110))
        section += 1
    sheet.y = A4[1] - 70
    sheet.scrawl(LEFT, rng)
    sheet.row(["Justerandes sign.", "Utdragsbestyrkande"], (LEFT, 330.0), size=sheet.style.size * 0.85)


def margin_notes(sheet: Sheet, words: Words, rng: random.Random) -> None:
    """A print with notes in the outer margin, each beside the paragraph that it belongs to."""
    outer_left = rng.random() < 0.5
    x, note_x = (126.0, 48.0) if outer_left else (64.0, 484.0)
    sheet.row([str(words.below(400)), words.title()], (x, x + 60), size=sheet.style.size * 0.9)
    sheet.skip(14)
    while (room := sheet.room()) >= LEAST_LINES + 1:
        if rng.random() < 0.7:
            sheet.note(words.margin(), note_x, size=sheet.style.size * 0.78)
        sheet.paragraph(words.paragraph(), x, 404, lines=room)
        sheet.skip(sheet.line_height * 0.4)


def last_page(sheet: Sheet, words: Words, rng: random.Random) -> None:
    """What was left over of a letter: its page number, a line or a few, and who signs."""
    sheet.row([words.authority.name, "2 (2)"], (LEFT, 500.0))
    sheet.skip(rng.uniform(20, 60))
    sheet.paragraph(words.paragraph(), LEFT, WIDTH, lines=rng.randint(1, 4))
    sheet.skip(34)
    sheet.scrawl(LEFT, rng)
    sheet.row([words.name()], [LEFT])
    sheet.row(["Enhetschef"], [LEFT])


LAYOUTS: Mapping[str, Layout] = {
    "letter": letter,
    "report": report,
    "two_columns": two_columns,
    "table": table,
    "list": numbered_list,
    "minutes": minutes,
    "margin_notes": margin_notes,
}
