"""Replaying the edits gives the output and undoing them the input, exactly, whatever comes in."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.repair import RepairedText
from tests.bench.damage import CLASSES, SEVEN_BIT, damaged, writable
from tests.unit.repair.fictional import TEXT
from tests.unit.repair.test_decoding import encoded, in_set
from workers.repair import decode, repair_text
from workers.repair.code_pages import CODECS, ISO646_SE
from workers.repair.edits import replay, undo

PRINT = "abdefgiklmnoprstuv åäöÅÄÖé \n-–—”“.,:;?!()0123456789"
TRACES = (
    *("Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–", "â€“", "â€œ", "â€", "Â§", "├Ñ", "├╢", "√∂", "÷", "Σ", "σ"),
    *("„", "”", "†", "š", "Š", "Œ", "{", "|", "}", "[", "\\", "]", "`", "fšr ", "pŒ ", "m}nga ", "{r "),
    *(
        "o¨",
        "a˚",
        "¨o",
        "o ¨",
        "¨",
        "\u0308",
        "\u030a",
        "\u0301",
        "\u00ad",
        "¬",
        "\u200b",
        "\ufeff",
        "\u200d",
    ),
    *(
        "ﬁ",
        "ﬄ",
        "\uf0b7",
        "\n\uf0b7 ",
        "\x00",
        "\x81",
        "\x85",
        "\x96",
        "\ueef6",
        "\ufffd",
        "\u212b",
        "👨‍👩‍👧",
    ),
    *("-\n", "-\n\n", "förvalt-\n", "009-\n1322/2011", "P R O T O K O L L", "f|rvaltningen "),
)
"""What damage leaves behind, whole."""

unicode_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
marked_text = st.lists(
    st.one_of(st.sampled_from(TRACES), st.text(PRINT, max_size=6), st.characters(exclude_categories=["Cs"])),
    max_size=40,
).map("".join)


def check(text: str, result: RepairedText) -> None:
    assert replay(text, result.edits) == result.text
    assert undo(result.text, result.edits) == text
    at = 0
    for edit in result.edits:
        assert at <= edit.start <= edit.end <= len(text)
        assert text[edit.start : edit.end] == edit.before != edit.after
        at = edit.end


@settings(deadline=None)
@given(text=st.one_of(unicode_text, marked_text), join_lines=st.booleans())
def test_any_text(text: str, join_lines: bool) -> None:
    check(text, repair_text(text, join_lines=join_lines))


@settings(deadline=None)
@given(
    text=st.text(PRINT, max_size=120),
    name=st.sampled_from(sorted(CLASSES)),
    again=st.sampled_from(sorted(CLASSES)),
    seed=st.integers(0, 1000),
)
def test_any_damage_and_damage_on_damage(text: str, name: str, again: str, seed: int) -> None:
    once = damaged(name, text, seed).text
    check(once, repair_text(once, join_lines=True))
    twice = damaged(again, once, seed).text
    check(twice, repair_text(twice, join_lines=True))


@settings(deadline=None)
@given(marked_text)
def test_no_line_break_moves_unless_asked(text: str) -> None:
    result = repair_text(text, join_lines=False)
    assert result.text.count("\n") == text.count("\n")
    assert all("\n" not in edit.before + edit.after for edit in result.edits)


PARAGRAPHS = TEXT.split("\n\n")
some_damage = st.sampled_from(("", *sorted(CLASSES)))


@settings(max_examples=60, deadline=None)
@given(
    chosen=st.lists(
        st.tuples(st.sampled_from(PARAGRAPHS), some_damage, some_damage), min_size=1, max_size=len(PARAGRAPHS)
    ),
    seed=st.integers(0, 1000),
    join_lines=st.booleans(),
)
def test_documents_of_many_damages(chosen: list[tuple[str, str, str]], seed: int, join_lines: bool) -> None:
    """Prose, every paragraph damaged in its own way, once, twice or not at all."""
    parts = []
    for text, *names in chosen:
        for name in filter(None, names):
            text = damaged(name, text, seed).text  # noqa: PLW2901 (one damage upon the other)
        parts.append(text)
    text = "\n\n".join(parts)
    check(text, repair_text(text, join_lines=join_lines))


def _iso646_se(text: str) -> bytes:
    back = {meant: code for code, meant in ISO646_SE.items()}
    return writable(text, characters=SEVEN_BIT).translate(back).encode("ascii")


CODEC_NAMES = ("utf-8", "utf-8-sig", "utf-16", "iso646-se", *CODECS)


def _written(text: str, codec: str) -> bytes:
    match codec:
        case "iso646-se":
            return _iso646_se(text)
        case "utf-16":
            return b"\xff\xfe" + text.encode("utf-16-le")
        case "utf-8" | "utf-8-sig":
            return text.encode(codec)
        case _:
            return in_set(text, codec)[1]


@settings(max_examples=60, deadline=None)
@given(
    paragraphs=st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4),
    name=st.sampled_from(("", "stripped", "question marks", "dropped", "generic OCR", "line-end hyphens")),
    codec=st.sampled_from(CODEC_NAMES),
    hit=st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=2)), max_size=3),
)
def test_undone_edits_and_the_codec_give_the_bytes_back(
    paragraphs: list[str], name: str, codec: str, hit: list[tuple[int, bytes]]
) -> None:
    """A damaged document in any encoding, with stray bytes: nothing of it is lost on the way."""
    text = "\n\n".join(paragraphs)
    data = bytearray(_written(damaged(name, text, 1).text if name else text, codec))
    for at, stray in hit:
        data[at % len(data) : at % len(data)] = stray
    decoded = decode(bytes(data))
    result = repair_text(decoded.text, join_lines=True)
    check(decoded.text, result)
    original = replace(decoded, text=undo(result.text, result.edits))
    assert encoded(original) == bytes(data)
