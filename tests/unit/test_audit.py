"""Sampling plans, bounds and reports against exact arithmetic and brute force."""

from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO
from math import comb

import pdfplumber
import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pikepdf import pdfa

from ingest.audit import (
    clopper_pearson,
    draw,
    is_reproduced,
    lot_hash,
    most_wrong,
    operating_characteristic,
    report,
    single_plan,
)
from ingest.audit.probabilities import binomial_at_most, hypergeometric_at_most
from ingest.audit_pdf import audit_pdf
from ingest.errors import NoSuchPlan
from schemas.audit import (
    SHEET_FIELDS,
    AuditReport,
    Drawn,
    Finding,
    Levels,
    LotDefinition,
    SampledDocument,
    Since,
)

LEVELS = Levels(acceptable=0.02, limiting=0.1)


def exact_binomial(wrong: int, sample: int, share: Fraction) -> Fraction:
    terms = (comb(sample, k) * share**k * (1 - share) ** (sample - k) for k in range(wrong + 1))
    return sum(terms, Fraction(0))


def exact_hypergeometric(wrong: int, sample: int, lot: int, wrong_in_lot: int) -> Fraction:
    ways = sum(comb(wrong_in_lot, k) * comb(lot - wrong_in_lot, sample - k) for k in range(wrong + 1))
    return Fraction(ways, comb(lot, sample))


@settings(max_examples=60, deadline=None)
@given(sample=st.integers(1, 80), data=st.data(), parts=st.integers(0, 50))
def test_the_binomial_is_that_of_whole_numbers(sample: int, data: st.DataObject, parts: int) -> None:
    wrong = data.draw(st.integers(0, sample))
    exact = exact_binomial(wrong, sample, Fraction(parts, 50))
    assert binomial_at_most(wrong, sample, parts / 50) == pytest.approx(float(exact), rel=1e-10)


@settings(max_examples=60, deadline=None)
@given(lot=st.integers(1, 120), data=st.data())
def test_the_hypergeometric_is_that_of_whole_numbers(lot: int, data: st.DataObject) -> None:
    sample, wrong_in_lot = data.draw(st.integers(1, lot)), data.draw(st.integers(0, lot))
    wrong = data.draw(st.integers(0, sample))
    exact = exact_hypergeometric(wrong, sample, lot, wrong_in_lot)
    assert hypergeometric_at_most(wrong, sample, lot, wrong_in_lot) == pytest.approx(float(exact), rel=1e-10)


def test_bounds_known_in_closed_form() -> None:
    """None wrong: 1 - (risk)^(1/n); all wrong: the mirror of it."""
    low, high = clopper_pearson(0, 20, confidence=0.95)
    assert (low, high) == pytest.approx((0.0, 1 - 0.025 ** (1 / 20)), abs=1e-12)
    low, high = clopper_pearson(20, 20, confidence=0.95)
    assert (low, high) == pytest.approx((0.025 ** (1 / 20), 1.0), abs=1e-12)
    assert clopper_pearson(0, 0, confidence=0.95) == (0.0, 1.0)


@settings(max_examples=12, deadline=None)
@given(sample=st.integers(1, 40), parts=st.integers(0, 40), confidence=st.sampled_from([0.8, 0.95, 0.99]))
def test_the_interval_holds_at_its_level_for_every_share(sample: int, parts: int, confidence: float) -> None:
    """All outcomes added up exactly, no simulation."""
    share = parts / 40
    covered = 0.0
    for k in range(sample + 1):
        low, high = clopper_pearson(k, sample, confidence=confidence)
        if low - 1e-12 <= share <= high + 1e-12:
            covered += comb(sample, k) * share**k * (1 - share) ** (sample - k)
    assert covered >= confidence - 1e-9


@settings(max_examples=40, deadline=None)
@given(lot=st.integers(1, 60), data=st.data(), confidence=st.sampled_from([0.9, 0.95]))
def test_the_bound_of_a_lot_holds_at_its_level(lot: int, data: st.DataObject, confidence: float) -> None:
    sample, wrong_in_lot = data.draw(st.integers(1, lot)), data.draw(st.integers(0, lot))
    covered = Fraction(0)
    for wrong in range(max(0, sample - (lot - wrong_in_lot)), min(sample, wrong_in_lot) + 1):
        if wrong_in_lot <= most_wrong(wrong, sample, lot, confidence=confidence):
            ways = comb(wrong_in_lot, wrong) * comb(lot - wrong_in_lot, sample - wrong)
            covered += Fraction(ways, comb(lot, sample))
    assert covered >= confidence - 1e-9


def test_who_has_seen_everything_knows() -> None:
    assert most_wrong(3, 50, 50, confidence=0.95) == 3


@settings(max_examples=25, deadline=None)
@given(lot=st.integers(5, 70), good=st.integers(0, 5), gap=st.integers(1, 20))
@example(lot=20, good=0, gap=1)
def test_a_plan_keeps_both_risks_and_no_smaller_one_does(lot: int, good: int, gap: int) -> None:
    bad = min(lot, good + gap)
    if good >= bad:
        return
    plan = single_plan(lot, Levels(acceptable=good / lot, limiting=bad / lot))

    def keeps(sample: int, number: int) -> bool:
        accepts_good = exact_hypergeometric(number, sample, lot, good)
        accepts_bad = exact_hypergeometric(number, sample, lot, bad)
        return accepts_good >= Fraction(95, 100) - Fraction(1, 10**9) and accepts_bad <= Fraction(1, 10)

    assert keeps(plan.sample_size, plan.acceptance_number)
    smaller = [(n, c) for n in range(1, plan.sample_size) for c in range(n + 1) if keeps(n, c)]
    assert smaller == []


def test_where_there_is_no_plan() -> None:
    for levels in (Levels(acceptable=0.1, limiting=0.1), Levels(acceptable=0.2, limiting=0.1)):
        with pytest.raises(NoSuchPlan):
            single_plan(100, levels)


def test_the_operating_characteristic_falls_through_both_risks() -> None:
    plan = single_plan(1000, LEVELS)
    curve = operating_characteristic(plan)
    assert (curve[0].share_wrong, curve[0].accepted) == (0.0, 1.0)
    assert [p.accepted for p in curve] == sorted((p.accepted for p in curve), reverse=True)
    assert plan.producers_risk <= 0.05
    assert plan.consumers_risk <= 0.1
    assert all(p.accepted <= 0.1 for p in curve if p.share_wrong >= 0.1)


def test_a_sample_is_drawn_again_by_its_seed_alone() -> None:
    lot = [f"{n:032x}" for n in range(200)]
    first = draw(lot, seed="a1", size=10)
    assert first == draw(reversed(lot), seed="a1", size=10) == draw(lot, seed="a1", size=30)[:10]
    assert first != draw(lot, seed="a2", size=10)
    assert sorted(draw(lot, seed="a1", size=999)) == lot


def test_every_document_is_drawn_about_equally_often() -> None:
    """400 of 4,000 draws each for ten documents; nine of ten samples of fair coins are nearer than this."""
    lot = [f"{n:032x}" for n in range(10)]
    drawn = [one for seed in range(4000) for one in draw(lot, seed=str(seed), size=1)]
    assert all(330 < drawn.count(one) < 470 for one in lot)


MOMENT = datetime(2026, 11, 22, tzinfo=UTC)


def drawn_lot() -> Drawn:
    lot = tuple(f"{n:032x}" for n in range(300))
    plan = single_plan(len(lot), LEVELS)
    return Drawn(
        lot="Leverans 7",
        definition=LotDefinition(search="issuer=Almvik"),
        documents=lot,
        lot_sha256=lot_hash(lot),
        left_out=2,
        checked=SHEET_FIELDS,
        plan=plan,
        confidence=0.95,
        seed="frö",
        seed_given=True,
        sample=tuple(
            SampledDocument(document_id=one, record_version="1-r0", record_sha256="a" * 64)
            for one in draw(lot, seed="frö", size=plan.sample_size)
        ),
        pipeline_versions=("1-r0",),
        begun_by="åsa",
        drawn_at=MOMENT,
    )


def audited(wrong: int, *, withdrawn: int = 0) -> AuditReport:
    drawn = drawn_lot()
    findings = [
        Finding(
            document_id=one.document_id,
            wrong_fields=("/title",) if at < wrong else (),
            unseen="withdrawn" if wrong <= at < wrong + withdrawn else None,
            fields=5,
            reviewer="åsa",
            at=MOMENT,
        )
        for at, one in enumerate(drawn.sample)
    ]
    since = [Since(document_id=drawn.sample[0].document_id, withdrawn=True, version="1-r0")]
    return report(3, drawn, findings, since=since, decided_by="åsa", decided_at=MOMENT)


def test_a_lot_is_decided_and_the_report_follows_from_itself() -> None:
    number = single_plan(300, LEVELS).acceptance_number
    accepted, rejected = audited(number), audited(number + 1)
    assert (accepted.decision, rejected.decision) == ("accepted", "rejected")
    assert accepted.upper_bound < rejected.upper_bound
    assert is_reproduced(AuditReport.model_validate_json(accepted.model_dump_json()))


def test_what_nobody_could_look_at_counts_as_wrong() -> None:
    number = single_plan(300, LEVELS).acceptance_number
    unseen = audited(number, withdrawn=1)
    assert (unseen.decision, unseen.wrong_documents) == ("rejected", number + 1)
    assert is_reproduced(unseen)


@pytest.mark.parametrize(
    "forged",
    [
        {"decision": "accepted"},
        {"seed": "ett annat frö"},
        {"upper_bound": 0.001},
        {"wrong_documents": 0},
        {"documents": tuple(f"{n:032x}" for n in range(299))},
        {"documents": tuple(f"{n:032x}" for n in range(1, 301))},
        {"lot_sha256": "0" * 64},
        {"sample": audited(20).sample[::-1]},
        {"findings": audited(0).findings},
    ],
)
def test_a_forged_report_does_not_follow(forged: dict[str, object]) -> None:
    assert not is_reproduced(audited(20).model_copy(update=forged))


def test_a_report_needs_the_whole_sample() -> None:
    done = audited(0)
    with pytest.raises(ValueError, match="sample"):
        report(3, drawn_lot(), done.findings[1:], since=(), decided_by="åsa", decided_at=MOMENT)


def test_the_bound_of_many_things_is_quick_and_the_same() -> None:
    """Both tails of a hundred thousand, against the normal distribution that it has nearly become."""
    low, high = clopper_pearson(99_000, 100_000, confidence=0.95)
    assert (low, high) == pytest.approx((0.99 - 0.00063, 0.99 + 0.00061), abs=5e-5)
    assert clopper_pearson(1000, 100_000, confidence=0.95) == pytest.approx((1 - high, 1 - low), abs=1e-9)


def test_the_pdf_is_pdfa_and_tells_everything() -> None:
    done = audited(1, withdrawn=1)
    content = audit_pdf(done, "f" * 64)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdfa.check(pdf, "2b").verdict == "pass"
    with pdfplumber.open(BytesIO(content)) as read:
        text = "".join("".join(page.extract_text().split()) for page in read.pages)
    told = ("Leverans 7", "frö", done.lot_sha256, "f" * 64, "åsa", "1-r0", done.sample[-1].document_id)
    assert [one for one in told if one.replace(" ", "") not in text] == []
    assert "Återtagen,kunde" in text


def test_the_pdf_does_not_name_a_person_where_nobody_was_signed_in() -> None:
    done = audited(1).model_copy(update={"begun_by": "local", "decided_by": "bo"})
    with pdfplumber.open(BytesIO(audit_pdf(done, "f" * 64))) as read:
        text = " ".join(" ".join(page.extract_text().split()) for page in read.pages)
    assert "av den som satt vid datorn (ingen var inloggad)" in text
    assert "av bo" in text
    assert "local" not in text
