"""The table of rules in the documentation is made from the tests, and is in step with them."""

from __future__ import annotations

from benchmarks import rules_table


def test_the_table_of_rules_is_up_to_date() -> None:
    assert rules_table.PAGE.read_text(encoding="utf-8") == rules_table.page(), "run: python -m benchmarks.rules_table"
