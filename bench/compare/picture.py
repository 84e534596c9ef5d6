# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""A picture for each table: bars of ours and the peer's, on a logarithmic axis."""

import matplotlib

matplotlib.use("svg")
# The same figures give the same file.
matplotlib.rcParams["svg.hashsalt"] = "hardtack"

from matplotlib import pyplot  # noqa: E402  (after the backend is chosen)

from compare import report  # noqa: E402

OURS, PEER = "#1b6ca8", "#c9c9c9"
BAR = 0.38


def draw(folder, results):
    for table, rows in results:
        shown = [result for result in rows if result.ours.values]
        if shown:
            _draw(folder / f"{table.picture}.svg", table, shown)


def _draw(path, table, rows):
    figure, axes = pyplot.subplots(figsize=(9, 1.6 + 0.55 * len(rows)), layout="constrained")
    for place, result in enumerate(rows):
        _bar(axes, place - BAR / 2, result.ours, OURS)
        if result.peer is not None and result.peer.values:
            _bar(axes, place + BAR / 2, result.peer, PEER)
    axes.set_yticks(range(len(rows)), [result.row.name for result in rows])
    axes.invert_yaxis()
    axes.set_xscale("log")
    medians = _medians(rows)
    # A logarithmic axis has no zero for bars to start at; the shortest is to be seen all the same.
    axes.set_xlim(min(medians) / 3, max(medians) * 2)
    axes.set_xlabel(f"{table.unit} (logarithmic; {'longer' if table.is_rate else 'shorter'} is better)")
    axes.set_title(table.title, loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    _legend(axes, rows)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def _medians(rows):
    sides = [side for result in rows for side in (result.ours, result.peer)]
    return [side.median for side in sides if side is not None and side.values]


def _bar(axes, place, samples, colour):
    axes.barh(place, samples.median, height=BAR, color=colour)
    axes.annotate(f" {report.shown(samples.median, 3)}", (samples.median, place), va="center", fontsize=8)


def _legend(axes, rows):
    names = sorted({result.row.peer.program for result in rows if result.peer is not None and result.peer.values})
    handles = [pyplot.Rectangle((0, 0), 1, 1, color=OURS)]
    labels = ["Hardtack"]
    if names:
        handles.append(pyplot.Rectangle((0, 0), 1, 1, color=PEER))
        labels.append(", ".join(names))
    axes.figure.legend(handles, labels, loc="outside lower right", ncols=2, frameon=False)
