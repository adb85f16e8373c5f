"""Trials of another therapy: a query of one's own, judged by the arms the record itself tests."""

from collections import Counter

from msc_trials import Client, Query, judge

query = Query(
    "lymphoma", condition_expression='"lymphoma"', intervention_expression='"CAR-T" OR "chimeric antigen receptor"'
)
with Client() as client:
    verdicts = {trial.nct_id: judge(trial, arms="experimental") for trial in client.search(query)}
print(Counter(verdict.status.value for verdict in verdicts.values()))
