"""For those who run Inkom: is it alive, is it ready, what is it doing."""

from anyio import fail_after, to_thread
from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, Info, generate_latest

from ingest.api.documents import PROBLEM
from ingest.api.problems import problem_response
from ingest.api.services import Provided
from ingest.errors import InkomError, RegisterUnavailable, StoreUnavailable

ANSWER_SECONDS = 8.0
"""How long each of register and store may take to answer: those who ask are machines that soon give up."""

router = APIRouter(tags=["operations"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process answers. It waits for no thread, so that a busy server is not taken for a dead one."""
    return {"status": "ok"}


@router.get(
    "/readyz",
    responses={503: {"description": "Register or store does not answer.", **PROBLEM}},
)
async def readyz(services: Provided) -> Response:
    """The process can take documents in: register and store answer. One that hangs does not."""
    for check, looks, silence in (
        (services.register.check, services.register_looks, RegisterUnavailable),
        (services.store.check, services.store_looks, StoreUnavailable),
    ):
        try:
            with fail_after(ANSWER_SECONDS):
                await to_thread.run_sync(check, abandon_on_cancel=True, limiter=looks)
        except TimeoutError:
            return problem_response(503, silence().problem)
        except InkomError as error:
            return problem_response(503, error.problem)
    return JSONResponse(
        {
            "status": "ready",
            "pipeline_version": services.pipeline_version,
            "sandbox": services.intake.sandbox.protection,
        }
    )


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"description": "Prometheus' text format.", "content": {"text/plain": {}}}},
)
def metrics(services: Provided) -> Response:
    """Counts from the register, so that they are true whichever process did the work."""
    registry = CollectorRegistry()
    documents = Gauge("inkom_documents", "Documents by status", ["status"], registry=registry)
    for status, count in services.register.counts().items():
        documents.labels(status=status).set(count)
    single = {
        "inkom_backlog": ("Pages and assemblies that are not done", services.register.backlog()),
        "inkom_in_work": ("Pages and assemblies that workers hold", services.register.held()),
        "inkom_waiting_seconds": (
            "How long the oldest page or assembly that is not done has waited",
            services.register.longest_wait(),
        ),
    }
    for name, (meaning, value) in single.items():
        Gauge(name, meaning, registry=registry).set(value)
    Info("inkom", "What runs here", registry=registry).info(
        {"pipeline_version": services.pipeline_version, "sandbox": services.intake.sandbox.protection}
    )
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
