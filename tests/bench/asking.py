"""Who asks for a review, and whether with reason: `./bench asking --set NAME … [--form boxes|pdf]`.

bench asking --truth DIR [DIR …]      real documents: texts with truth
bench asking --set NAME [NAME …]      the fictional sets; of those kept apart only totals
… [--form boxes|pdf]                  words with boxes, or PDFs, instead of texts
… [--damaged]                         the texts with seeded damage of one kind each, repaired
… [--scans DIR]                       those that `./bench metadata --scanned --reads DIR` has read
… [--misses]                          documents with a wrong key value that ask for nobody

A document is sound when its key values are as in the truth: own dnr, document's date, title, issuer and type.
One that is not should ask; a sound one should leave the archivist in peace. A reason about a value is
founded when that value is wrong; one about a field, when the field is.
"""

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from schemas.base import Problem
from schemas.metadata import Extracted, Metadata
from schemas.record import Quality
from tests.bench.damage import damaged
from tests.bench.documents.case import cases
from tests.bench.documents.template import BLIND, SETS
from tests.bench.effort import DAMAGE, scanned
from tests.bench.metadata_cases import Example, Truth, folder_examples, labelled_examples, text_pages
from tests.bench.metadata_fields import TRUTH_NAMES, Given, Score, compare, expected, given
from tests.bench.metadata_scan import pdf_examples
from tests.bench.reliability import is_right, values
from workers.metadata import extract
from workers.page_quality import judged_page
from workers.quality import FIELDS, judge
from workers.repair import repair_pages
from workers.structure import read_lines, structure
from workers.version import PIPELINE_VERSION

KEYS = ("dnr", "dates", "title", "issuer", "document_type")
"""What a register asks of every document, and other systems act on."""
_OWN = {"dnr": "own", "dates": "document"}
_WITH_ROLE = {"dnr": "dnr+role", "dates": "dates+role"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a document asks, and what is wrong in it. `reasons`: code, field or rule, and whether founded;
    None where the truth does not say."""

    name: str
    wrong_keys: tuple[str, ...]
    reasons: tuple[tuple[str, bool | None], ...]


@dataclass
class Tally:
    """The documents with a reason, of the sound and of the others, and how often it was founded."""

    sound: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    founded: list[bool] = field(default_factory=list)


def asked(example: Example) -> Asked:
    """Judges a document as the product does, and its reasons by the truth."""
    lines = read_lines(example.pages)
    document = structure(example.pages, lines)
    metadata = extract(example.pages, document, lines)
    quality = judge(example.pages, [judged_page(page) for page in example.pages], metadata)
    true, found = expected(example.truth, example.text), given(metadata, document)
    wrong = tuple(name for name in KEYS if _is_wrong(name, example.truth, true, found))
    return Asked(
        name=example.name, wrong_keys=wrong, reasons=tuple(_reasons(quality, metadata, example, true, wrong))
    )


def _is_wrong(
    name: str, truth: Truth, true: Mapping[str, list[str]], found: Mapping[str, list[Given]]
) -> bool:
    """Whether a key value is missing, or another is given in its place or beside it."""
    if TRUTH_NAMES.get(name, name) not in truth:
        return False
    score, role = Score(), _OWN.get(name)
    if role is None:
        compare(name, true[name], found[name], score, "")
    else:
        with_role = _WITH_ROLE[name]
        own = [value for value in true[with_role] if value.endswith(f" {role}")]
        compare(with_role, own, [one for one in found[with_role] if one.text.endswith(f" {role}")], score, "")
    return bool(score.missed or score.wrong)


def _reasons(
    quality: Quality,
    metadata: Metadata,
    example: Example,
    true: Mapping[str, list[str]],
    wrong: Sequence[str],
) -> Iterator[tuple[str, bool | None]]:
    for reason in quality.reasons:
        about = list(_about(reason, metadata))
        if not about:
            yield (
                f"{reason.code} {reason.field or ''}".strip(),
                reason.field in wrong if reason.field else None,
            )
        for name, value in about:
            truth_name = _WITH_ROLE.get(name, name)
            asked_for = TRUTH_NAMES.get(truth_name, truth_name) in example.truth
            right = is_right(name, value, true[truth_name]) if asked_for else None
            yield f"{reason.code} {name} {value.rule}", None if right is None else not right


def _about(reason: Problem, metadata: Metadata) -> Iterator[tuple[str, Extracted]]:
    """The value that a reason quotes, the first if several are printed alike."""
    if reason.field in FIELDS:
        quoted = re.search(r"”(.*)”", reason.sv)
        for value in values(metadata, reason.field) if quoted else ():
            if quoted and value.raw.startswith(quoted[1].removesuffix(" …")):
                yield reason.field, value
                return


def _examples(options: argparse.Namespace) -> Iterator[Example]:
    if options.truth:
        for folder in options.truth:
            yield from folder_examples(folder)
    for which in options.which:
        if options.damaged:
            yield from _damaged(which)
        elif options.scans:
            yield from _scanned(which, options.scans / PIPELINE_VERSION)
        elif options.form == "pdf":
            yield from pdf_examples(which)
        else:
            yield from labelled_examples(which, options.form)


def _damaged(which: str) -> Iterator[Example]:
    """Each text with one kind of damage, drawn from its name."""
    kinds = sorted({kind for kind in DAMAGE if kind != "sound"})
    for case in cases(which):
        chance = random.Random(case.name)  # It draws the damage, no secrets.
        text = damaged(chance.choice(kinds), case.text, chance.randrange(10_000)).text
        pages = repair_pages([page.page for page in text_pages(text)])
        yield Example(name=case.name, group="", truth=case.truth, pages=pages, text=None)


def _scanned(which: str, reads: Path) -> Iterator[Example]:
    for case in cases(which):
        if pages := scanned(case, reads):
            yield Example(name=case.name, group="", truth=case.truth, pages=repair_pages(pages), text=None)


def main() -> None:
    """Prints how many ask, for what, and how often with reason."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--truth", type=Path, nargs="+", default=())
    parser.add_argument("--set", dest="which", choices=SETS, nargs="+", default=())
    parser.add_argument("--form", choices=("text", "boxes", "pdf"), default="text")
    parser.add_argument("--damaged", action="store_true")
    parser.add_argument("--scans", type=Path, metavar="DIR")
    parser.add_argument("--misses", action="store_true", help="never of the halves kept apart")
    options = parser.parse_args()
    found = [asked(example) for example in _examples(options)]
    _show_shares(found)
    if not set(BLIND) & set(options.which):
        _show_reasons(found)
        if options.misses:
            for one in found:
                if one.wrong_keys and not one.reasons:
                    print(f"  {one.name}: {', '.join(one.wrong_keys)}")


def _show_shares(found: Sequence[Asked]) -> None:
    sound = [one for one in found if not one.wrong_keys]
    others = [one for one in found if one.wrong_keys]
    for name, these in (("all", found), ("sound", sound), ("with a wrong key value", others)):
        print(f"{name:<24}{_asking(these)}")
    for key in KEYS:
        print(f"  wrong {key:<16}{_asking([one for one in others if key in one.wrong_keys])}")
    judged = [right for one in found for _, right in one.reasons if right is not None]
    print(f"reasons about values: {len(judged)}, founded {sum(judged)}")


def _asking(these: Sequence[Asked]) -> str:
    asking = sum(bool(one.reasons) for one in these)
    share = f"{asking / len(these):.0%}" if these else "-"
    return f"{len(these):>6} documents, {asking:>5} ask ({share})"


def _show_reasons(found: Iterable[Asked]) -> None:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for one in found:
        for name, founded in one.reasons:
            (tallies[name].others if one.wrong_keys else tallies[name].sound).add(one.name)
            if founded is not None:
                tallies[name].founded.append(founded)
    print(f"{'reason':<56}{'sound':>7}{'others':>8}{'founded':>10}")
    for name, tally in sorted(tallies.items(), key=lambda item: -len(item[1].sound | item[1].others)):
        share = f"{sum(tally.founded)}/{len(tally.founded)}"
        print(f"{name:<56}{len(tally.sound):>7}{len(tally.others):>8}{share:>10}")


if __name__ == "__main__":
    main()
