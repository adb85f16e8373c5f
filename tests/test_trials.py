"""``Trial``: facts are read when asked for and never differ, however a trial came by them."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import pytest

from msc_trials.extraction.facts import Facts
from msc_trials.extraction.trial import Trial, parse_study
from tests.synthetic import wordy


@pytest.fixture
def trial() -> Trial:
    return parse_study(wordy(1, results=True))


def test_facts_are_read_when_asked_for_and_kept(trial: Trial) -> None:
    names = {field.name for field in fields(trial)}
    assert vars(trial).keys() <= names
    assert trial.facts is trial.facts
    assert trial.product.evidence["msc_class"]


def test_a_trial_read_from_a_record_has_every_field(trial: Trial) -> None:
    assert set(vars(trial)) == {field.name for field in fields(trial)}
    assert trial == Trial(**vars(trial))


def test_trials_can_be_gathered_in_sets(trial: Trial) -> None:
    other = parse_study(wordy(2, results=False))
    assert {trial, other} == {other, copy.copy(trial)}


@pytest.mark.parametrize("read_before", [True, False], ids=["facts read", "facts not read"])
def test_copies_are_equal_and_carry_the_record_only(trial: Trial, read_before: bool) -> None:
    if read_before:
        assert trial.msc_class == ("core",)
        assert trial.facts
    through_a_pickle = pickle.loads(pickle.dumps(trial))  # noqa: S301 - our own bytes
    for other in (through_a_pickle, copy.copy(trial), copy.deepcopy(trial), replace(trial)):
        assert other == trial
        assert vars(other).keys() <= {field.name for field in fields(trial)}
        assert other.facts == trial.facts


def test_a_changed_trial_is_read_again(trial: Trial) -> None:
    assert trial.msc_class == ("core",)
    changed = replace(
        trial, arms=(), interventions=(), brief_title="Walking", brief_summary="", detailed_description=""
    )
    assert changed.msc_class == ("not_msc",)


def test_threads_that_ask_at_once_read_the_same() -> None:
    def asked(one: Trial) -> Facts:
        return one.facts

    with ThreadPoolExecutor(8) as pool:
        for number in range(10):
            shared, alone = (parse_study(wordy(number, results=False)) for _ in range(2))
            assert set(map(repr, pool.map(asked, [shared] * 8))) == {repr(alone.facts)}
