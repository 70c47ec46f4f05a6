"""Several decisions in one paragraph."""

import pytest

from tests.unit.metadata.reading import values_of


@pytest.mark.parametrize(
    ("paragraph", "decisions"),
    [
        (
            "Verket ger nämnden en reprimand. Tillsynsverket förelägger nämnden att stänga kameran.",
            ["Verket ger nämnden en reprimand.", "Tillsynsverket förelägger nämnden att stänga kameran."],
        ),
        (
            "Sjönämnden beviljar 17 000 kr. Ansökan avslås i övrigt.",
            ["Sjönämnden beviljar 17 000 kr.", "Ansökan avslås i övrigt."],
        ),
        # What only follows from the decision, or tells about it, is no decision of its own.
        (
            "Kammarrätten ger inte prövningstillstånd. Förvaltningsrättens dom står därmed fast.",
            ["Kammarrätten ger inte prövningstillstånd. Förvaltningsrättens dom står därmed fast."],
        ),
        (
            "Sjönämnden beviljar bidrag enligt 4 kap. Ansökan avslås i övrigt.",
            ["Sjönämnden beviljar bidrag enligt 4 kap. Ansökan avslås i övrigt."],
        ),
        # Neither is what the authority only lets somebody do, or what may become of a matter.
        (
            "Sjönämnden beviljar 17 000 kr. Sjönämnden ger dig tillfälle att svara.",
            ["Sjönämnden beviljar 17 000 kr. Sjönämnden ger dig tillfälle att svara."],
        ),
        (
            "Sjönämnden beviljar 17 000 kr. Om ansökan avslås kan du överklaga.",
            ["Sjönämnden beviljar 17 000 kr. Om ansökan avslås kan du överklaga."],
        ),
    ],
)
def test_each_sentence_of_a_paragraph_that_decides_is_a_decision(
    paragraph: str, decisions: list[str]
) -> None:
    text = (
        "TILLSYNSVERKET\n\nBESLUT\nDatum 2024-05-02\nDnr 12-345/2024\n\nOm kameror\n\n"
        f"Beslut\n\n{paragraph}\n\nSkäl för beslutet\n\nSaken är klar.\n"
    )
    assert [one.value for one in values_of(text).decisions] == decisions
