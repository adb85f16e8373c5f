"""Answers and trials travel: between processes by pickle, to other programs and back as JSON."""

import json
import pickle

from msc_trials import answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.output.as_json import answer_json

found = answer("knee osteoarthritis")
assert pickle.loads(pickle.dumps(found)).headline == found.headline
text = json.dumps([trial.to_dict() for trial in found.counted])
assert [Assessment.from_dict(row) for row in json.loads(text)] == list(found.counted)
print(json.dumps(answer_json(found))[:60])
