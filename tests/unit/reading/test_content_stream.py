"""What the quick pattern cuts is what pdfminer's own parser cuts; what it does not know it leaves alone."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSKeyword

from workers.reading.content_stream import DEEPEST, operations

NUMBERS = st.sampled_from([b"0", b"12", b"-3", b"+7", b".5", b"-.25", b"14.6599998", b"3."])
STRINGS = st.sampled_from(
    [b"()", b"(Dnr 12)", rb"(\(1\) \\ \n\101)", b"(\x00\x0e\r)", b"<>", b"<00A5>", b"<0a0B>"]
)
NAMES = st.sampled_from([b"/F1", b"/NonStruct", b"/G3,4", b"/T1_0"])
VALUES = st.recursive(
    st.one_of(NUMBERS, STRINGS, NAMES, st.sampled_from([b"true", b"false"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda items: b"[" + b" ".join(items) + b"]"),
        st.lists(st.tuples(NAMES, inner), max_size=3).map(
            lambda pairs: b"<<" + b" ".join(name + b" " + value for name, value in pairs) + b">>"
        ),
    ),
    max_leaves=6,
)
OPERATORS = st.sampled_from([b"Tj", b"TJ", b"'", b'"', b"T*", b"Td", b"BDC", b"b*", b"d0", b"nonsense"])
WHITE = st.sampled_from([b" ", b"\n", b"\r\n", b"\t", b" \f"])
STREAMS = st.lists(st.tuples(st.lists(VALUES, max_size=4), OPERATORS, WHITE), max_size=8).map(
    lambda parts: b"".join(white.join([*values, operator, b""]) for values, operator, white in parts)
)


def by_pdfminer(content: bytes) -> list[Any]:
    """Operands and operators (as bytes after a mark) in order."""
    parser, found = PDFContentParser([PDFStream({}, content)]), list[Any]()
    while True:
        try:
            _, token = parser.nextobject()
        except PSEOF:
            return found
        found.append(("operator", token.name) if isinstance(token, PSKeyword) else token)


def flat(content: bytes) -> list[Any] | None:
    cut = operations(content)
    if cut is None:
        return None
    return [part for one in cut for part in (*one.operands, ("operator", one.operator))]


@given(STREAMS)
@example(b"/P <</MCID 0 /E [1 (a)]>>BDC BT /F4 14.66 Tf 1 0 0 -1 0 3749 Tm <0027>Tj(x)' ET EMC\n")
def test_plain_streams_are_cut_as_pdfminer_cuts_them(content: bytes) -> None:
    assert flat(content) == by_pdfminer(content)


@given(STREAMS, st.binary(min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_broken_streams_are_cut_alike_or_left_alone(content: bytes, dirt: bytes, draw: Any) -> None:
    at = draw.randint(0, len(content))
    broken = content[:at] + dirt + content[at:] + b" n\n"
    found = flat(broken)
    assert found is None or found == by_pdfminer(broken)


@pytest.mark.parametrize(
    "content",
    [
        b"BI /W 1 /H 1 ID \x00 EI",
        b"1 0 0 rg % Tj",
        b"(a (b) c) Tj",
        rb"(\777) Tj",
        b"[1 2 Tj",
        b"1 ] Tj",
        b"<< /A [1 >> ] Tj",
        b"<0> Tj",
        b"Q\x00q",
        b"/A#20B gs",
        b"<</A>> BDC",
        b"<<1 2>> BDC",
        b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1) + b" TJ",
        b"(no end",
    ],
)
def test_what_is_not_plain_is_left_to_pdfminer(content: bytes) -> None:
    assert operations(content) is None
