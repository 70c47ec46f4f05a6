"""What reviewers have made right, as a bench set: truth for `./bench metadata` and `./bench repair`.

    DIR/metadata/ID.json      the values, ID.txt the text as it should read, ID.raw.txt as it was read
    DIR/text/ID.txt           the text as it should read, alone: sound text

Only documents whose current record somebody has looked through to the end. They hold what the documents hold,
personal data included.
"""

import json
from pathlib import Path

from ingest.errors import FolderUnusable, NoSuchObject, Withdrawn
from ingest.register import Register
from ingest.review import corrected
from ingest.review.truth import text_as_read, true_text, truth_of
from ingest.storage import ObjectStore
from schemas.record import Record


def export_truth(register: Register, store: ObjectStore, folder: Path) -> tuple[int, int]:
    """Write every reviewed document. Gives how many, and how many had lost their record or were withdrawn.

    FolderUnusable.
    """
    written, left_out = 0, 0
    try:
        for name in ("metadata", "text"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for document_id in register.reviewed():
            try:
                pipelines = Record.model_validate_json(store.get(register.current(document_id).record_key))
            except (NoSuchObject, Withdrawn):
                left_out += 1
                continue
            _write(folder, corrected(pipelines, register.corrections(document_id)))
            written += 1
    except OSError as error:
        raise FolderUnusable(folder=str(folder)) from error
    return written, left_out


def _write(folder: Path, record: Record) -> None:
    truth = json.dumps(truth_of(record), ensure_ascii=False, indent=1)
    (folder / "metadata" / f"{record.id}.json").write_text(truth, encoding="utf-8")
    (folder / "metadata" / f"{record.id}.txt").write_text(true_text(record), encoding="utf-8")
    (folder / "metadata" / f"{record.id}.raw.txt").write_text(text_as_read(record), encoding="utf-8")
    (folder / "text" / f"{record.id}.txt").write_text(true_text(record), encoding="utf-8")
