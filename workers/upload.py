"""`inkom ingest`: sends files to a server and shows how each one is read."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from ingest.client import Client, ServerAway, ServerSaid
from schemas.document import DocumentView, Receipt, Statement


def upload_and_wait(files: Sequence[Path], stated: Statement, *, address: str, key: str | None) -> int:
    """Uploads all files first, so that they are safe, then waits. 0 when all are done, 1 otherwise.

    Prints one line for each file on standard output: outcome, id and name, separated by tabs.
    """
    console = Console(stderr=True)
    with Client(address, key=key) as client, progress_bars(console) as progress:
        receipts: list[Receipt] = []
        failures = 0
        task = progress.add_task("skickar", total=len(files))
        for file in files:
            try:
                receipts.append(client.upload(file, stated))
            except ServerSaid as said:
                failures += 1
                print(f"refused\t{said.problem.code}\t{file}", flush=True)  # noqa: T201
                console.print(f"{file}: {said.problem.sv}", markup=False, highlight=False)
            except OSError as error:
                failures += 1
                console.print(f"{file}: {error.strerror}", markup=False, highlight=False)
            except ServerAway:
                console.print(f"Servern på {address} svarar inte. / No server answers there.", markup=False)
                return 1
            progress.advance(task)
        for receipt in receipts:
            view = follow(client, receipt, progress)
            failures += view.status == "failed"
            print(f"{view.status}\t{view.id}\t{receipt.filename}", flush=True)  # noqa: T201
            if view.problem is not None:
                console.print(f"{receipt.filename}: {view.problem.sv}", markup=False, highlight=False)
    return 1 if failures else 0


def progress_bars(console: Console) -> Progress:
    """One bar for each document, counted in pages; nothing where nobody is looking."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        disable=not console.is_terminal,
    )


def follow(client: Client, receipt: Receipt, progress: Progress) -> DocumentView:
    """Waits for one document, moving its bar as pages are read."""
    task = progress.add_task(receipt.filename, total=receipt.pages)
    view = None
    for view in client.progress(receipt.id):
        progress.update(task, completed=view.pages_done)
    if view is None:
        raise AssertionError("the server's progress ends with a view")
    return view
