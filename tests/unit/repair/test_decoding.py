"""Bytes of unknown encoding: which set is chosen, and that no byte is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.damage import SEVEN_BIT, writable
from tests.unit.repair.fictional import TEXT
from workers.repair import Decoded, decode, repair_text
from workers.repair.code_pages import CODECS, ESCAPED_BYTE, ISO646_SE, TABLES
from workers.repair.decoding import UTF8_BOM

ENGLISH = "The board’s decision on the naïve café owner – as usual – was “deferred”."
NORWEGIAN = "Kommunestyret vedtok på møtet å føre ærlig regnskap. Så får vi se."
DANISH = "Udvalget godkendte årsregnskabet; børnenes læring og købet af øen følges nøje."
FINNISH = "Kaupunginhallitus päättää hyväksyä tämän esityksen. Yhtiön työtä käsitellään myöhemmin."
GERMAN = "Die Behörde prüft die Anträge für die Straße; Größe und Höhe müssen genügen. Übrigens: Äpfel."


def encoded(decoded: Decoded) -> bytes:
    """The bytes again, from nothing but the text and the codec's name."""
    text, codec = decoded.text, decoded.codec
    match codec:
        case "utf-16-le" | "utf-16-be":
            return {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[codec] + text.encode(codec)
        case "iso646-se":
            return text.translate({meant: code for code, meant in ISO646_SE.items()}).encode("ascii")
        case "utf-8+escaped":
            escaped = {ESCAPED_BYTE + byte: 0xDC00 + byte for byte in range(0x80, 0x100)}
            return text.translate(escaped).encode("utf-8", errors="surrogateescape")
        case "cp1252" | "mac_roman" | "cp850" | "cp437":
            return bytes(TABLES[codec].index(character) for character in text)
        case _:
            return text.encode(codec)


def in_set(text: str, codec: str) -> tuple[str, bytes]:
    """The text in the characters that the set has, and its bytes."""
    written = writable(text, characters=frozenset(TABLES[codec]))
    return written, bytes(TABLES[codec].index(character) for character in written)


@given(
    st.one_of(st.binary(max_size=80), st.text(max_size=40).map(lambda t: t.encode("utf-8", "surrogatepass")))
)
def test_no_byte_is_lost(data: bytes) -> None:
    decoded = decode(data)
    assert encoded(decoded) == data
    decoded.text.encode("utf-8")  # No lone surrogates.


@given(
    st.lists(
        st.sampled_from([b"f\xf6r ", "på ".encode(), b"\xee\xbb\xb6", b"\xff\xfe", b"{r |", b"\x81\x8d"]),
        max_size=9,
    )
)
def test_no_byte_is_lost_of_mixtures(parts: list[bytes]) -> None:
    data = b"".join(parts)
    assert encoded(decode(data)) == data


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize(
    "text",
    [TEXT, TEXT[:320], "på", "Gävle", "Västerås 2024", "MALMÖ", "ärende, år", "Åre"],
    ids=lambda t: t[:10],
)
def test_swedish_in_every_set(text: str, codec: str) -> None:
    written, data = in_set(text, codec)
    found = decode(data)
    assert found.text == written
    assert found.codec == codec or {found.codec, codec} <= {"cp850", "cp437"} or found.codec == "latin-1"


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        (b"", "ascii"),
        (b"Dnr KS 2024/17", "ascii"),
        ("på".encode(), "utf-8"),
        (UTF8_BOM + "på".encode(), "utf-8-sig"),
        (b"\xff\xfe" + "på".encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + "på".encode("utf-16-be"), "utf-16-be"),
        (b"p\xe5", "latin-1"),
        (b"p\xe5 \x94v\xe4g\x94", "cp1252"),
        ("på väg, f".encode() + b"\xf6rst", "utf-8+escaped"),
        ("på väg"[:-1].encode() + "å".encode()[:1], "utf-8+escaped"),
    ],
)
def test_the_codec_is_named(data: bytes, codec: str) -> None:
    assert decode(data).codec == codec


def test_iso646_se() -> None:
    written = writable(TEXT.replace("½ ", ""), characters=SEVEN_BIT)
    data = written.translate({meant: code for code, meant in ISO646_SE.items()}).encode("ascii")
    assert decode(data) == Decoded(text=written, codec="iso646-se")
    assert decode(b"f|rvaltningen {r p} v{g") == Decoded(text="förvaltningen är på väg", codec="iso646-se")


@pytest.mark.parametrize(
    "code",
    [
        b"for (i = 0; i < n; i++) { a[i] = b[i] | c[i]; }\n",
        b'{"namn": "Almvik", "poster": [1, 2, {"a": [true]}]}',
        b"\\section{Inledning} \\textbf{Viktigt}: $x_{ij} \\in [0, 1]$",
        b"C:\\program\\filer\\data.txt | more\n[sektion]\nnyckel={x}|{y}",
        b"| Post | Belopp |\n|------|--------|\n| El   | [200]  |",
        b"grep -E '(alpha|beta|rc)[a-z]{2,3}' \\n\\r\\n\\t",
    ],
)
def test_code_is_not_iso646_se(code: bytes) -> None:
    assert decode(code) == Decoded(text=code.decode(), codec="ascii")
    assert repair_text(code.decode(), join_lines=False).edits == ()


@pytest.mark.parametrize("text", [ENGLISH, NORWEGIAN, DANISH, FINNISH, GERMAN], ids=lambda text: text[:10])
def test_other_languages_in_windows(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text
    assert repair_text(text, join_lines=False).edits == ()


@pytest.mark.parametrize("text", [ENGLISH, FINNISH, GERMAN], ids=lambda text: text[:10])
def test_other_languages_in_other_sets(text: str) -> None:
    written, data = in_set(text, "mac_roman")
    assert decode(data).text == written


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"M\xfcller", "Müller"),
        (b"Caf\xe9 Opera", "Café Opera"),
        (b"2019\x962024", "2019–2024"),
        (b"it\x92s", "it’s"),
        (b"it\xd5s", "it’s"),
        (b"5 \xa7 och 20 \xb0C", "5 § och 20 °C"),
        (b"\x95 punkt", "• punkt"),
        (b"\xe5", "å"),
    ],
)
def test_one_letter_or_sign(data: bytes, text: str) -> None:
    assert decode(data).text == text


def test_a_stray_byte_is_read_by_the_repair() -> None:
    decoded = decode("på väg till ".encode() + b"f\xf6rvaltningen")
    assert repair_text(decoded.text, join_lines=False).text == "på väg till förvaltningen"
