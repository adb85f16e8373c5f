"""Several conditions in one frame: verdicts of the counted trials of each."""

import pandas as pd

from msc_trials import Client, to_frame
from msc_trials.errors import exit_in_one_line

exit_in_one_line()
with Client() as client:
    answers = [client.answer(condition) for condition in ("knee osteoarthritis", "heart failure")]
trials = to_frame(answers)
counted = trials[trials.counted]
print(pd.crosstab(counted.condition, counted.verdict))
