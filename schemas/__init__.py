"""The contract: every noun that crosses a boundary, as frozen pydantic models.

Nothing here does anything, and nothing here imports from the rest of Inkom.
"""
