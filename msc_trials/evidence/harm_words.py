"""What is known about harms, in words: posted numbers with their sides and denominators, and what was not read."""

from __future__ import annotations

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.sizes import comparator_name
from msc_trials.evidence.words import many

NO_CONTROL = "Without a control group nobody can tell what the cells caused."
NOT_IN_DATA = (
    "Results are posted, but their table of harms is not in these data; the registry's page has it. "
    "That does not mean there were none."
)
NO_RECORD = "These data hold no registry record, so harms were not read. That does not mean there were none."
NOT_POSTED = "No harms were posted in the registry when this copy was made. That does not mean there were none."
"""Both fit one trial and several, because trials with the same sentence share one line."""
GENERAL = "Harms of such products in general:"


def harm_lines(trial: Assessment) -> tuple[str, ...]:
    """Sentences about the harms of one trial; never empty."""
    harms = trial.harms
    if not harms.read:
        return (NOT_IN_DATA if trial.has_results else NO_RECORD,)
    if not harms.groups:
        return (NOT_POSTED,)
    lines = [line for what in ("serious", "deaths") if (line := _line(trial, what))]
    other = sum(g.side == "other" for g in harms.groups)
    if other:
        lines.append(f"{many(other, 'posted group')} could not be matched to a treatment.")
    if not any(g.side == "control" for g in harms.groups):
        lines.append(NO_CONTROL)
    return tuple(lines) or ("Harms are posted without numbers of people.",)


def _line(trial: Assessment, what: str) -> str:
    cells, control = trial.harms.total("cells", what), trial.harms.total("control", what)
    if cells is None:
        return ""
    name = comparator_name(trial) or "control"
    label = {"serious": "People with a serious unwanted event", "deaths": "Deaths"}[what]
    beside = "" if control is None else f", {control[0]} of {control[1]} given {name}"
    return f"{label}: {cells[0]} of {cells[1]} given cells{beside}."
