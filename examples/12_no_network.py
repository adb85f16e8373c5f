"""Without a network: the bundled snapshot answers, and all its MSC trials are one frame."""

from msc_trials import Query, answer, search

found = answer("graft versus host disease", source="snapshot")
print(found.headline)
trials = search(Query.all(), source="snapshot").to_frame()
print(trials[trials.late_phase & (trials.start_date >= "2015") & trials.is_msc].verdict.value_counts())
