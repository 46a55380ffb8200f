"""The room's screen: one HTML file with everything in it, made from a rencontre and its plan."""

from speeddating.report.screen.write import write_screen as write_screen
