"""Trials of another therapy: a query of one's own, judged by the arms the record itself tests."""

from collections import Counter

from msc_trials import Client, Query, judge
from msc_trials.errors import exit_in_one_line

exit_in_one_line()
query = Query(
    "lymphoma", condition_expression='"lymphoma"', intervention_expression='"CAR-T" OR "chimeric antigen receptor"'
)
with Client() as client:
    verdicts = {trial.nct_id: judge(trial, arms="experimental") for trial in client.search(query)}
print(Counter(verdict.status.value for verdict in verdicts.values()))
