"""The modules that run inside the sandbox; its host imports and rehearses them once, before it forks."""

from ingest import probe
from workers.archive import pdfa
from workers.reading import reader

PRELOAD: tuple[str, ...] = (*probe.PRELOAD, *reader.SANDBOX_MODULES, *pdfa.SANDBOX_MODULES)
REHEARSE: tuple[str, ...] = pdfa.SANDBOX_REHEARSALS
