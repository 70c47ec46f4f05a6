"""What makes two readings differ is marked, however much they have in common."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.web.marked import ELLIPSIS, LONGEST_SAME, Marked, marked

DECISION = "Länsstyrelsen förelägger {} kommun att senast den 31 januari komplettera sitt handlingsprogram."


def told(runs: tuple[Marked, ...]) -> str:
    return "".join(f"[{run.text}]" if run.differs else run.text for run in runs)


def test_the_letter_that_differs() -> None:
    assert list(map(told, marked(["Märta Wahlström", "Marta Wahlström", "Märta Wåhlström"]))) == [
        "M[ä]rta Wahlström",
        "M[a]rta Wahlström",
        "Märta W[å]hlström",
    ]


def test_of_long_readings_what_is_around_it() -> None:
    one, other = marked([DECISION.format("Åsbo"), DECISION.format("Asbo")])
    assert told(one) == f"Länsstyrelsen förelägger [Å]sbo kommun att senast{ELLIPSIS}"
    assert told(other) == f"Länsstyrelsen förelägger [A]sbo kommun att senast{ELLIPSIS}"


def test_what_has_little_in_common_is_not_marked() -> None:
    assert list(map(told, marked(["Kommunstyrelsen", "2019-10-21"]))) == ["Kommunstyrelsen", "2019-10-21"]


def test_a_reading_alone_stands_whole() -> None:
    assert list(map(told, marked([DECISION]))) == [DECISION]
    assert marked([]) == ()


@given(st.lists(st.text(alphabet="aåä b", max_size=LONGEST_SAME), min_size=2, max_size=4))
def test_short_readings_are_shown_whole(readings: list[str]) -> None:
    assert ["".join(run.text for run in runs) for runs in marked(readings)] == readings
