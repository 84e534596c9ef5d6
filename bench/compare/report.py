# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""The results as JSON for programs and as Markdown for people."""

import json


def entries(results):
    """One entry a row, as summary.json has them. Times and rates are medians."""
    return [_entry(table, result) for table, rows in results for result in rows]


def write_json(path, results, machine, quick):
    summary = {"quick": quick, "machine": machine, "entries": entries(results)}
    path.write_text(json.dumps(summary, indent=2, ensure_ascii=False) + "\n")


def write_markdown(path, results, machine, command, quick):
    parts = ["# Beside its peers\n", _preface(machine, command, quick)]
    parts += [_table(table, rows) for table, rows in results]
    path.write_text("\n".join(parts))


def _entry(table, result):
    peer = result.peer
    ratio = result.ratio(table.is_rate)
    return {
        "table": table.title,
        "name": result.row.name,
        "ours": _rounded(result.ours.median),
        "peer": _rounded(peer.median) if peer else None,
        "peer_name": result.row.peer.program if peer else None,
        "unit": table.unit,
        "ratio": _rounded(ratio),
        "spread": _rounded(max(result.ours.spread, peer.spread if peer else 0.0)),
        "goal": result.row.goal,
        "limit": result.row.limit,
        "reached": reached(table, result),
        "not_run": result.ours.not_run or (peer.not_run if peer else None),
    }


def reached(table, result):
    """Whether a row is where it should be; None if it has no goal, or if what decides it did not run."""
    row, verdicts = result.row, []
    if row.goal is not None:
        ratio = result.ratio(table.is_rate)
        verdicts.append(None if ratio is None else ratio >= row.goal)
    if row.limit is not None:
        ours = result.ours.median
        verdicts.append(None if ours is None else ours >= row.limit if table.is_rate else ours <= row.limit)
    if False in verdicts:
        return False
    return True if verdicts and None not in verdicts else None


def goals(results):
    """Lines for a terminal: how many goals of each table were reached, then those that were not."""
    lines = [f"{'goals':18} reached  missed  not run"]
    not_reached = []
    for table, rows in results:
        judged = [(result, reached(table, result)) for result in rows if _aim(table, result.row)]
        counts = [sum(1 for _, verdict in judged if verdict is kind) for kind in (True, False, None)]
        if judged:
            lines.append(f"{table.picture:18} {counts[0]:7}  {counts[1]:6}  {counts[2]:7}")
        for result, verdict in judged:
            if verdict is not True:
                word = "missed" if verdict is False else "not run"
                not_reached.append(f"{word}: {table.picture}, {result.row.name}: {_outcome(table, result)}")
    return lines + not_reached


def _outcome(table, result):
    ratio = result.ratio(table.is_rate)
    shares = [] if ratio is None else [f"{ratio:.2f}x"]
    if result.ours.values:
        shares.insert(0, f"{shown(result.ours.median, 3)} {table.unit}")
    return f"{', '.join(shares) or 'nothing'} instead of {_aim(table, result.row)}"


def _rounded(number):
    return None if number is None else float(f"{number:.4g}")


def _preface(machine, command, quick):
    lines = [f"Written by `{command}`."]
    if quick:
        lines[0] += " **A quick run: few repetitions, slow rows left out. Figures to quote come from a full run.**"
    lines += [
        "Medians; *times as fast* is the peer's time over ours, so below 1 we are slower. *Spread* is the middle half",
        "of the repetitions as a share of the median, of whichever side spreads more.\n",
    ]
    lines += ["| | |", "|---|---|"] + [f"| {name} | {value} |" for name, value in machine.items()]
    return "\n".join(lines) + "\n"


def _table(table, rows):
    lines = [f"## {table.title}\n", f"![{table.title}]({table.picture}.svg)\n"]
    lines.append(f"| | Hardtack, {table.unit} | peer, {table.unit} | peer | times as fast | goal | spread |")
    lines.append("|---|---:|---:|---|---:|---|---:|")
    return "\n".join(lines + [_line(table, result) for result in rows]) + "\n"


def _line(table, result):
    ratio, peer = result.ratio(table.is_rate), result.peer
    spread = max(result.ours.spread, peer.spread if peer else 0.0)
    cells = [
        result.row.name,
        _cell(result.ours),
        _cell(peer) if peer else "",
        result.row.peer.program if peer else "",
        "" if ratio is None else f"**{ratio:.2f}** slower" if ratio < 1 else f"{ratio:.1f}",
        _goal(table, result),
        f"{100 * spread:.0f} %" if result.ours.values else "",
    ]
    return "| " + " | ".join(cells) + " |"


def _cell(samples):
    return f"NOT RUN: {samples.not_run}".replace("|", "\\|") if samples.not_run else shown(samples.median, 4)


def shown(number, digits):
    """With so many significant digits, in full: 16,400 and not 1.64e+04."""
    return f"{float(f'{number:.{digits}g}'):,.10g}"


def _goal(table, result):
    aim = _aim(table, result.row)
    verdict = {True: "reached", False: "missed", None: "not run"}[reached(table, result)]
    return f"{aim}: {verdict}" if aim else ""


def _aim(table, row):
    """What a row should come to; empty if nobody said."""
    aims = []
    if row.goal is not None:
        aims.append(f">= {row.goal:g}x")
    if row.limit is not None:
        aims.append(f"{'>=' if table.is_rate else '<='} {row.limit:g} {table.unit}")
    return ", ".join(aims)
