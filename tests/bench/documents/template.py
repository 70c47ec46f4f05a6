"""Reads a template: layout markup in which every value is marked where it stands.

The head of a template::

    #type tjänsteskrivelse            document type         #issuer NAME     (or marked in the text)
    #fillings 5                       how many documents    let a dnr prefix_dash KS d   a variable
    #skip title                       fields on whose truth two registrars would not agree: not asked for
    #only doc_type dates dnr          a scene: nothing else is asked for, look-alikes excepted

In the text ``$a`` or ``$d:den`` prints a variable (in one of its forms), and ``{key:text}`` marks a value;
marks may stand inside each other. Where the printed text is not the value, ``{key=value~text}`` says both.
``{heading:text}``, or ``{heading.2:text}`` for the second level, marks a heading that is set as text is.
The rest is the markup of ``tests.corpus.markup`` and of ``tests.bench.documents.paper``.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.documents.fillings import Value, draw
from tests.corpus.check_truth import full_dates

HERE = Path(__file__).parent
SETS = (
    "open", "frozen", "fresh", "sealed", "recent", "locked", "later", "vault", "cellar", "attic",
    "loft", "mill", "barn", "further", "dated", "named", "seen",
)  # fmt: skip
"""The folders of templates: two halves of each of five sets, one blind as a whole, and six open ones."""
BLIND = ("frozen", "sealed", "locked", "loft")
"""The sets of which only totals are shown."""
Truth = dict[str, Any]

_LISTS = {
    "phone": "phone", "email": "email", "prop": "decision_proposals", "dec": "decisions",
    "att": "attachments", "copy": "copy_to", "noise": "noise",
}  # fmt: skip
_SINGLES = ("title", "issuer", "recipient", "officer", "officer_title")
_REFERENCE_FORMS = {"sfs": "SFS {}"}
_VARIABLE = re.compile(r"\$(\w+)(?::(\w+))?")
_ONLY_VARIABLE = re.compile(r"\$(\w+)(?::(\w+))?")


class TemplateError(ValueError):
    """A mark or variable that the template language does not know."""


@dataclass
class Filled:
    """A template with its variables drawn: the layout source and the truth gathered from its marks."""

    name: str
    source: str
    truth: Truth
    variables: dict[str, Value] = field(default_factory=dict)
    headings: dict[str, int] = field(default_factory=dict)  #: levels of those that are set as text is
    only: tuple[str, ...] = ()  #: the fields that are asked for; all where none is named


def templates(which: str) -> list[Path]:
    """The templates of one of the `SETS`, in the order of their names."""
    return sorted((HERE / which).glob("*.txt"))


def fillings(path: Path) -> Iterator[Filled]:
    """Every document of a template, the first one from seed 1."""
    text = path.read_text(encoding="utf-8")
    head = re.search(r"^#fillings (\d+)$", text, re.MULTILINE)
    for number in range(1, (int(head[1]) if head else 1) + 1):
        yield fill(f"{path.stem}-{number}", text, random.Random(f"{path.stem} {number}"))


def fill(name: str, text: str, rng: random.Random) -> Filled:
    """Draws the variables and takes the marks out of the text."""
    filled = Filled(name, "", _empty(name))
    lines, stated = [], dict[str, str]()
    asked: dict[str, list[str]] = {"skip": [], "only": []}
    for line in text.splitlines():
        if line.startswith("let "):
            _, variable, kind, *rest = line.split(" ", 3)
            filled.variables[variable] = draw(kind, rest[0] if rest else "", filled.variables, rng)
        elif line.startswith("#"):
            key, _, value = line[1:].partition(" ")
            if key in ("type", "issuer"):
                stated["doc_type" if key == "type" else key] = value
            elif key in asked:
                asked[key] += value.split()
            elif key != "fillings":
                raise TemplateError(line)
        else:
            lines.append(_plain(filled, line))
    filled.source = "\n".join(lines)
    signatories = filled.truth.pop("_signatories")
    filled.headings = filled.truth.pop("_headings")
    filled.truth["signatories"] = [signatories[key] for key in sorted(signatories)]
    for key, value in stated.items():
        filled.truth[key] = _spelled(filled, value)
    if "issuer" in stated:
        filled.truth["issuer_note"] = "known from the kind of document; not printed in these words"
    for key in asked["skip"]:
        filled.truth.pop(key, None)
    filled.only = tuple(asked["only"])
    return filled


def _empty(name: str) -> Truth:
    lists = (
        "dnr", "dates", "phone", "email", "decision_proposals", "decisions", "attachments", "copy_to",
        "references", "personal_data", "secrecy", "lookalikes", "lookalike_kinds", "noise",
    )  # fmt: skip
    truth: Truth = {"id": name, "doc_type": "other", **dict.fromkeys(_SINGLES)}
    return truth | {key: [] for key in lists} | {"_signatories": {}, "_headings": {}}


def _spelled(filled: Filled, text: str) -> str:
    """Variables put in."""

    def put(match: re.Match[str]) -> str:
        if match[1] not in filled.variables:
            raise TemplateError(f"{filled.name}: {match.group()}")
        value = filled.variables[match[1]]
        if match[2] and match[2] not in value.forms:
            return value.printed(None) + ":" + match[2]
        return value.printed(match[2])

    return _VARIABLE.sub(put, text)


def _plain(filled: Filled, line: str) -> str:
    """The line without marks; what they mark goes into the truth."""
    out, rest = _read(filled, line, closing=False)
    if rest:
        raise TemplateError(f"{filled.name}: {line}")
    return out


def _read(filled: Filled, text: str, *, closing: bool) -> tuple[str, str]:
    """Printed text up to the closing brace (or the end), and what follows it."""
    out = ""
    while text:
        at = re.search(r"[{}]", text)
        if at is None:
            break
        out += _spelled(filled, text[: at.start()])
        text = text[at.end() :]
        if at.group() == "}":
            if not closing:
                raise TemplateError(f"{filled.name}: {out}")
            return out, text
        head = re.match(r"([\w.]+)(?:=([^~{}]*)~|:)", text)
        if head is None:
            raise TemplateError(f"{filled.name}: {text}")
        text = text[head.end() :]
        inner_source = text
        inner, text = _read(filled, text, closing=True)
        inner_source = inner_source[: len(inner_source) - len(text) - 1]
        value = _spelled(filled, head[2]) if head[2] is not None else _meaning(filled, inner_source, inner)
        _note(filled, head[1], inner, value)
        out += inner
    if closing:
        raise TemplateError(f"{filled.name}: a mark is not closed: {out}")
    return out + _spelled(filled, text), ""


def _meaning(filled: Filled, source: str, printed: str) -> str:
    match = _ONLY_VARIABLE.fullmatch(source)
    return filled.variables[match[1]].means(match[2]) if match else printed


def _clean(text: str) -> str:
    return " ".join(text.replace("¬", "").replace("\\\\", " ").lstrip("*").split())


def _note(filled: Filled, key: str, printed: str, value: str) -> None:
    """Puts one marked value into the truth."""
    name, _, part = key.partition(".")
    raw, value = _clean(printed), _clean(value)
    truth = filled.truth
    if name in _LISTS:
        if value not in truth[_LISTS[name]]:
            truth[_LISTS[name]].append(value)
    elif name in _SINGLES:
        if part == "more":
            value = truth[name] + ("" if value.startswith(",") else " ") + value
        truth[name] = value
        if raw != value or part == "more":
            truth[f"{name}_note"] = "not printed in these words at one place"
    elif found := re.fullmatch(r"(sig|sigt)(\d)", name):
        person = truth["_signatories"].setdefault(int(found[2]), {"name": None, "title": None})
        person["name" if found[1] == "sig" else "title"] = value
    elif name in _MARKS:
        _MARKS[name](truth, part, raw, value)
    else:
        raise TemplateError(f"{filled.name}: {key}")


def _dnr(truth: Truth, role: str, raw: str, value: str) -> None:
    entry = {"value": value, "role": role} | ({"raw": raw} if raw != value else {})
    if entry not in truth["dnr"]:
        truth["dnr"].append(entry)


def _date(truth: Truth, role: str, raw: str, value: str) -> None:
    if value == raw and (meant := [iso for _, _, iso in full_dates(raw)]):
        value = meant[0]
    entry = {"raw": raw, "iso": value or None, "role": role}
    if entry not in truth["dates"]:
        truth["dates"].append(entry)


def _like(truth: Truth, kind: str, raw: str, _value: str) -> None:
    if raw not in truth["lookalikes"]:
        truth["lookalikes"].append(raw)
        truth["lookalike_kinds"].append(kind)


def _reference(truth: Truth, kind: str, raw: str, value: str) -> None:
    entry = {"kind": kind, "value": _REFERENCE_FORMS.get(kind, "{}").format(value)}
    if entry not in truth["references"]:
        truth["references"].append(entry)
    _like(truth, kind, raw, value)


def _personal(truth: Truth, kind: str, raw: str, value: str) -> None:
    truth["personal_data"].append({"kind": kind, "raw": raw, "value": value})
    _like(truth, kind, raw, value)


def _heading(truth: Truth, level: str, raw: str, _value: str) -> None:
    truth["_headings"][raw] = int(level or 1)


def _secrecy(truth: Truth, _part: str, raw: str, value: str) -> None:
    truth["secrecy"].append({"raw": raw, "provision": value if value != raw else None})


_MARKS: dict[str, Callable[[Truth, str, str, str], None]] = {
    "dnr": _dnr,
    "date": _date,
    "like": _like,
    "ref": _reference,
    "personal": _personal,
    "secret": _secrecy,
    "heading": _heading,
}
