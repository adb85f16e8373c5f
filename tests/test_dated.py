"""The date shown is never newer than the trials, though both are asked for at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from msc_trials.errors import BlockedError, RateLimitedError, ResponseError, TransportError
from tests.emulator import STAMP, Emulator
from tests.helpers import Ask, client, transport

NEW = "2026-11-21T09:00:05"


def test_the_date_and_the_first_page_are_on_their_way_at_the_same_time(emulator: Emulator) -> None:
    emulator.trouble("slow:1,/slow:1")
    assert transport(emulator).pull(Ask()).requests == 2
    assert abs(emulator.times[1] - emulator.times[0]) < 1, "one came only after the other had been answered"


def test_trials_that_may_be_older_than_the_date_are_asked_for_again(emulator: Emulator) -> None:
    """New data were published after the page was sent and before the date was."""
    emulator.stamp = NEW  # the studies carry the day before
    pull = transport(emulator).pull(Ask())
    assert pull.version.data_timestamp == NEW
    assert (pull.requests, Counter(emulator.paths)) == (3, {"/version": 1, "/studies": 2})
    assert emulator.paths[-1] == "/studies"
    assert len(pull.studies) == 5


def test_one_study_of_the_day_is_enough_because_a_page_is_of_one_date(emulator: Emulator) -> None:
    emulator.publish("2020-01-01")
    emulator.studies["NCT00000003"]["derivedSection"]["miscInfoModule"]["versionHolder"] = STAMP[:10]
    emulator.stamp = STAMP
    assert transport(emulator).pull(Ask()).requests == 2


def test_studies_without_a_day_and_no_studies_are_asked_for_after_the_date(emulator: Emulator) -> None:
    assert transport(emulator).pull(Ask('"nothing"')).requests == 3
    for study in emulator.studies.values():
        study["derivedSection"] = "damaged"
    assert transport(emulator).pull(Ask()).requests == 3


def test_a_single_study_older_than_the_date_is_asked_for_again(emulator: Emulator) -> None:
    emulator.stamp = NEW
    pull = transport(emulator).get_study("NCT00000002")
    assert (pull.version.data_timestamp, pull.requests) == (NEW, 3)


def test_several_conditions_share_a_date_that_none_of_them_is_older_than(emulator: Emulator, tmp_path: Path) -> None:
    emulator.stamp = NEW
    first, second = Ask('"one"'), Ask('"two"')
    with client(emulator, tmp_path / "cache") as asked:
        asked.fetch_ahead([first, second])
        dates = {asked.fetch(question).provenance.data_timestamp for question in (first, second)}
    assert dates == {NEW}
    assert Counter(emulator.paths) == {"/version": 1, "/studies": 4}


@pytest.mark.parametrize(
    ("word", "error"),
    [("403", BlockedError), ("400", ResponseError), ("429", RateLimitedError), ("503", TransportError)],
)
@pytest.mark.parametrize("page", ["ok", "html*"])
def test_without_a_date_there_is_no_answer_and_its_error_comes_first(
    emulator: Emulator, word: str, error: type[Exception], page: str
) -> None:
    emulator.trouble(f"/{word}*,{page}")
    with pytest.raises(error, match=f"HTTP {word}"):
        transport(emulator).pull(Ask())
    with pytest.raises(error, match=f"HTTP {word}"):
        transport(emulator).get_study("NCT00000002")
