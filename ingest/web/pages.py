"""READ THIS FIRST: the pages' addresses, and which module answers each one.

/                              Inkorg: hand in, follow what is on its way                     inbox_routes
POST /ladda-upp                the same upload as a plain form
POST /uppladdningar/{id}/kasta throw an unfinished upload away
POST /uppladdningar/avvisade/kasta  forget what was refused
/live                          what changes in Inkorg, as it happens
/inlamnat                      what the reader handed in, day by day                        handed_in_routes
/dokument/{id}                 a document: its progress, its failure, or its record           document_routes
/dokument/{id}/sida/{n}        one page of it: picture, lines, repairs, for the viewer
/dokument/{id}/sidor           a range of its thumbnails
/dokument/{id}/text            its running text, by ranges of pages
/dokument/{id}/registerblad    the registration sheet alone, to print or copy
/dokument/{id}/live            what changes in its progress
POST /dokument/{id}/las-om     read a failed document again                                   action_routes
POST /dokument/{id}/aterta     take a wrong upload back
POST /dokument/{id}/aterstall  undo that
POST /dokument/{id}/dela       take a pile apart
/stickprov                     audits by sample: all of them, a new one, its sample, its report  audit_routes
/kvalitet                      what is predicted and measured; /regel: one rule                 quality_routes
/logg                          the log, latest first; POST /logg/kontroll checks its chain       log_routes
/dokument                      Lista och sök: the filters in the address                      finding_routes
/dokument.csv                  the same as a table
POST /dokument/valda           what is done to many at once
POST /dokument/sokningar       searches with a name
/omlasning                     Omläsning: the runs, and the choice for a new one              run_routes
POST /omlasning/valda          the same with documents picked in the list; POST /omlasning begins
/omlasning/{n}                 a run: its progress, what it would change, its documents
POST /omlasning/{n}/gang/{act} pause, go on, cancel; /omlasning/{n}/beslut/flera decides on many
/omlasning/{n}/{id}            what would change in one document; POST decides on it
/forslag                       Förslag: what corrections propose, tried and decided            learning_routes
/konto                         one's own account and password                                 administration
/konton                        everybody's accounts; POST below it changes them
/atkomst                       the log of access
/logga-in, POST /logga-ut      signing in and out                                             signing_in
/lank/{token}                  a one-time link: choose a password
/granskning                    what waits to be looked through, by expected errors             review_routes
POST /granskning/nasta         take the next of it
/dokument/{id}/granska         a document in the hands of its reviewer; POST begins, and below it corrects
POST /visning                  language, light or dark                                        place_routes
/formsprak                     every component of the visual language
/tillganglighet                the accessibility statement
/docs                          the JSON API's endpoints
"""

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles

from ingest.web import (
    action_routes,
    administration,
    audit_routes,
    document_routes,
    finding_routes,
    handed_in_routes,
    inbox_routes,
    learning_routes,
    log_routes,
    place_routes,
    quality_routes,
    review_routes,
    run_routes,
    signing_in,
)

STATIC = Path(__file__).parent / "static"

router = APIRouter(include_in_schema=False)
"""Documents: for those who may read and, where something is changed, change."""
for area in (
    inbox_routes,
    handed_in_routes,
    document_routes,
    action_routes,
    finding_routes,
    review_routes,
    run_routes,
    learning_routes,
):
    router.include_router(area.router)

own_router = APIRouter(include_in_schema=False)
"""What is everybody's own, and what each route itself says who may."""
own_router.include_router(finding_routes.own_router)
own_router.include_router(administration.router)
own_router.include_router(audit_routes.router)
own_router.include_router(quality_routes.router)
own_router.include_router(log_routes.router)

open_router = APIRouter(include_in_schema=False)
"""For those who have not signed in."""
open_router.include_router(signing_in.router)
open_router.include_router(place_routes.router)


def mount_static(app: FastAPI) -> None:
    """Serves the style sheet and the scripts."""
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
