"""Values of a record by their JSON Pointers. Pure: a change gives a new tree.

The tree is the record as JSON. What a person may correct is what was extracted, nothing else.
"""

from typing import Any

CORRECTABLE = frozenset(
    {
        "document_type", "title", "issuer", "recipient", "dnr", "dates", "officer", "decision_proposals",
        "decisions", "signatories", "attachments", "copy_to", "references", "personal_data", "secrecy",
    }
)  # fmt: skip


class NotThere(LookupError):
    """The path leads nowhere in this record."""


def is_correctable(path: str) -> bool:
    """Whether the path leads to something that was extracted."""
    return _steps(path)[0] in CORRECTABLE


def value_at(tree: dict[str, Any], path: str) -> Any:
    """What stands there; None at the place of a new entry. NotThere."""
    node: Any = tree
    for step in _steps(path):
        if step == "-":
            return None
        node = _child(node, step)
    return node


def with_value(tree: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The tree with this value there; None removes an entry from its list. NotThere."""
    changed: dict[str, Any] = _set(tree, _steps(path), value)
    return changed


def found_again(tree: dict[str, Any], path: str, value: Any) -> str | None:
    """The path at which `value` stands now: the same, or if not that, the only entry of the list that has it.

    None if it is nowhere, or in several entries.
    """
    try:
        if value_at(tree, path) == value:
            return path
    except NotThere:
        pass
    name, *rest = _steps(path)
    entries = tree.get(name)
    if not rest or not isinstance(entries, list) or rest[0] == "-":
        return None
    paths = ["/".join(("", name, str(at), *rest[1:])) for at in range(len(entries))]
    same = [candidate for candidate in paths if value_at(tree, candidate) == value]
    return same[0] if len(same) == 1 else None


def _steps(path: str) -> list[str]:
    return path.removeprefix("/").split("/")


def _child(node: Any, step: str) -> Any:
    if isinstance(node, dict) and step in node:
        return node[step]
    if isinstance(node, list) and step.isdecimal() and int(step) < len(node):
        return node[int(step)]
    raise NotThere(step)


def _set(node: Any, steps: list[str], value: Any) -> Any:
    step, *rest = steps
    if step == "-" and isinstance(node, list):
        return [*node, value]
    inner = _set(_child(node, step), rest, value) if rest else value
    if isinstance(node, list):
        at = int(step)
        return node[:at] + ([] if inner is None else [inner]) + node[at + 1 :]
    _child(node, step)
    return {**node, step: inner}
