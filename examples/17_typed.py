"""Everything is typed: mypy and pyright find a misspelt setting or filter in this file if there were one."""

from msc_trials import Answer, Client, Trial, answer
from msc_trials.errors import exit_in_one_line

exit_in_one_line()


def phases_of(condition: str) -> dict[str, str]:
    """Phase of each trial found for a condition."""
    with Client(max_age="7d") as client:
        trials: list[Trial] = list(client.search(condition, status=["COMPLETED", "TERMINATED"]))
    return {trial.nct_id: trial.phase for trial in trials}


found: Answer = answer("knee osteoarthritis", max_age="7d")
print(found.level, phases_of("knee osteoarthritis"))
