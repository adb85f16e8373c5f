"""Reasons for stopping: synthetic phrasings per class, and the corpus as a whole."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from msc_trials.evidence.verdict import judge, stop_class
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge import seeds
from tests.reading import CORPUS, corpus_lines
from tests.synthetic_results import analysis, outcome, record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Interim look crossed the futility boundary; there were no safety concerns.", "futility"),
        ("Halted by the monitoring board: low predictive probability of a benefit", "futility"),
        ("It was unlikely that the primary endpoint would be met", "futility"),
        ("Two serious complications after infusion, stopped for safety reasons", "safety"),
        ("No safety concerns; business decision", "funding_business"),
        ("Business decision, unrelated to safety", "funding_business"),
        ("Slow enrollment during the COVID-19 pandemic", "covid19"),
        ("Slow accrual", "recruitment"),
        ("Not enough eligible patients", "recruitment"),
        ("Money ran out: funding ended", "funding_business"),
        ("The principal investigator moved to another hospital", "logistics"),
        ("Regulator no longer allowed the product", "permission"),
        ("The ethics committee did not approve it", "permission"),
        ("Waiting for clearance by the ministry", "permission"),
        ("Pending approval of the regulator", "permission"),
        ("Clearance by the ministry was never granted", "permission"),
        ("The ethics committee cleared the plan but nobody financed it", "funding_business"),
        ("Lack of money after regulatory approval was granted", "funding_business"),
        ("IRB approved a change of the age limits; low enrolment", "recruitment"),
        ("Left the hospital at which it was approved", "logistics"),
        ("Not approved by the sponsor", "funding_business"),
        ("Mould: contaminated clean room", "product_quality"),
        ("A batch failure, then no approval by the FDA", "product_quality"),
        ("Closed at the IRB, sponsor withdrew support", "funding_business"),
        ("The company withdrew its support and the ethics committee was informed", "funding_business"),
        ("The IRB withdrew its approval", "permission"),
        ("Other", "other"),
        ("", "not_stated"),
        (None, "not_stated"),
        (" - ", "not_stated"),
    ],
)
def test_class(text: str | None, expected: str) -> None:
    assert stop_class(text)[0] == expected


def test_a_stated_reason_has_its_class_whatever_the_verdict_rests_on() -> None:
    """A trial stops for want of people and its posted test decides the verdict, as in NCT01045382: the reason keeps its class."""
    raw = record(outcome("Pain score (VAS)", [30, 40], analysis(pValue="0.5")))
    raw["protocolSection"]["statusModule"] |= {"overallStatus": "TERMINATED", "whyStopped": "Slow accrual"}
    verdict = judge(parse_study(raw))
    assert (verdict.status.value, verdict.stop_class) == ("not_met", "recruitment")


def test_the_quote_is_part_of_the_text() -> None:
    text = "Sponsor decision after low accrual"
    assert stop_class(text)[1] in text


def test_the_classes_are_those_of_the_data_file() -> None:
    assert tuple(dict.fromkeys(row["class"] for row in seeds.table("stop_reasons"))) == (
        "futility", "safety", "product_quality", "permission", "covid19", "recruitment", "funding_business", "logistics",
    )  # fmt: skip


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the repository")
def test_most_real_reasons_have_a_class() -> None:
    counts: Counter[str] = Counter()
    for line in corpus_lines().values():
        if b'"whyStopped"' in line:
            counts[stop_class(json.loads(line)["protocolSection"]["statusModule"]["whyStopped"])[0]] += 1
    assert sum(counts.values()) > 150
    assert counts["other"] / sum(counts.values()) < 0.15
    assert counts["futility"] >= 5
