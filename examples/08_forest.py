"""A forest plot of mean differences, saved as a picture."""

from msc_trials import answer, to_frame
from msc_trials.output.forest import plot_forest

effects = to_frame(answer("knee osteoarthritis"), "effects")
differences = effects[effects.effect_measure == "MD"]
(axes,) = plot_forest(differences.head(8))
axes.figure.savefig("forest.png")
