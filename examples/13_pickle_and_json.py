"""Answers and trials travel: between processes by pickle, to other programs and back as JSON."""

import json
import pickle

from msc_trials import Answer, answer
from msc_trials.errors import exit_in_one_line

exit_in_one_line()
found = answer("knee osteoarthritis")
text = json.dumps(found.to_dict())
assert Answer.from_dict(json.loads(text)) == found
assert pickle.loads(pickle.dumps(found)) == found
for trial in found.counted:
    assert trial.from_dict(json.loads(json.dumps(trial.to_dict()))) == trial
print(len(text), "characters hold", len(found), "trials")
