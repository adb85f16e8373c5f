from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from msc_trials.registry.ahead import Ahead


def test_items_come_in_order_and_end() -> None:
    with Ahead(lambda pause: iter("abc")) as items:
        assert list(items) == ["a", "b", "c"]


def test_the_next_item_is_begun_while_the_caller_works_and_finished_when_it_is_wanted() -> None:
    begun, finished = threading.Event(), threading.Event()

    def make(pause: Callable[[], None]) -> Iterator[int]:
        pause()
        yield 1
        begun.set()
        pause()
        pause()  # a repetition: the same item
        finished.set()
        yield 2

    with Ahead(make) as items:
        assert next(items) == 1
        assert begun.wait(5)
        assert not finished.wait(0.05)
        assert next(items) == 2
        assert list(items) == []


def test_a_failure_comes_in_its_place() -> None:
    def make(pause: Callable[[], None]) -> Iterator[int]:
        yield 1
        raise LookupError("second")

    with Ahead(make) as items:
        assert next(items) == 1
        with pytest.raises(LookupError, match="second"):
            next(items)


def test_leaving_early_ends_the_thread() -> None:
    before = threading.active_count()

    def make(pause: Callable[[], None]) -> Iterator[int]:
        for number in range(1000):
            pause()
            yield number

    with Ahead(make) as items:
        next(items)
    for thread in threading.enumerate():
        if thread.name == "msc_trials ahead":
            thread.join(5)
    assert threading.active_count() == before
