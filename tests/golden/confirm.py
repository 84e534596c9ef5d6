# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Asks the reference whether the committed tokens come to the results that their files have (recipe.h has the format).

    python3 confirm.py JUDGE

JUDGE is the program of tests/differential/reference. Where a file has a section `reference` with another result, that is
what is asked; where it has words there, nothing can be. Ends with 1 when the reference says something else.
"""

import base64
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "tests/golden/tokens", ROOT / "bench/tokens")
LIMITS = {"scopes": [], "max_facts": 1000, "max_iterations": 100}


def sections(path):
    """Of the one case of a file, by their names."""
    found, section = {}, None
    for line in path.read_text().splitlines():
        if line.startswith("-- "):
            section = line[3:]
            found[section] = []
        elif section is not None:
            found[section].append(line)
    return {section: "\n".join(lines).strip() for section, lines in found.items()}


def expectations(case):
    """Pairs of an authorizer's text and the result that the reference should have with it."""
    for section, text in case.items():
        if section.startswith("authorizer"):
            number = section.removeprefix("authorizer")
            expected = case.get(f"reference{number}", case[f"result{number}"])
            if expected.startswith("{"):
                yield text, json.loads(expected)


def question(case, authorizer):
    token = base64.urlsafe_b64decode(case["token"]).hex()
    return {"root_key": case["root key"], "tokens": [token], "authorizer": {"code": authorizer, **LIMITS}}


def result_of(answer):
    [report] = answer["tokens"]
    return {"Err": report["error"]} if "error" in report else report.get("result", report)


def agree(expected, actual):
    """Whether they are the same, where `...` stands for any text: that of an error is each library's own."""
    if expected == "...":
        return isinstance(actual, str)
    if isinstance(expected, dict) and isinstance(actual, dict):
        return expected.keys() == actual.keys() and all(agree(expected[key], actual[key]) for key in expected)
    return expected == actual


def main():
    asked = []
    for path in sorted(path for folder in FOLDERS for path in folder.glob("*.txt")):
        case = sections(path)
        asked += [(path.stem, question(case, text), expected) for text, expected in expectations(case)]
    lines = "".join(json.dumps(each) + "\n" for _, each, _ in asked)
    answers = subprocess.run([sys.argv[1]], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    differences = 0
    for (file, _, expected), answer in zip(asked, map(json.loads, answers), strict=True):
        if not agree(expected, result_of(answer)):
            differences += 1
            print(f"{file}: the reference has {json.dumps(result_of(answer))}, the file {json.dumps(expected)}")
    print(f"golden: {len(asked)} results asked of the reference, {differences} differences")
    sys.exit(differences > 0)


if __name__ == "__main__":
    main()
