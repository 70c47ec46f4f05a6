"""The `inkom` command, and the only composition root: each subcommand imports and joins what it needs."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pydantic import ValidationError

from ingest.errors import BadRequest, InkomError
from ingest.logs import log_as_json
from ingest.settings import Settings, settings_from_environment
from workers.supervise import die_with_supervisor

if TYPE_CHECKING:
    from workers.supervise import Role

Command = Callable[[argparse.Namespace, Settings], int]

WATCH_PATIENCE_SECONDS = 10.0
"""How long the hot folder asks a silent server before it looks after its other files."""

LOG_FORMAT = "%(levelname)s %(name)s: %(message)s"
"""For the commands that a person waits for; the services log JSON."""


ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Read when numpy is imported, later than this. There is a process for each core, and the sums are small:
threads of numpy's own would spin beside them for twice the processor's time."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs one subcommand and exits with its code: 0 right, 1 something was refused or failed, 2 usage."""
    die_with_supervisor()
    if isinstance(sys.stdout, TextIOWrapper):
        # Paths are printed as they are on disk, in whatever encoding their names were written.
        sys.stdout.reconfigure(errors="surrogateescape")
    os.environ.update(ONE_THREAD | os.environ)
    options = _parser().parse_args(arguments)
    if options.log:
        log_as_json(logging.INFO)
    else:
        logging.basicConfig(level=logging.WARNING, format=LOG_FORMAT)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # What fails in them reaches us as an exception. The first tells the same ten times over, the other one
    # whole addresses, signatures included.
    for name in ("pika", "urllib3"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    command: Command = options.command
    try:
        sys.exit(command(options, settings_from_environment()))
    except InkomError as error:
        _say(error.problem.sv)
        _say(error.problem.en)
        sys.exit(1)
    except ValidationError as error:
        # What is stated about a document comes from the command line; anything else is our own fault.
        if error.title != "Statement":
            raise
        problem = BadRequest(field=str(error.errors()[0]["loc"][0])).problem
        _say(problem.sv)
        _say(problem.en)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has seen enough (`inkom process … | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="inkom", description="Scanned Swedish public records in; clean, structured, cited JSON out."
    )
    subcommands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Command, text: str, *, log: bool = False) -> argparse.ArgumentParser:
        subcommand = subcommands.add_parser(name, help=text, description=text)
        subcommand.set_defaults(command=command, log=log)
        return subcommand

    process = add("process", process_files, "Read files here, without server or queue: one record per line.")
    process.add_argument("files", nargs="+", type=Path, metavar="FILE")
    process.add_argument("--out", type=Path, metavar="DIR", help="write record, PDF/A and ALTO files to DIR")

    repair = add("repair", repair_text, "Damaged text of unknown encoding in, repaired text out.")
    repair.add_argument("file", nargs="?", type=Path, metavar="FILE", help="standard input if left out")
    repair.add_argument("--json", action="store_true", help="text, decoding and every edit as JSON")

    ingest = add("ingest", ingest_files, "Upload files to a server and wait until they are read.")
    ingest.add_argument("files", nargs="+", type=Path, metavar="FILE")
    ingest.add_argument("--server", metavar="URL", help="default: the server on this machine")
    ingest.add_argument("--date-received", type=date.fromisoformat, metavar="YYYY-MM-DD")
    ingest.add_argument("--dnr", help="the case's number, if it is known")
    ingest.add_argument("--note")
    ingest.add_argument("--scanner")

    watch = add(
        "watch", watch_folder, "Send in what is put into a folder, for as long as this runs.", log=True
    )
    watch.add_argument("folder", type=Path, metavar="DIR")
    watch.add_argument("--server", metavar="URL", help="default: the server on this machine")

    run = add("run", run_everything, "Server, workers and the sample scans: what ./run starts.")
    run.add_argument("--once", action="store_true", help="stop after the samples and judge them")

    link = add(
        "admin-link",
        print_admin_link,
        "A one-time link: to the first administrator's account, or a new password.",
    )
    link.add_argument(
        "name", nargs="?", metavar="ACCOUNT", help="whose password; left out, the first administrator's"
    )
    reindex = add(
        "reindex", reindex_records, "Let documents be found whose records are older than the search."
    )
    reindex.add_argument("--all", action="store_true", help="index every document anew")
    truth = add(
        "truth", write_truth, "What reviewers have made right, as a bench set; it holds personal data."
    )
    truth.add_argument("folder", type=Path, metavar="DIR", help="written to; made if it is not there")
    verify = add("verify", verify_logs, "Whether the logs are still what was written.")
    verify.add_argument("--head", metavar="HASH", help="a hash noted elsewhere, to be found in a log")
    verify.add_argument(
        "--audit", type=Path, metavar="FILE", help="instead: do an audit over from its report"
    )
    again = add("reprocess", run_documents_again, "Run documents again, and decide on what comes of it.")
    again.add_argument(
        "act", choices=("start", "list", "show", "pause", "resume", "cancel", "accept", "reject")
    )
    again.add_argument("run", nargs="?", type=int, metavar="RUN", help="for all but start and list")
    which = again.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="start: every document that has been read")
    which.add_argument("--list", metavar="QUERY", help="start: as a list's address has it, `q=vatten`")
    which.add_argument("--lot", type=int, metavar="AUDIT", help="start: the documents of an audit's lot")
    which.add_argument("--documents", nargs="+", default=(), metavar="ID", help="start, accept, reject")
    again.add_argument("--older", action="store_true", help="start: only those of another version")
    again.add_argument("--read-again", action="store_true", help="start: read the pages again too")
    again.add_argument(
        "--kinds", nargs="*", metavar="KIND", help="accept, reject: only where nothing else would change"
    )
    quality = add("quality", print_quality, "How good the archive is, predicted and measured, as JSON.")
    quality.add_argument(
        "--by", choices=("period", "issuer", "document_type", "text_source", "scanner"), default="period"
    )
    add("doctor", see_the_doctor, "Whether everything that Inkom stands on is there and answers.")
    add("serve", serve_pages, "The server.", log=True)
    add("work", work, "The workers and the relay, kept running.", log=True)
    add("worker", run_worker, "One worker process (started by `work`).", log=True)
    add("relay", run_relay_process, "The relay (started by `work`).", log=True)
    return parser


def process_files(options: argparse.Namespace, settings: Settings) -> int:
    """`inkom process`: the whole pipeline in this process."""
    from workers.allocation import look_for_cycles_less_often
    from workers.direct import process_here

    look_for_cycles_less_often()
    return process_here(options.files, options.out, settings)


def repair_text(options: argparse.Namespace, settings: Settings) -> int:
    """`inkom repair`: the repair alone."""
    from workers.direct import repair_here

    try:
        data = options.file.read_bytes() if options.file else sys.stdin.buffer.read()
    except OSError as error:
        _say(f"{options.file}: {error.strerror}")
        return 1
    sys.stdout.buffer.write(repair_here(data, settings, as_json=options.json))
    sys.stdout.buffer.flush()
    return 0


def ingest_files(options: argparse.Namespace, settings: Settings) -> int:
    """`inkom ingest`: upload and wait, with progress."""
    from schemas.document import Statement
    from workers.upload import upload_and_wait

    stated = Statement(
        date_received=options.date_received, dnr=options.dnr, note=options.note, scanner=options.scanner
    )
    address = options.server or settings.server_address
    return upload_and_wait(options.files, stated, address=address, key=os.environ.get("INKOM_API_KEY"))


def watch_folder(options: argparse.Namespace, settings: Settings) -> int:
    """`inkom watch`: the hot folder."""
    from ingest.client import Client
    from ingest.watch import HotFolder
    from workers.supervise import stop_event

    address = options.server or settings.server_address
    with Client(address, key=os.environ.get("INKOM_API_KEY"), patience=WATCH_PATIENCE_SECONDS) as client:
        HotFolder(folder=options.folder, client=client).run(stop_event())
    return 0


def see_the_doctor(_options: argparse.Namespace, settings: Settings) -> int:
    """`inkom doctor`: what is there, and what is broken."""
    from workers.doctor import examine

    return examine(settings)


def run_everything(options: argparse.Namespace, settings: Settings) -> int:
    """`inkom run`: everything on this machine, and the samples through it."""
    from workers.run import run

    return run(settings, _roles(settings, with_server=True), once=options.once)


def serve_pages(_options: argparse.Namespace, settings: Settings) -> int:
    """`inkom serve`: the server."""
    from workers.serve import serve

    serve(settings)
    return 0


def print_admin_link(options: argparse.Namespace, settings: Settings) -> int:
    """`inkom admin-link`: for the first start, and for administrators who have forgotten their password."""
    from ingest.accounts import Accounts
    from workers.opened import opened_register

    register = opened_register(settings)
    accounts = Accounts(register.database, session_seconds=settings.session_hours * 3600)
    token = accounts.first_link() if options.name is None else accounts.link_for(options.name, actor="inkom")
    if token is None:
        _say("Det finns redan en förvaltare; ange kontots namn / there is one already; name the account")
        return 1
    print(f"{settings.server_address}/lank/{token}")
    return 0


def reindex_records(options: argparse.Namespace, settings: Settings) -> int:
    """`inkom reindex`: fills the search from the records that are kept."""
    from ingest.reindex import reindex
    from workers.opened import opened_register, opened_store

    register = opened_register(settings)
    if options.all:
        register.forget_index()
    done, missing = reindex(register, opened_store(settings, register))
    _say(f"{done} handlingar går att söka / documents indexed; {missing} saknar sin post / lack their record")
    return 1 if missing else 0


def run_documents_again(options: argparse.Namespace, settings: Settings) -> int:
    """`inkom reprocess`: what the page Omläsning does."""
    from workers.opened import opened_register, opened_store
    from workers.reprocess import reprocess
    from workers.version import PIPELINE_VERSION

    register = opened_register(settings)
    print(reprocess(options, register, opened_store(settings, register), version=PIPELINE_VERSION))
    return 0


def write_truth(options: argparse.Namespace, settings: Settings) -> int:
    """`inkom truth`: the reviewed documents as ground truth for the benches."""
    from ingest.truth_export import export_truth
    from workers.opened import opened_register, opened_store

    register = opened_register(settings)
    done, missing = export_truth(register, opened_store(settings, register), options.folder)
    _say(
        f"{done} granskade handlingar skrivna / reviewed documents; {missing} saknar sin post / lack a record"
    )
    return 1 if missing else 0


def print_quality(options: argparse.Namespace, settings: Settings) -> int:
    """`inkom quality`: the figures of the archive."""
    from ingest.observing import figures
    from workers.opened import opened_register

    register = opened_register(settings)
    print(figures(register, options.by))
    return 0


def verify_logs(options: argparse.Namespace, settings: Settings) -> int:
    """`inkom verify`: follows the hash chains of the logs, or does an audit over from its report."""
    from workers.verify import verify, verify_report

    if options.audit is not None:
        return verify_report(options.audit)
    return verify(settings, noted=options.head)


def work(_options: argparse.Namespace, settings: Settings) -> int:
    """`inkom work`: the relay and one worker for each core, started again when they die."""
    from workers.supervise import Supervisor

    supervisor = Supervisor(_roles(settings, with_server=False))
    supervisor.start()
    supervisor.wait()
    return 0


def run_worker(_options: argparse.Namespace, settings: Settings) -> int:
    """`inkom worker`: takes messages one at a time until it is told to stop."""
    # dramatiq reads it when it is imported. A worker that hoards messages keeps idle ones from helping.
    os.environ["dramatiq_queue_prefetch"] = "1"  # noqa: SIM112  # Its name is dramatiq's.
    from workers.worker import work_until_stopped

    work_until_stopped(settings)
    return 0


def run_relay_process(_options: argparse.Namespace, settings: Settings) -> int:
    """`inkom relay`: sends registered work to the queue, and sweeps."""
    from ingest.queue import broker_from_url
    from ingest.relay import run_relay
    from workers.opened import made_folder, opened_register
    from workers.supervise import stop_event

    made_folder(settings.data)
    register = opened_register(settings)
    run_relay(register, broker_from_url(settings.effective_queue_url), settings, stop_event())
    return 0


def _roles(settings: Settings, *, with_server: bool) -> list["Role"]:
    from workers.supervise import Role

    workers = settings.workers or len(os.sched_getaffinity(0))
    roles = [Role("server", ("serve",))] if with_server else []
    roles.append(Role("relay", ("relay",)))
    roles.extend(Role(f"worker-{number}", ("worker",)) for number in range(1, workers + 1))
    return roles


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
