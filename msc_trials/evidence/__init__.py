"""From facts and results to verdicts and answers. Pure."""
