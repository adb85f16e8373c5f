"""PubMed: the papers of a trial and what their abstracts say about its primary outcome."""
