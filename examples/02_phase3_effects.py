"""All Phase 3 trials with the effect of their main outcome and its interval, from posted results or publications."""

from msc_trials import Client
from msc_trials.errors import exit_in_one_line

exit_in_one_line()
with Client() as client:
    effects = client.search(phase="PHASE3").to_frame("effects")
main = effects[effects.counted & (effects.outcome_type == "PRIMARY")]
print(main[["trial_id", "measure", "effect_measure", "effect", "effect_ci_low", "effect_ci_high", "favoured_side"]])
