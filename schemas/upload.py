"""A file on its way in, piece by piece: how far it has come, and what became of it."""

from datetime import datetime

from pydantic import Field

from schemas.base import Model, Problem
from schemas.document import Receipt, Statement


class Upload(Model):
    """An upload that can be resumed. It is received only when there is a receipt."""

    id: str = Field(pattern="^[0-9a-f]{32}$")
    filename: str
    bytes: int = Field(ge=0, description="Size of the whole file.")
    offset: int = Field(ge=0, description="Bytes that have arrived; the next piece begins there.")
    fingerprint: str = Field(
        default="", max_length=500, description="By which the sender knows the file again; opaque to us."
    )
    stated: Statement
    expires_at: datetime = Field(description="UTC. When the pieces are thrown away unless more arrives.")
    receipt: Receipt | None = Field(default=None, description="Set when the file has been received.")
    refusal: Problem | None = Field(default=None, description="Set when it was refused: why.")
    ended_at: datetime | None = Field(default=None, description="UTC. When it was received or refused.")


class UploadList(Model):
    """A sender's own unfinished uploads, oldest first."""

    uploads: tuple[Upload, ...]
