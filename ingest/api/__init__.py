"""The JSON API, version 1: how other systems send documents in and take records out."""

from ingest.api.app import create_app
from ingest.api.services import Services

__all__ = ["Services", "create_app"]
