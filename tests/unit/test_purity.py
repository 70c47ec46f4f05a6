"""The pure packages touch no file, network or process: shown by Python's audit hook.

An audit hook cannot be taken away again, and imports open files, so a child process imports everything first,
warms it up on one text, then turns the hook on and does it again on another.
"""

import subprocess
import sys

SCRIPT = """
import sys
from schemas.page import ReadLine, ReadPage, Word
from workers import metadata, page_quality, quality, repair, structure

def page(text):
    lines = []
    for line in text.split("\\n"):
        words = tuple(Word(text=word, start=line.index(word), box=None) for word in line.split())
        lines.append(ReadLine(text=line, words=words, box=None))
    facts = dict(number=1, width=None, height=None, text_source="text_file", reason="text_file")
    return ReadPage(lines=tuple(lines), **facts)

def journey(text):
    pages = repair.repair_pages([page(text)])
    document = structure.structure(pages)
    values = metadata.extract(pages, document)
    quality.judge(pages, [page_quality.judged_page(one) for one in pages], values)
    repair.repair_text(text, join_lines=True)
    return values

FIRST = "TJÄNSTEUTLÅTANDE\\nDnr KS 2024/17\\n2024-05-02\\n\\nFÃ¶rvaltningen fÃ¶reslÃ¥r en plan."
SECOND = "PROTOKOLL\\nDnr MN-2023-00417\\nden 3 maj 2023\\n\\nNÃ¤mnden avslutar Ã¤rendet, 850101-1236."
assert journey(FIRST).dnr

FORBIDDEN = ("open", "os.", "socket.", "subprocess.", "shutil.", "tempfile.", "sqlite3.", "urllib.")
def hook(event, arguments):
    if event.startswith(FORBIDDEN):
        sys.stdout.write(f"touched: {event} {arguments}\\n")
        sys.stdout.flush()
        raise SystemExit(3)

sys.addaudithook(hook)
if SABOTAGED:
    open("/etc/hostname")
journey(SECOND)
sys.stdout.write("pure\\n")
"""


def _run(*, sabotaged: bool) -> str:
    script = SCRIPT.replace("SABOTAGED", str(sabotaged))
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False).stdout


def test_the_pure_packages_touch_nothing() -> None:
    assert _run(sabotaged=False) == "pure\n"


def test_the_hook_would_notice() -> None:
    assert _run(sabotaged=True).startswith("touched: open")
