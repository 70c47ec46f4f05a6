"""One worker process, put together: a queue at one end, the reader and the pipeline at the other."""

import logging
import os

import dramatiq

from ingest.queue import broker_from_url
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from workers.actors import Desk
from workers.allocation import MemoryGivenBack, keep_freed_memory, look_for_cycles_less_often
from workers.opened import made_folder, opened_register, opened_store
from workers.pipeline import Engines
from workers.reading import Reader
from workers.sandboxed import PRELOAD, REHEARSE
from workers.scratch import clear_leftovers
from workers.supervise import wait_for_stop

GRACE_SECONDS = 4
"""How long a worker that is asked to end may go on with its page before it gives it back."""


def work_until_stopped(settings: Settings) -> None:
    """Takes messages one at a time, and ends the process: with 0 when asked to, with 1 if a thread died."""
    keep_freed_memory()
    look_for_cycles_less_often()
    clear_leftovers()
    made_folder(settings.data)
    register = opened_register(settings)
    broker = broker_from_url(settings.effective_queue_url)
    broker.add_middleware(MemoryGivenBack())
    store = opened_store(settings, register)
    with Sandbox(preload=PRELOAD, rehearse=REHEARSE) as sandbox:
        reader = Reader(sandbox, settings)
        reader.warm_up()
        desk = Desk(
            register=register,
            store=store,
            engines=Engines(settings=settings, sandbox=sandbox, reader=reader),
        )
        desk.declare(broker)
        worker = dramatiq.Worker(broker, worker_threads=1)
        worker.start()
        asked = wait_for_stop(lambda: all(thread.is_alive() for thread in worker.workers))
        worker.stop(timeout=GRACE_SECONDS * 1000)
        desk.give_back_held()
        logging.shutdown()
        # A call that still runs must not hold the process; its engines die with it.
        os._exit(0 if asked else 1)
