"""DATA: Swedish words for what would change when documents are run again, and for where they stand."""

from collections.abc import Mapping
from typing import get_args

from ingest.web.labels import FIELD
from schemas.learning import EntryState, TaughtSetting
from schemas.reprocess import ChangeKind, ItemState, Reading, RunState
from schemas.structure import BlockKind

CHANGE: Mapping[ChangeKind, str] = {
    **{field: FIELD[field] for field in get_args(ChangeKind) if field in FIELD},
    "words": "Ord i texten",
    "tables": "Tabeller",
    "structure": "Rubriker och stycken",
    "furniture": "Sidhuvud, sidfot och sidnummer",
    "repairs": "Rättelser och förslag från Inkom",
    "unread_pages": "Sidor som inte gick att läsa",
    "page_source": "Varifrån sidans text kommer",
    "needs_review": "Om handlingen behöver granskas",
    "review_reasons": "Skäl att granska",
    "evidence": "Belägg och säkerhet",
    "conflicts": "Era rättelser som inte längre passar",
}

ITEM_STATE: Mapping[ItemState, str] = {
    "ready": "Att avgöra",
    "waiting": "Väntar",
    "accepting": "Godtas just nu",
    "accepted": "Godtagna",
    "rejected": "Avvisade",
    "failed": "Misslyckade",
    "outdated": "Inaktuella",
    "cancelled": "Inte körda",
}

RUN_STATE: Mapping[RunState, str] = {"running": "Pågår", "paused": "Pausad", "cancelled": "Avbruten"}

READING: Mapping[Reading, str] = {
    "kept": "sidornas läsning används igen",
    "again": "sidorna läses på nytt",
}

BLOCK: Mapping[BlockKind | str, str] = {
    "heading": "rubrik",
    "paragraph": "stycke",
    "list_item": "listpunkt",
    "table": "tabell",
    "signature": "underskrift",
    "head": "dokumenthuvud",
    "stamp": "stämpel",
    "footnote": "fotnot",
    "header": "sidhuvud",
    "footer": "sidfot",
    "page_number": "sidnummer",
    "residue": "mallrest",
}

TAUGHT: Mapping[TaughtSetting, str] = {
    "own_dnr_prefixes": "Början på egna diarienummer",
    "own_bodies": "Egen nämnd eller kontor",
    "own_words": "Namn eller ord som Inkom inte kände",
}

ENTRY_STATE: Mapping[EntryState, str] = {
    "trial": "Prövas",
    "in_force": "Gäller",
    "declined": "Avböjt",
    "undone": "Ångrat",
}
