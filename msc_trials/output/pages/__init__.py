"""Pages for people: one set of templates, each page made from the JSON document of an answer and nothing else."""
