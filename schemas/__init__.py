"""The contract: every noun that crosses a boundary, as frozen pydantic models.

Beside them stands what they mean in common: masking, turning. Nothing here imports from the rest of Inkom.
"""
