"""`inkom reprocess`: documents run again, from the command line. What comes of it is JSON."""

import argparse
from typing import Literal
from urllib.parse import parse_qsl

from pydantic import BaseModel, ValidationError

from ingest import reprocessing
from ingest.errors import BadRequest, UnknownRun
from ingest.register import Register
from ingest.storage import ObjectStore
from schemas.reprocess import Decision, RunRequest, Selection
from schemas.search import Search

ACTOR = "inkom"
"""Whoever may start the command may read and write everything; the log says that it was the command."""
SHOWN = 20


def reprocess(options: argparse.Namespace, register: Register, store: ObjectStore, *, version: str) -> str:
    """Does one act, and tells where its run stands. BadRequest, UnknownRun, NothingChosen, RunOver."""
    runs = register.runs
    if options.act == "list":
        return _json(runs.newest(SHOWN))
    if options.act == "start":
        run = runs.start(_request(options), actor=ACTOR, pipeline_version=version)
        return _json(runs.run(run))
    if options.run is None:
        raise UnknownRun
    match options.act:
        case "pause":
            runs.pause(options.run, actor=ACTOR)
        case "resume":
            runs.resume(options.run, actor=ACTOR)
        case "cancel":
            runs.cancel(options.run, actor=ACTOR)
        case "accept" | "reject":
            seen = reprocessing.refreshed(register, store, options.run)
            decision = _decision(options, compared=seen.compared)
            reprocessing.decide(register, store, options.run, decision, actor=ACTOR)
    return _json(reprocessing.refreshed(register, store, options.run))


def _request(options: argparse.Namespace) -> RunRequest:
    try:
        search = Search.model_validate(dict(parse_qsl(options.list))) if options.list is not None else None
        selection = Selection(
            which=_which(options),
            documents=tuple(options.documents),
            search=search,
            lot=options.lot,
            older=options.older,
        )
    except ValidationError as error:
        raise BadRequest(field="--all, --list, --lot, --documents") from error
    return RunRequest(selection=selection, reading="again" if options.read_again else "kept")


def _which(options: argparse.Namespace) -> Literal["documents", "search", "lot", "all"]:
    if options.all:
        return "all"
    if options.list is not None:
        return "search"
    return "documents" if options.lot is None else "lot"


def _decision(options: argparse.Namespace, *, compared: int) -> Decision:
    try:
        return Decision(
            accept=options.act == "accept",
            documents=tuple(options.documents) or None,
            kinds=None if options.kinds is None else tuple(options.kinds),
            compared=compared,
        )
    except ValidationError as error:
        raise BadRequest(field="--documents, --kinds") from error


def _json(told: BaseModel) -> str:
    return told.model_dump_json(indent=1)
