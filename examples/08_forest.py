"""A forest plot of mean differences, saved as a picture."""

from matplotlib import pyplot

from msc_trials import answer, to_frame
from msc_trials.output.forest import plot_forest

effects = to_frame(answer("knee osteoarthritis"), "effects")
differences = effects[effects.effect_measure == "MD"]
plot_forest(differences.head(8))
pyplot.savefig("forest.png")
