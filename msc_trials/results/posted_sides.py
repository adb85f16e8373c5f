"""The posted values of the outcome that decided, one for each side: what the cells' group had, what the comparator had.

Only where the outcome has a single row of values and one group on each side: what must be chosen among rows is left out.
"""

from __future__ import annotations

from msc_trials.extraction.trial import Trial
from msc_trials.results.findings import Side, Verdict
from msc_trials.results.model import Role
from msc_trials.results.trial import outcome_views


def sides_of(trial: Trial, verdict: Verdict) -> tuple[Side, ...]:
    """Both sides of the posted outcome that decided, the cells first; empty where they cannot be told without choosing."""
    if verdict.decisive is None or verdict.decisive >= len(trial.posted_primary):
        return ()
    view = outcome_views(trial, trial.posted_primary)[verdict.decisive]
    cells, control = view.with_role(Role.TESTED), view.with_role(Role.COMPARATOR)
    if len(view.later_rows) != 1 or len(cells) != 1 or len(control) != 1:
        return ()
    row = view.later_rows[0]
    if cells[0] not in row.values or control[0] not in row.values:
        return ()
    found = []
    for side, group in (("cells", cells[0]), ("control", control[0])):
        size = row.sizes.get(group)
        kind = view.roles[group].kind if side == "control" else ""
        found.append(Side(side, kind, row.values[group], None if size is None else int(size), view.counts))
    return tuple(found)
