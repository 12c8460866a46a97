"""A map of tiles: one square for each State, near its neighbours, by region. It says nothing about boundaries or size.

Rows go from north to south, columns from west to east, roughly. The layout is our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

LAYOUT: Final = """
... ... ... ... ... ... ... ... ... ... ... ISL ... ... NOR SWE FIN ... ... ... ... ... ... ... ... ... ... ...
CAN ... ... ... ... ... ... ... ... ... ... ... ... ... DNK ... EST ... RUS ... ... ... ... ... ... ... ... ...
USA ... ... ... ... ... ... ... ... ... IRL GBR ... NLD DEU POL LVA BLR ... ... KAZ ... ... ... ... ... ... ...
MEX BHS ... ... ... ... ... ... ... ... ... ... ... BEL LUX CZE LTU UKR ... UZB KGZ ... MNG ... PRK ... ... ...
GTM BLZ CUB HTI DOM ... ... ... ... ... ... FRA MCO LIE CHE SVK MDA ... ... TKM TJK ... CHN KOR JPN ... ... ...
SLV HND JAM KNA ATG ... ... ... ... ... ESP AND ... ... AUT HUN ROU GEO AZE AFG ... ... ... ... ... ... ... ...
NIC CRI ... DMA LCA BRB ... ... ... PRT ... ... SMR ITA SVN HRV SRB ARM IRN PAK NPL BTN ... LAO VNM ... PLW MHL
PAN ... GRD VCT TTO ... ... ... ... ... ... ... VAT MLT BIH MNE BGR TUR IRQ KWT IND BGD MMR THA KHM PHL FSM NRU
COL VEN GUY SUR ... ... ... ... ... MAR DZA TUN LBY GRC ALB MKD CYP SYR BHR QAT LKA ... ... MYS BRN TLS PNG KIR
ECU ... BRA ... ... ... CPV MRT MLI NER TCD ... EGY ISR LBN JOR SAU ARE OMN ... MDV ... ... SGP IDN ... SLB TUV
PER BOL PRY ... ... ... SEN GMB BFA NGA CMR SDN ... PSE ... YEM ... ... ... ... ... ... ... ... ... ... VUT WSM
CHL ARG URY ... ... GNB GIN CIV GHA BEN CAF SSD ETH ERI DJI SOM ... ... ... ... ... ... ... ... AUS ... FJI TON
... ... ... ... ... SLE LBR TGO STP GNQ GAB COD UGA KEN ... ... SYC ... ... ... ... ... ... ... ... ... NZL ...
... ... ... ... ... ... ... ... ... COG AGO RWA BDI TZA COM ... MUS ... ... ... ... ... ... ... ... ... ... ...
... ... ... ... ... ... ... ... ... ... NAM ZMB MWI MOZ MDG ... ... ... ... ... ... ... ... ... ... ... ... ...
... ... ... ... ... ... ... ... ... ... ZAF BWA ZWE SWZ LSO ... ... ... ... ... ... ... ... ... ... ... ... ...
"""


@cache
def tiles() -> Mapping[str, tuple[int, int]]:
    """Column and row of each State, from 0."""
    return dict(_placed())


def _placed() -> Iterator[tuple[str, tuple[int, int]]]:
    for row, line in enumerate(LAYOUT.strip().splitlines()):
        for column, code in enumerate(line.split()):
            if code != "...":
                yield code, (column, row)


@cache
def size() -> tuple[int, int]:
    """Columns and rows."""
    lines = LAYOUT.strip().splitlines()
    return max(len(line.split()) for line in lines), len(lines)
