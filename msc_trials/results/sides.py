"""Which side a result group is on (cells, comparator, neither), and what each side posted: the deciding outcome, harms.

Source of harms: the registry's adverse events module, whose totals count each person once. Nothing is tested or pooled.
"""

from __future__ import annotations

from msc_trials.extraction.trial import Trial
from msc_trials.knowledge.seeds import named
from msc_trials.records.results_section import count_of, module_of, nodes_of, posted_groups
from msc_trials.records.schema import Group
from msc_trials.results.arms.groups import group_roles
from msc_trials.results.arms.had_product import without_crossed
from msc_trials.results.findings import HAD_PRODUCT, HarmGroup, Harms, Side, Verdict
from msc_trials.results.model import ArmRole, Role
from msc_trials.results.trial import arm_matcher, outcome_views

_COUNTS = ("seriousNumAffected", "seriousNumAtRisk", "deathsNumAffected", "deathsNumAtRisk")
_SIDES = {Role.TESTED: "cells", Role.COMPARATOR: "comparator"}


def roles_by_id(trial: Trial, groups: tuple[Group, ...]) -> dict[str, str]:
    """``cells``, ``comparator`` or ``other`` for the groups of one list, by their ids; the cells are the MSC arms."""
    return {g: _SIDES.get(s.role, "other") for g, s in whole_roles(trial, groups).items()}


def roles_by_title(trial: Trial, groups: tuple[Group, ...]) -> dict[str, str]:
    """The same by their titles; ``other`` for a title that groups of several roles share. A group without a title has none."""
    roles = roles_by_id(trial, groups)
    found: dict[str, str] = {}
    for group in groups:
        if group.title:
            role = roles.get(group.id or "", "other")
            found[group.title] = role if found.get(group.title, role) == role else "other"
    return found


def whole_roles(trial: Trial, groups: tuple[Group, ...]) -> dict[str, ArmRole]:
    """Roles over the whole of a trial: a group that had the control and the cells in turn is on neither side.

    Nor is any group of a trial that gives neither cells nor a product of them (NCT00927355).
    """
    if not gives_cells(trial):
        return {g.id: ArmRole(Role.OTHER, why=f"given {named('not_given')}") for g in groups if g.id}
    return without_crossed(groups, group_roles(groups, arm_matcher(trial, "msc")), trial.product_names)


def gives_cells(trial: Trial) -> bool:
    """Whether some arm gives mesenchymal cells, a mixture that holds them, or a product of them."""
    return trial.msc_class != ("not_msc",)


def sides_of(trial: Trial, verdict: Verdict) -> tuple[Side, ...]:
    """Both sides of the posted outcome that decided, the cells first.

    Only where it has a single row of values and one group on each side: what must be chosen among rows is left out.
    """
    if verdict.decisive is None or verdict.decisive >= len(trial.posted_primary) or not gives_cells(trial):
        return ()
    view = outcome_views(trial, trial.posted_primary)[verdict.decisive]
    cells, control = view.with_role(Role.TESTED), view.with_role(Role.COMPARATOR)
    if len(view.later_rows) != 1 or len(cells) != 1 or len(control) != 1:
        return ()
    row = view.later_rows[0]
    if not row.values.keys() >= {*cells, *control}:
        return ()
    found = []
    for side, (group,) in (("cells", cells), ("control", control)):
        size = row.sizes.get(group)
        kind = view.roles[group].kind if side == "control" else ""
        found.append(Side(side, kind, row.values[group], None if size is None else int(size), view.counts))
    return tuple(found)


def harms_of(trial: Trial) -> Harms:
    """People with serious adverse events and deaths per posted group. Never raises.

    The registry posts results as a whole: a section without the flow of participants is a part of one, and was not read.
    """
    events = module_of(trial, "adverseEventsModule")
    if not isinstance(events.get("eventGroups"), list):
        return Harms(read=not trial.has_results or "participantFlowModule" in (trial.results_section or {}))
    nodes, groups = nodes_of(events, "eventGroups"), posted_groups(trial, "adverseEventsModule", "eventGroups")
    roles = whole_roles(trial, groups)
    found = []
    for group, node in zip(groups, nodes, strict=True):
        if not node:
            continue
        role = roles[group.id or ""]
        side = {Role.TESTED: "cells", Role.COMPARATOR: "control"}.get(role.role, "other")
        kind = role.kind if side == "control" or role.kind == HAD_PRODUCT else ""
        found.append(HarmGroup(side, kind, group.title or "", *(count_of(node.get(name)) for name in _COUNTS)))
    return Harms(True, tuple(found))
