"""The hash chain: whatever is done to a row is found, and the first row it was done to is named."""

import dataclasses
import hashlib
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.register.chain import GENESIS, Break, ChainedRow, Head, chained, row_hash, walk

EXPECTED = "dbb816c511695ebbf7c998c2ce5f508b569370a5bb3a222580bbc0cc08ed504f"

details = st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5) | st.none(), max_size=3)
contents = st.lists(
    st.fixed_dictionaries({"at": st.floats(0, 4e9), "actor": st.text(max_size=8), "details": details}),
    min_size=2,
    max_size=12,
)


def log(rows: list[dict[str, object]]) -> tuple[list[ChainedRow], Head]:
    numbered = [(number, {**row, "sequence": number}) for number, row in enumerate(rows, start=1)]
    written = list(chained(numbered))
    return written, Head(sequence=len(written), hash=written[-1].hash)


def renumbered(row: ChainedRow, sequence: int) -> ChainedRow:
    """The row as it is found where its number has been changed."""
    return dataclasses.replace(row, sequence=sequence, content={**(row.content or {}), "sequence": sequence})


def test_what_is_hashed_stays_what_it_is() -> None:
    """Computed once by hand (`printf '…' | sha256sum`): another result would break every chain there is."""
    content = {"sequence": 1, "at": 1700000000.25, "actor": "Åsa", "details": {"b": [1], "a": None}}
    assert row_hash(content, GENESIS) == EXPECTED
    canonical = (
        '{"actor":"Åsa","at":1700000000.25,"details":{"a":null,"b":[1]},'
        f'"previous":"{GENESIS}","sequence":1}}'
    )
    assert hashlib.sha256(canonical.encode()).hexdigest() == EXPECTED


@settings(max_examples=25)
@given(rows=contents)
def test_an_untouched_log_is_whole(rows: list[dict[str, object]]) -> None:
    written, head = log(rows)
    found = walk(written, head, noted=written[0].hash)
    assert (found.broken, found.rows, found.noted_at) == (None, len(rows), 1)


@settings(max_examples=25)
@given(rows=contents, data=st.data())
def test_a_changed_row_is_named(rows: list[dict[str, object]], data: st.DataObject) -> None:
    written, head = log(rows)
    at = data.draw(st.integers(0, len(written) - 1))
    column = data.draw(st.sampled_from(["at", "actor", "details"]))
    content = dict(written[at].content or {})
    content[column] = {"at": -1.5, "actor": f"{content['actor']}x", "details": {"x": "another"}}[column]
    tampered = [*written[:at], dataclasses.replace(written[at], content=content), *written[at + 1 :]]
    assert walk(tampered, head).broken == Break(sequence=at + 1, breach="changed")


@settings(max_examples=25)
@given(rows=contents, data=st.data())
def test_a_changed_row_with_its_hash_made_anew_breaks_the_next(
    rows: list[dict[str, object]], data: st.DataObject
) -> None:
    written, head = log(rows)
    at = data.draw(st.integers(0, len(written) - 2))
    content = {**(written[at].content or {}), "actor": "någon annan än förut"}
    forged = dataclasses.replace(written[at], content=content, hash=row_hash(content, written[at].previous))
    tampered = [*written[:at], forged, *written[at + 1 :]]
    assert walk(tampered, head).broken == Break(sequence=at + 2, breach="inserted")


@settings(max_examples=25)
@given(rows=contents, data=st.data())
def test_removed_rows_are_named(rows: list[dict[str, object]], data: st.DataObject) -> None:
    written, head = log(rows)
    first = data.draw(st.integers(0, len(written) - 1))
    last = data.draw(st.integers(first, len(written) - 1))
    found = walk(written[:first] + written[last + 1 :], head).broken
    assert found == Break(sequence=first + 1, breach="removed" if last + 1 < len(written) else "truncated")


@settings(max_examples=25)
@given(rows=contents, data=st.data())
def test_removed_rows_whose_gap_was_closed_are_found(
    rows: list[dict[str, object]], data: st.DataObject
) -> None:
    written, head = log(rows)
    at = data.draw(st.integers(0, len(written) - 2))
    closed = [renumbered(row, row.sequence - 1) for row in written[at + 1 :]]
    assert walk(written[:at] + closed, head).broken == Break(sequence=at + 1, breach="moved")


@settings(max_examples=25)
@given(rows=contents, data=st.data())
def test_exchanged_rows_are_named(rows: list[dict[str, object]], data: st.DataObject) -> None:
    written, head = log(rows)
    first, second = sorted(data.draw(st.sets(st.integers(0, len(written) - 1), min_size=2, max_size=2)))
    tampered = list(written)
    tampered[first] = renumbered(written[second], first + 1)
    tampered[second] = renumbered(written[first], second + 1)
    assert walk(tampered, head).broken == Break(sequence=first + 1, breach="moved")


@settings(max_examples=25)
@given(rows=contents)
def test_a_row_beyond_the_head_and_another_head_are_found(rows: list[dict[str, object]]) -> None:
    written, head = log(rows)
    earlier = Head(sequence=head.sequence - 1, hash=written[-2].hash)
    assert walk(written, earlier).broken == Break(sequence=head.sequence, breach="inserted")
    other = dataclasses.replace(head, hash=GENESIS)
    assert walk(written, other).broken == Break(sequence=head.sequence, breach="head")
    assert walk(written, None).broken == Break(sequence=head.sequence, breach="head")


def test_a_log_that_was_rewritten_as_a_whole_is_shown_only_by_a_hash_noted_elsewhere() -> None:
    written, _ = log([{"actor": "Åsa"}, {"actor": "Bo"}])
    forged, head = log([{"actor": "Åsa"}, {"actor": "ingen"}])
    found = walk(forged, head, noted=written[-1].hash)
    assert (found.broken, found.noted_at) == (None, None)


def test_ten_thousand_events_with_one_byte_changed() -> None:
    """Any byte of the canonical content, at random places; exhaustively in the contract suite."""
    chance = random.Random(20261122)
    rows = [{"actor": f"person {n % 17}", "details": {"page": n}, "at": 1.7e9 + n} for n in range(10_000)]
    written, head = log(list(rows))
    assert walk(written, head).broken is None
    for at in chance.sample(range(10_000), 5):
        actor = bytearray(str(rows[at]["actor"]), "ascii")
        actor[chance.randrange(len(actor))] ^= 1
        content = {**(written[at].content or {}), "actor": actor.decode()}
        tampered = [*written[:at], dataclasses.replace(written[at], content=content), *written[at + 1 :]]
        assert walk(tampered, head).broken == Break(sequence=at + 1, breach="changed")
        assert walk(written[:at] + written[at + 1 :], head).broken is not None
