"""The server, put together."""

import gc
import sys

import uvicorn

from ingest import probe
from ingest.accounts import Accounts
from ingest.api import Services
from ingest.api.access import check_binding
from ingest.api.peers import is_loopback
from ingest.app import create_app
from ingest.intake import Intake
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from workers.opened import made_folder, opened_register, opened_store
from workers.version import PIPELINE_VERSION


def serve(settings: Settings) -> None:
    """Serves pages and API until it is told to stop."""
    check_binding(settings)
    made_folder(settings.data)
    register = opened_register(settings)
    store = opened_store(settings, register)
    accounts = Accounts(register.database, session_seconds=settings.session_hours * 3600)
    with Sandbox(preload=probe.PRELOAD, hosts=2) as sandbox:
        intake = Intake(settings=settings, store=store, register=register, sandbox=sandbox)
        app = create_app(
            Services(
                settings=settings,
                register=register,
                store=store,
                intake=intake,
                accounts=accounts,
                pipeline_version=PIPELINE_VERSION,
                is_listed=_is_listed,
                stopping=lambda: server.should_exit,
            )
        )
        config = uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            timeout_graceful_shutdown=3,
            access_log=False,
            # Which proxies are believed is a setting of ours.
            proxy_headers=False,
            log_config=None,
        )
        server = uvicorn.Server(config)
        _tell_first_link(accounts, settings)
        # What is there from the start stays: looking through it for garbage again and again is what makes
        # the opening of a long document slow.
        gc.freeze()
        server.run()


def _is_listed(word: str) -> bool:
    """Whether repair's lists have the word. The server asks for proposals alone, so they are opened then."""
    from workers.repair import is_listed  # noqa: PLC0415  # Most servers that start are not asked at once.

    return is_listed(word)


def _tell_first_link(accounts: Accounts, settings: Settings) -> None:
    """Where people come who have to sign in, somebody must be able to make the first account."""
    all_are_local = settings.loopback_is_local_user and is_loopback(settings.host)
    if not all_are_local and (token := accounts.first_link()):
        print(
            f"Första förvaltaren / the first administrator: {settings.server_address}/lank/{token}  "
            "(en gång, inom ett dygn / once, within a day)",
            file=sys.stderr,
        )
