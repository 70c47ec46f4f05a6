"""What `./bench web` asks for: each kind of page and search, each time something else."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import select

from ingest.register import Register
from ingest.register.search.words import words
from ingest.register.tables import texts
from tests.bench.archive import BOARDS, NAMES, dnr_of, id_of, openable
from tests.bench.archive_language import Language

Page = tuple[str, str]
"""The page, which has a limit, and the kind of request."""
PHRASE_SOURCES = 300
"""Documents of which phrases are taken."""
SEED = 11


@dataclass(frozen=True, kw_only=True)
class Ranks:
    """Words of the language by how many documents they stand in, of a hundred thousand."""

    everywhere: Sequence[str]
    usual: Sequence[str]
    rare: Sequence[str]

    @classmethod
    def of(cls, language: Language) -> "Ranks":
        """In nearly all, in some thousands, and in some dozens."""
        return cls(
            everywhere=language.words[:20],
            usual=language.words[200:3_000],
            rare=language.words[20_000:150_000],
        )


def requests(register: Register, language: Language, *, documents: int, count: int) -> dict[Page, list[str]]:
    """So many addresses of each kind."""
    chance = random.Random(SEED)  # It chooses requests, no secrets.
    return {
        ("list", "Inkorg"): ["/"] * count,
        **_lists(chance, documents, count),
        **_word_searches(chance, Ranks.of(language), count),
        **_phrase_searches(chance, register, Ranks.of(language), documents, count),
        **_dnr_searches(chance, documents, count),
        **_documents(chance, documents, count),
        ("figures", "Kvalitet by month"): ["/kvalitet"] * count,
        ("figures", "Kvalitet by issuer"): ["/kvalitet?per=issuer&av=characters"] * count,
        ("figures", "Kvalitet, the rules"): ["/kvalitet/regler"] * count,
        ("log", "Logg, latest"): ["/logg"] * count,
    }


def _addresses(count: int, make: Callable[[], dict[str, str]]) -> list[str]:
    return [f"/dokument?{urlencode(make())}" for _ in range(count)]


def _lists(chance: random.Random, documents: int, count: int) -> dict[Page, list[str]]:
    pick = chance.choice
    orders = ("-received", "received", "date", "-date", "title", "-title")
    filters: dict[str, Callable[[], dict[str, str]]] = {
        "newest": lambda: {"sort": "-received"},
        "one status (failed)": lambda: {"status": "failed"},
        "type and review": lambda: {
            "document_type": pick(("protokoll", "beslut")),
            "needs_review": "true",
        },
        "officer and issuer": lambda: {"officer": pick(NAMES)[:4], "issuer": pick(BOARDS)},
        "officer whom nobody knows": lambda: {"officer": f"Zeta{chance.randrange(1000)}"},
        "period": lambda: {"received_from": f"2024-0{pick('123456')}-01", "received_to": "2024-07-31"},
        "period, failed, by title": lambda: {
            "received_from": f"20{pick(('18', '19', '20'))}-01-01",
            "status": "failed",
            "sort": "title",
        },
        "beginning of a dnr": lambda: {"dnr": f"{pick(BOARDS)} {2015 + chance.randrange(11)}"},
        "review, by date": lambda: {"needs_review": "true", "sort": pick(("date", "-date"))},
        "by title": lambda: {"sort": pick(("title", "-title"))},
        "by date": lambda: {"sort": pick(("date", "-date"))},
        "page far behind": lambda: {
            "sort": pick(orders),
            "before": id_of(chance.randrange(documents)),
        },
    }
    return {("list", what): _addresses(count, make) for what, make in filters.items()}


def _word_searches(chance: random.Random, ranks: Ranks, count: int) -> dict[Page, list[str]]:
    pick = chance.choice
    kinds: dict[str, Callable[[], dict[str, str]]] = {
        "rare word": lambda: {"q": pick(ranks.rare)},
        "usual word": lambda: {"q": pick(ranks.usual)},
        "word that is everywhere": lambda: {"q": pick(ranks.everywhere)},
        "three words": lambda: {
            "q": f"{pick(ranks.everywhere)} {pick(ranks.usual)} {pick(ranks.usual)}",
        },
        "beginning of a word": lambda: {"q": f"{pick(ranks.usual)[:6]}*"},
        "beginning of very many words": lambda: {"q": f"{pick(ranks.usual)[:2]}*"},
        "word that is nowhere": lambda: {"q": f"zz{chance.randrange(10_000)}qx"},
        "usual word, type, by date": lambda: {
            "q": pick(ranks.usual),
            "document_type": "beslut",
            "sort": "-date",
        },
        "word that is everywhere, failed": lambda: {"q": pick(ranks.everywhere), "status": "failed"},
        "word that is everywhere, by title": lambda: {"q": pick(ranks.everywhere), "sort": "title"},
        "usual word, by title": lambda: {"q": pick(ranks.usual), "sort": "title"},
        "usual word, unknown officer": lambda: {"q": pick(ranks.usual), "officer": "zeta"},
        "usual word, page far behind": lambda: {"q": pick(ranks.usual), "sort": "received"},
    }
    return {("search", what): _addresses(count, make) for what, make in kinds.items()}


def _phrase_searches(
    chance: random.Random, register: Register, ranks: Ranks, documents: int, count: int
) -> dict[Page, list[str]]:
    with register.database.read() as connection:
        numbers = chance.sample(range(1, documents + 1), min(PHRASE_SOURCES, documents))
        bodies = connection.execute(select(texts.c.body).where(texts.c.number.in_(numbers))).scalars().all()

    def quoted(length: int) -> dict[str, str]:
        body = words(chance.choice(bodies))
        at = chance.randrange(len(body) - length)
        return {"q": f'"{" ".join(body[at : at + length])}"'}

    pick = chance.choice
    kinds: dict[str, Callable[[], dict[str, str]]] = {
        "phrase of two words from a document": lambda: quoted(2),
        "phrase of four words from a document": lambda: quoted(4),
        "phrase of words that are everywhere": lambda: {
            "q": f'"{pick(ranks.everywhere)} {pick(ranks.everywhere)}"'
        },
        "phrase of usual words, mostly nowhere": lambda: {
            "q": f'"{pick(ranks.everywhere)} {pick(ranks.usual)}"'
        },
    }
    return {("search", what): _addresses(count, make) for what, make in kinds.items()}


def _dnr_searches(chance: random.Random, documents: int, count: int) -> dict[Page, list[str]]:
    def spelled(form: str) -> dict[str, str]:
        board, year, serial = dnr_of(chance.randrange(documents))
        return {"q": form.format(board=board, low=board.lower(), year=year, yy=year % 100, serial=serial)}

    forms = ("{board} {year}/{serial}", "dnr {low}-{year}-{serial:05}", "{low} {yy}:{serial:05}")
    return {
        ("search", "dnr in odd spellings"): _addresses(count, lambda: spelled(chance.choice(forms))),
        ("search", "dnr and a word"): _addresses(
            count, lambda: {"q": f"{spelled(forms[0])['q']} nämn", "sort": "date"}
        ),
    }


def _documents(chance: random.Random, documents: int, count: int) -> dict[Page, list[str]]:
    lengths = openable(documents)
    by_length: dict[int, list[str]] = {}
    for number, pages in lengths.items():
        by_length.setdefault(pages, []).append(id_of(number))
    opened = {
        ("document", f"of {pages} pages"): [f"/dokument/{ids[at % len(ids)]}" for at in range(count)]
        for pages, ids in by_length.items()
    }
    longest = by_length[max(by_length)]
    turned = [f"/dokument/{chance.choice(longest)}/sida/{chance.randrange(1, 300)}" for _ in range(count)]
    return opened | {("document", "next page of a long one"): turned}
