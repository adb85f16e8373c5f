"""Tables, citations and the flow of a search for a systematic review."""

from pathlib import Path

from matplotlib import pyplot

from msc_trials import answer, to_frame
from msc_trials.errors import exit_in_one_line
from msc_trials.output.citations import ris
from msc_trials.output.export import write_table
from msc_trials.output.flow import flow_of, plot_flow

exit_in_one_line()
found = answer("knee osteoarthritis")
write_table(to_frame(found), Path("trials.csv"), bom=True)
write_table(to_frame(found, "effects"), Path("effects.xlsx"))
Path("trials.ris").write_text(ris(found.counted), encoding="utf-8")
plot_flow(found)
pyplot.savefig("flow.png")
print(flow_of(found))
print(found.cite())
