# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""What a mutant is: one place of a C++ source, changed as a slip of the pen would change it."""

import re
from dataclasses import dataclass

# Name, what to look for in code, what stands there instead. One mutant for each place where one matches.
OPERATORS = [
    ("equality", r"(?<=[\w)\]] )==(?= )", "!="),
    ("equality", r"(?<=[\w)\]] )!=(?= )", "=="),
    ("boundary", r"(?<=[\w)\]] )<(?= [\w(-])", "<="),
    ("boundary", r"(?<=[\w)\]] )<=(?= )", "<"),
    ("boundary", r"(?<=[\w)\]] )>(?= [\w(-])", ">="),
    ("boundary", r"(?<=[\w)\]] )>=(?= )", ">"),
    ("connective", r"(?<= )&&(?= )", "||"),
    ("connective", r"(?<= )\|\|(?= )", "&&"),
    ("arithmetic", r"(?<=[\w)\]] )\+(?= [^\"])", "-"),
    ("arithmetic", r"(?<=[\w)\]] )-(?= )", "+"),
    ("arithmetic", r"(?<=[\w)\]] )\*(?= \w)", "+"),
    ("bits", r"(?<=[\w)\]] )&(?= )", "|"),
    ("bits", r"(?<=[\w)\]] )\|(?= )", "&"),
    ("step", r"\+\+(?=\w)", "--"),
    ("step", r"--(?=\w)", "++"),
    ("negation", r"(?<=[(\s])!(?=[\w(])", ""),
    ("truth", r"\btrue\b", "false"),
    ("truth", r"\bfalse\b", "true"),
    ("constant", r"(?<![\w.\"'])0(?![\w.x'])", "1"),
    ("constant", r"(?<![\w.\"'])1(?![\w.'])", "2"),
    ("statement", r"^(\s+)(?=[\w.>\[\]()-]+(\.|->)\w+\([^;]*\);$)", r"\1if (false) "),
    ("statement", r"^(\s+)(?=[\w.>\[\]-]+ [-+|&^]?= [^;]*;$)", r"\1if (false) "),
    ("check", r"^(\s+)(?=RETURN_IF_ERROR\()", r"\1if (false) "),
]

_PATTERNS = [(name, re.compile(pattern), replacement) for name, pattern, replacement in OPERATORS]


@dataclass(frozen=True)
class Mutant:
    path: str
    line: int  # from 1
    operator: str
    before: str
    after: str

    def applied(self, text):
        lines = text.split("\n")
        assert lines[self.line - 1] == self.before
        lines[self.line - 1] = self.after
        return "\n".join(lines)

    def __str__(self):
        return f"{self.path}:{self.line}: {self.operator}: `{self.before.strip()}` -> `{self.after.strip()}`"


def planted(path, text, name, before, after):
    """The mutant that has `after` in place of the one line that is `before`, their indentation aside."""
    lines = text.split("\n")
    [number] = [number for number, line in enumerate(lines, 1) if line.strip() == before]
    line = lines[number - 1]
    return Mutant(path, number, name, line, line.replace(before, after))


def mutants_of(path, text):
    """Every mutant of a source; lines that say nothing at run time are left alone."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        code = _code_of(line)
        if not code.strip() or re.match(r"\s*(#|namespace|using|static_assert|template|\[\[|})", code):
            continue
        for name, after in _changes(line, code):
            if after != line:
                found.append(Mutant(path, number, name, line, after))
    return found


def _changes(line, code):
    """What may become of a line: the name of the operator and the line after it."""
    for name, pattern, replacement in _PATTERNS:
        for match in pattern.finditer(code):
            yield name, line[: match.start()] + match.expand(replacement) + line[match.end() :]
    condition = re.search(r"\bif \(", code)
    if condition and (end := _closing(code, condition.end())) is not None:
        start = max(condition.end(), code.rfind("; ", 0, end) + 2)
        if " = " not in code[start:end]:  # a variable is declared, and its value is what is asked
            yield "condition", f"{line[:start]}false && ({line[start:end]}){line[end:]}"


def _closing(code, start):
    """Where the parenthesis closes that was opened before `start`; None: on another line."""
    depth = 1
    for at in range(start, len(code)):
        depth += {"(": 1, ")": -1}.get(code[at], 0)
        if depth == 0:
            return at
    return None


def _code_of(line):
    """The line with the insides of its texts and its comment blanked, each character at its place."""
    line = re.sub(r'"(\\.|[^"\\])*"', lambda match: '"' + "_" * (len(match.group()) - 2) + '"', line)
    comment = line.find("//")
    return line if comment < 0 else line[:comment]

