"""ClinicalTrials.gov: the question, the requests, the stored answers."""
