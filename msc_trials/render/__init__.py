"""Answers, trials and verdicts as HTML: fragments for notebooks and a whole page to print."""
