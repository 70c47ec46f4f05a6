"""The JSON API, version 1: how other systems send documents in and take records out."""

from ingest.api.services import Services

__all__ = ["Services"]
