"""Tables → figures. Each function takes a table and an optional Axes, draws its rows in their order, and returns the Axes.

None of them shows, saves, sorts or changes what it was given. `links` gives each row of the table the address that its mark leads to.

================ ============= ==========================================================
rates            rates         how often terms are used, with intervals, by group
contrast         rates         what sets two sides apart, as a two-sided bar chart
spread           rates         where in the corpus terms stand
matrix           networks      who is named with whom, as a heat map
network          networks      the same as a graph with a seeded layout
network_of_sides networks      two sides as graphs, and their difference
coverage         times         articles per period and group; missing periods stay empty
shares           times         the share of a group's articles per period, with intervals and bases
dates            times         the days that articles speak of, by group
distances        times         how far back and ahead each group looks
================ ============= ==========================================================
"""

from iranaz_utils.showing.figures.networks import matrix, network, network_of_sides
from iranaz_utils.showing.figures.rates import contrast, rates, spread
from iranaz_utils.showing.figures.times import coverage, dates, distances, shares

__all__ = ["contrast", "coverage", "dates", "distances", "matrix", "network", "network_of_sides", "rates", "shares", "spread"]
