"""The dose of each trial beside what the trial found."""

from msc_trials import answer, to_frame
from msc_trials.errors import exit_in_one_line

exit_in_one_line()
found = answer("knee osteoarthritis")
doses = to_frame(found, "doses")
verdicts = to_frame(found, "verdicts")
both = doses[~doses.per_kg].merge(verdicts, on="trial_id", suffixes=("", "_of_trial"))
print(both[both.counted].groupby("verdict", observed=True).high.describe())
