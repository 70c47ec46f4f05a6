"""The modules of ours that run inside the sandbox; its host imports them once, before it forks."""

PRELOAD: tuple[str, ...] = ("ingest.probe", "workers.reading.opening", "workers.archive.writing")
