"""The modules that run inside the sandbox; its host imports them once, before it forks."""

from ingest import probe

PRELOAD: tuple[str, ...] = (*probe.PRELOAD, "workers.reading.opening", "workers.archive.writing")
