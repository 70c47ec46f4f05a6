"""What kind of content some bytes are, by the bytes alone: signatures, and what makes a text."""

import codecs
import re

from ingest.errors import TooManyBytes, UnsupportedType
from schemas.document import MediaType

HEAD_BYTES = 1024
"""Where a PDF's header may stand (ISO 32000-1, annex H, note 13)."""

_SUPPORTED: tuple[tuple[bytes, MediaType], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),  # BigTIFF
    (b"MM\0+", "image/tiff"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
# Types that have few enough odd bytes, at least in small files, to pass for a text.
_OTHER = (
    b"PK\3\4",  # ZIP: docx, xlsx, odt
    b"PK\5\6",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # OLE: doc, xls, msg
    b"{\\rtf",
    b"%!PS",
    b"GIF8",
    b"RIFF",
    b"AT&TFORM",  # DjVu
    b"\x1f\x8b",  # gzip
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x7fELF",
    b"\xff\x4f\xff\x51",  # JPEG 2000
    b"\xffWPC",  # WordPerfect
    b"OggS",
    b"ID3",
)
# Markup is text to a machine; a reader would see the tags.
_MARKUP = re.compile(r"\s*<(?:!--|(?:\?xml|!doctype|html|head|body|svg)\b)", re.IGNORECASE)
_MARKUP_CHARACTERS = 200
# So is an e-mail as programs save it (RFC 5322 and 2045): letters may be encoded, and attachments are. One
# that somebody printed to a text has no field of this name among its first lines.
_MAIL = re.compile(r"(?:From .*\n)?(?:[!-9;-~]+:.*\n(?:[ \t].*\n)*)*?MIME-Version:", re.IGNORECASE)
_MAIL_HEAD_CHARACTERS = 16_384

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_WHITE = b" \t\r\n\v\f\x1a"
"""White space and the end-of-file mark of CP/M and DOS."""

# Legacy exports carry printer codes (BS, SO, SI, ESC), the DOS end mark, and in code page 437 a paragraph
# sign and a section sign at 14 and 15 (hexadecimal). Any other control character is a slip;
# many of them are not a text.
_TEXT_CONTROLS = frozenset(b"\b\t\n\v\f\r\x0e\x0f\x14\x15\x1a\x1b")
_OTHER_CONTROLS = bytes(code for code in (*range(1, 32), 127) if code not in _TEXT_CONTROLS)
_SLIPS_PER_BYTE = 0.01
# Lines, corners and blocks of tables drawn in code pages 437 and 850.
_FRAME = bytes(range(0xB0, 0xE0))
_ASCII = bytes(range(128))
_HIGH_SHARE = 0.3
"""Swedish has some 5 % letters outside ASCII; random bytes have 50 %."""
_CHUNK = 1 << 20

MAX_TEXT_MB = 20
"""10^6 bytes of a text file. Some 8 000 pages: what is larger is a log or a dump, not a document."""
MAX_TEXT_PAGE_MB = 1
"""10^6 bytes between two form feeds; a printed page holds some 3 000."""
_MB = 1_000_000


def kind_of(head: bytes) -> MediaType | None:
    """The supported type that the first bytes announce; None for all else. Raises UnsupportedType."""
    for signature, media_type in _SUPPORTED:
        if head.startswith(signature):
            return media_type
    if head.startswith(_OTHER):
        raise UnsupportedType
    return None


def names_pdf(head: bytes) -> bool:
    """Whether a PDF header stands anywhere in the first 1024 bytes."""
    return b"%PDF-" in head


def is_blank(data: bytes) -> bool:
    """No bytes, or nothing but white space."""
    codec = _utf16(data)
    if codec is not None and len(data) % 2 == 0:
        return not data.decode("utf-16", "surrogatepass").strip()
    return not data.removeprefix(codecs.BOM_UTF8).strip(_WHITE)


def is_text(data: bytes) -> bool:
    """Whether the bytes are a text in UTF-8, UTF-16 with a mark, or any extension of ASCII to eight bits."""
    if _utf16(data) is not None:
        return _is_utf16_text(data)
    head = data[:_MARKUP_CHARACTERS].removeprefix(codecs.BOM_UTF8)
    if b"\0" in data or _MARKUP.match(head.decode("latin-1")) or _is_mail(data):
        return False
    slips = len(data) - len(data.translate(None, _OTHER_CONTROLS))
    if slips > 1 + _SLIPS_PER_BYTE * len(data):
        return False
    if _is_utf8(data):
        return True
    letters = data.translate(None, _FRAME)
    return len(letters.translate(None, _ASCII)) <= _HIGH_SHARE * len(letters)


def _is_mail(data: bytes) -> bool:
    return _MAIL.match(data[:_MAIL_HEAD_CHARACTERS].decode("latin-1")) is not None


def split_text_pages(data: bytes) -> list[bytes]:
    """The pages of a text file: what stands between form feeds. A blank last page is no page.

    Pages of UTF-16 each begin with the byte order mark, so that every page decodes by itself. Raises
    UnicodeDecodeError for bytes that only begin like UTF-16; `is_text` refuses those. Raises TooManyBytes for
    a text of more than `MAX_TEXT_MB`, or a page of more than `MAX_TEXT_PAGE_MB`.
    """
    if len(data) > MAX_TEXT_MB * _MB:
        raise TooManyBytes(limit_mb=MAX_TEXT_MB)
    codec = _utf16(data)
    if codec is None:
        pages = data.split(b"\f")
    else:
        mark = data[:2]
        pages = [mark + page.encode(codec) for page in data[2:].decode(codec).split("\f")]
    if len(pages) > 1 and is_blank(pages[-1]):
        pages.pop()
    if any(len(page) > MAX_TEXT_PAGE_MB * _MB for page in pages):
        raise TooManyBytes(limit_mb=MAX_TEXT_PAGE_MB)
    return pages


def _utf16(data: bytes) -> str | None:
    return _UTF16.get(data[:2])


def _is_utf16_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        return False
    slips = sum(text.count(chr(code)) for code in _OTHER_CONTROLS)
    # U+FFFE and U+FFFF are no characters; a NUL is padding or binary.
    foreign = "\0" in text or "\ufffe" in text or "\uffff" in text
    markup = _MARKUP.match(text[:_MARKUP_CHARACTERS])
    return not foreign and not markup and slips <= 1 + _SLIPS_PER_BYTE * len(text)


def _is_utf8(data: bytes) -> bool:
    """In chunks: the decoded text of a large file would take several times its size."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
