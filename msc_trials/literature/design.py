"""Whether an abstract compares arms with each other, or tells of one arm only.

A paper compares when it says that people were assigned by chance, blinded, crossed over or set beside a control group, or
when its results set groups side by side; what calls itself a single arm is believed unless people were randomised.
Source: CONSORT 2010, items 3, 8 and 11, and its extensions.
"""

from __future__ import annotations

from collections.abc import Sequence

from msc_trials.literature.phrases import has


def is_controlled(title: str, planned: Sequence[str], results: Sequence[str]) -> bool:
    """Whether arms are compared, from the plain title, the sentences of ``planned`` and results, and the results alone."""
    texts = (title, *planned)
    randomised = any(has("says_randomised", text) for text in texts)
    compares = has("says_randomised", title) or any(has("control_group", text) for text in texts)
    compares = compares or has("compares_title", title)
    if any(has("uncontrolled_strict", text) for text in texts) and not compares:
        return randomised and not (has("uncontrolled_strict", title) or has("single_arm", title))
    if compares or randomised:
        return True
    if any(has("no_own_control", text) for text in texts):
        return False
    if any(has("allocates", text) for text in texts):
        return True
    if any(has("single_arm", text) for text in texts):
        return False
    return sum(has("controlled", text) for text in texts) >= 2 or any(has("results_of_groups", t) for t in results)
