"""Prints what gcovr counted (its JSON summary): a table per folder, then the files that were run least.

    python3 scripts/coverage_table.py SUMMARY
"""

import json
import pathlib
import sys

GOAL = {"line": 95.0, "branch": 85.0}
WORST_FILES = 12


def percent(covered: int, total: int) -> float:
    return 100.0 * covered / total if total else 100.0


def folder_of(name: str) -> str:
    """hardtack/crypto/lanes/field.h belongs to crypto."""
    return pathlib.PurePath(name).parts[1]


def sums(files: list[dict]) -> dict[str, float]:
    return {
        kind: percent(sum(f[f"{kind}_covered"] for f in files), sum(f[f"{kind}_total"] for f in files)) for kind in GOAL
    }


def row(name: str, shares: dict[str, float]) -> str:
    marks = {kind: "" if share >= GOAL[kind] else " (below the goal)" for kind, share in shares.items()}
    return f"| {name} | {shares['line']:.1f} %{marks['line']} | {shares['branch']:.1f} %{marks['branch']} |"


def main() -> None:
    files = json.loads(pathlib.Path(sys.argv[1]).read_text())["files"]
    print("| folder | lines | branches |\n|---|---|---|")
    for folder in sorted({folder_of(f["filename"]) for f in files}):
        print(row(folder, sums([f for f in files if folder_of(f["filename"]) == folder])))
    print(row("all", sums(files)))
    print(f"\nGoal: {GOAL['line']:.0f} % of lines, {GOAL['branch']:.0f} % of branches. The least of all, by branches:\n")
    print("| file | lines | branches |\n|---|---|---|")
    for f in sorted(files, key=lambda f: percent(f["branch_covered"], f["branch_total"]))[:WORST_FILES]:
        print(f"| {f['filename']} | {f['line_percent']:.1f} % | {percent(f['branch_covered'], f['branch_total']):.1f} % |")


if __name__ == "__main__":
    main()
