"""`./run`: everything on this machine, the sample scans through it, and their results against the truth."""

import json
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rich.console import Console
from rich.table import Table

from ingest.accounts import Accounts
from ingest.client import Client, ServerAway, ServerSaid
from ingest.errors import Misconfigured
from ingest.register import Register
from ingest.settings import Settings
from schemas.document import Receipt, Statement
from schemas.record import Record
from workers.opened import made_folder
from workers.supervise import Role, Supervisor, wait_for_stop
from workers.upload import follow, progress_bars

SAMPLES = Path(__file__).resolve().parent.parent / "tests" / "corpus" / "samples"
TRUTH_SUFFIX = ".truth.json"
START_SECONDS = 240.0
"""How long the server may take to come up, while the workers load their models: a minute was not enough on
two processors with a load of 17."""


def run(settings: Settings, roles: Sequence[Role], *, once: bool) -> int:
    """Starts everything, takes the samples in, says where the results are, and serves until stopped.

    With `once` it stops after the samples; 0 only if all are stored and no dnr or date is wrong.
    """
    console = Console(highlight=False)
    check_port_is_free(settings)
    made_folder(settings.data)
    log_file = settings.data / "inkom.log"
    supervisor = Supervisor(roles, log_file=log_file)
    supervisor.start()
    address = settings.server_address
    try:
        with Client(address, key=os.environ.get("INKOM_API_KEY"), patience=START_SECONDS) as client:
            client.wait_until_ready()
            console.print(f"Inkom är igång / is running: [bold]{address}[/]  (logg / log: {log_file})")
            outcomes = _take_in_samples(client, console)
        _show(outcomes, console)
        console.print(f"JSON: {_objects(settings)}/records/  ·  {address}/api/v1/documents/ID/record")
        if once:
            return 0 if outcomes and all(outcome.right for outcome in outcomes) else 1
        _tell_first_link(settings, console)
        console.print(f"Öppna / open [bold]{address}[/]. Avsluta med Ctrl-C / stop with Ctrl-C.")
        wait_for_stop()
        return 0
    except ServerAway:
        console.print(f"Servern kom inte igång; se / the server did not start; see {log_file}")
        return 1
    except ServerSaid as said:
        console.print(f"{said.problem.sv}\n{said.problem.en}", markup=False)
        return 1
    finally:
        supervisor.stop()


def _tell_first_link(settings: Settings, console: Console) -> None:
    """Nobody needs an account on this machine itself; whoever wants some begins with this link."""
    register = Register(settings.effective_register_url)
    token = Accounts(register.database, session_seconds=settings.session_hours * 3600).first_link()
    register.close()
    if token is not None:
        link = f"{settings.server_address}/lank/{token}"
        console.print(
            f"Konton / accounts: {link}  (förvaltare, en gång / administrator, once)", soft_wrap=True
        )


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a sample: `wrong` values are not in its truth, `missing` ones are not in its record."""

    name: str
    status: str
    found: int
    wrong: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Stored, and no dnr or date that the paper does not bear."""
        return self.status == "done" and not self.wrong


def _take_in_samples(client: Client, console: Console) -> list[Outcome]:
    samples = sorted(
        path for path in SAMPLES.iterdir() if not path.name.endswith(TRUTH_SUFFIX) and path.is_file()
    )
    with progress_bars(console) as progress:
        receipts: list[tuple[Path, Receipt]] = []
        task = progress.add_task("skickar / sending", total=len(samples))
        for sample in samples:
            receipts.append((sample, client.upload(sample, Statement(note="Inkoms exempel"))))
            progress.advance(task)
        return [
            _outcome(client, sample, receipt, follow(client, receipt, progress).status)
            for sample, receipt in receipts
        ]


def _outcome(client: Client, sample: Path, receipt: Receipt, status: str) -> Outcome:
    try:
        record = Record.model_validate_json(client.record(receipt.id))
    except ServerSaid as said:
        return Outcome(name=sample.name, status=said.problem.code, found=0, wrong=(), missing=())
    truth = json.loads(sample.with_name(sample.stem + TRUTH_SUFFIX).read_text(encoding="utf-8"))
    return compare(sample.name, status, record, truth)


def compare(name: str, status: str, record: Record, truth: dict[str, list[dict[str, str]]]) -> Outcome:
    """Dnr with their roles, and dates, against the truth written down before any rule was."""
    found = {f"dnr {dnr.value} ({dnr.role})" for dnr in record.dnr}
    found |= {f"date {date.value}" for date in record.dates if date.value}
    true = {f"dnr {dnr['value']} ({dnr['role']})" for dnr in truth["dnr"]}
    true |= {f"date {date['iso']}" for date in truth["dates"]}
    return Outcome(
        name=name,
        status=status,
        found=len(found & true),
        wrong=tuple(sorted(found - true)),
        missing=tuple(sorted(true - found)),
    )


def _show(outcomes: Sequence[Outcome], console: Console) -> None:
    table = Table("exempel / sample", "läge / status", "rätt / right", "fel / wrong", "saknas / missing")
    for outcome in outcomes:
        table.add_row(
            outcome.name,
            outcome.status,
            str(outcome.found),
            "\n".join(outcome.wrong) or "0",
            "\n".join(outcome.missing) or "0",
        )
    console.print(table)


def _objects(settings: Settings) -> str:
    """Where the objects lie, as a person looks for them; of another store only its host and bucket."""
    store = urlsplit(settings.effective_store_url)
    return unquote(store.path) if store.scheme == "file" else f"{store.hostname}{store.path}"


def check_port_is_free(settings: Settings) -> None:
    """Returns if a server can be bound to host and port. Raises `Misconfigured`."""
    try:
        addresses = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except OSError as error:
        why = f"{settings.host} är ingen adress här / is no address here"
        raise Misconfigured(setting="INKOM_HOST", why=why) from error
    family, kind, protocol, _name, address = addresses[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise Misconfigured(
                setting="INKOM_PORT",
                why=f"{settings.port} är upptagen; kör Inkom redan? / is taken; is Inkom running already?",
            ) from error
