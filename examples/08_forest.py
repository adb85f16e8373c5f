"""A forest plot of risk ratios, saved as a picture; the bundled snapshot holds the effects of publications."""

from matplotlib import pyplot

from msc_trials import answer, to_frame
from msc_trials.output.forest import plot_forest

effects = to_frame(answer("graft versus host disease", source="snapshot"), "effects")
plot_forest(effects[effects.effect_measure == "RR"])
pyplot.savefig("forest.png")
