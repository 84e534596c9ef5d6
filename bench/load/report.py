# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""The figures as JSON for programs and as Markdown for people."""

import json
import statistics
from dataclasses import asdict, dataclass
from typing import Optional

from load import measure
from load.measure import PLAIN, SHOWN

WITHIN = 0.7  # of the rate that the parts alone would have
SLOWEST_MS = 10
NGINX = 0.5

SHOWN_NAMES = {
    "copies": "issuing, each identity a copy not seen before",
    "identity": "issuing, the same identity again and again",
    "certificate": "issuing, by client certificate",
}


@dataclass
class Entry:
    """As those of summary.json: `ratio` is how many times as fast as the peer, or as what is named in its place."""

    name: str
    ours: float
    unit: str
    peer: Optional[float] = None
    peer_name: Optional[str] = None
    ratio: Optional[float] = None
    spread: Optional[float] = None
    goal: Optional[float] = None  # of the ratio
    limit: Optional[float] = None  # of ours
    reached: Optional[bool] = None


def entries(measured):
    return [
        *_parts(measured),
        *_issuing(measured, "copies", PLAIN, "a signature, a verification and a row", WITHIN),
        *[entry for show in SHOWN for entry in _issuing(measured, show, SHOWN[show], "what its cache leaves of these")],
        *_at_half(measured),
        *_holding(measured),
        *_connecting(measured),
    ]


def _parts(measured):
    names = {
        measure.SIGNATURE: "a signature",
        measure.VERIFICATION: "verifying a copy of an identity",
        measure.VERIFICATION_OF_COPIES: "verifying a copy of a known identity, not seen before",
        measure.VERIFICATION_OF_IDENTITY: "verifying a known identity",
        measure.REQUEST: "a request by a known identity, without network and store",
        measure.ROW: f"a row of the store, {measure.CONNECTIONS} waiting",
    }
    found = []
    for case, name in names.items():
        times = _times(measured, case)
        found.append(Entry(name, _median(times), "us", spread=_spread(times)))
    busy = [part.busy for part in measured.parts[measure.ROW]]
    return [*found, Entry("the same, of the processor", _median(busy), "us", spread=_spread(busy))]


# A row waits for the disk. The others wait for nothing, and the processor's clock is the one that is disturbed least.
def _times(measured, case):
    return [part.wall if case == measure.ROW else part.busy for part in measured.parts[case]]


def _issuing(measured, show, cases, name, goal=None):
    """The rate beside that of its parts one after the other, and the same of the processor alone."""
    rates, busy = measured.rates[show], measured.busy[show]
    parts = [_times(measured, case) for case in cases]
    least = sum(map(_median, parts))
    spread = max(map(_spread, [rates, *parts]))
    ours = _median(rates)
    yield _judged(
        Entry(SHOWN_NAMES[show], ours, "tokens/s", 1e6 / least, name, ours * least / 1e6, spread, goal=goal)
    )
    least = sum(_median([part.busy for part in measured.parts[case]]) for case in cases)
    ours = _median(busy)
    processor = f"{SHOWN_NAMES[show]}: the server's processor"
    yield _judged(Entry(processor, ours, "us", least, name, least / ours, _spread(busy), goal=goal))


def _at_half(measured):
    found = []
    percentiles = (("p50", "p50_ms", None), ("p99", "p99_ms", SLOWEST_MS), ("p99.9", "p999_ms", None))
    for percentile, field, limit in percentiles:
        times = [done[field] for done in measured.at_half]
        name = f"{percentile} at {measured.half:.0f} tokens/s, half of that rate"
        found.append(_judged(Entry(name, _median(times), "ms", spread=_spread(times), limit=limit)))
    return found


def _holding(measured):
    held = measured.held
    answered = held["answered_after"]
    name = f"idle connections that answered after {held['seconds']:.0f} s, of {held['connections']}"
    return [
        Entry(name, answered, "connections", reached=answered == held["connections"]),
        Entry("memory of an idle connection", held["kilobytes_each"], "KB"),
        _judged(Entry("p99 beside them, at the same rate", held["beside"]["p99_ms"], "ms", limit=SLOWEST_MS)),
    ]


def _connecting(measured):
    for listener, what in (("public", "asking for no certificate"), ("api", "asking for a certificate, none shown")):
        name = f"new connections, {what}"
        rates, theirs = measured.connecting[listener], measured.connecting["nginx"]
        yield _beside_nginx(name, "connections/s", rates, theirs, _median(rates) / _median(theirs))
        busy, theirs = measured.connecting_busy[listener], measured.connecting_busy["nginx"]
        yield _beside_nginx(f"{name}: the server's processor", "us", busy, theirs, _median(theirs) / _median(busy))


def _beside_nginx(name, unit, ours, theirs, ratio):
    spread = max(_spread(ours), _spread(theirs))
    return _judged(Entry(name, _median(ours), unit, _median(theirs), "nginx", ratio, spread, goal=NGINX))


def _judged(entry):
    if entry.goal is not None:
        entry.reached = entry.ratio >= entry.goal
    elif entry.limit is not None:
        entry.reached = entry.ours <= entry.limit
    return entry


_median = statistics.median


def _spread(values):
    """The middle half of the values, as a share of the median."""
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return (high - low) / middle


def write_json(path, found, machine):
    rows = [{key: _rounded(value) for key, value in asdict(entry).items()} for entry in found]
    document = {"machine": machine, "entries": rows}
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def _rounded(value):
    return float(f"{value:.4g}") if isinstance(value, float) else value


def table(found):
    lines = ["| | Hardtack | | beside | times as fast | goal | spread |", "|---|---:|---|---:|---:|---|---:|"]
    return "\n".join(lines + [_line(entry) for entry in found])


def _line(entry):
    aim = f">= {entry.goal:g}x" if entry.goal is not None else f"<= {entry.limit:g} {entry.unit}" if entry.limit else ""
    verdict = {True: "reached", False: "missed", None: ""}[entry.reached]
    cells = [
        entry.name,
        _shown(entry.ours),
        entry.unit,
        "" if entry.peer is None else f"{entry.peer_name}: {_shown(entry.peer)}",
        "" if entry.ratio is None else f"{entry.ratio:.2f}",
        ": ".join(word for word in (aim, verdict) if word),
        "" if entry.spread is None else f"{100 * entry.spread:.0f} %",
    ]
    return "| " + " | ".join(cells) + " |"


def _shown(number):
    return f"{float(f'{number:.4g}'):,.10g}"
