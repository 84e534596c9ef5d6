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
    ("arithmetic", r"(?<=[\w)\]] )\+(?= )", "-"),
    ("arithmetic", r"(?<=[\w)\]] )-(?= )", "+"),
    ("arithmetic", r"(?<=[\w)\]] )\*(?= \w)", "+"),
    ("bits", r"(?<=[\w)\]] )&(?= )", "|"),
    ("bits", r"(?<=[\w)\]] )\|(?= )", "&"),
    ("step", r"\+\+(?=\w)", "--"),
    ("step", r"--(?=\w)", "++"),
    ("negation", r"(?<=[(\s])!(?=[\w(])", ""),
    ("condition", r"(?<=\bif )\((?=[^;]*\)( \{)?( return [^;]*;| continue;| break;)?$)", "(false && "),
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
        for name, pattern, replacement in _PATTERNS:
            for match in pattern.finditer(code):
                after = line[: match.start()] + match.expand(replacement) + line[match.end() :]
                if after != line:
                    found.append(Mutant(path, number, name, line, after + (")" if "(false && " in replacement else "")))
    return [_balanced(mutant) for mutant in found]


def _code_of(line):
    """The line with the insides of its texts and its comment blanked, each character at its place."""
    line = re.sub(r'"(\\.|[^"\\])*"', lambda match: '"' + "_" * (len(match.group()) - 2) + '"', line)
    comment = line.find("//")
    return line if comment < 0 else line[:comment]


def _balanced(mutant):
    """`if (false && (a || b)) return;`: the parenthesis that a condition opened is closed behind the condition."""
    if mutant.operator != "condition":
        return mutant
    line = mutant.after[:-1]  # without what was added at the end
    start = line.index("(false && ") + len("(false && ")
    depth, at = 1, start
    while depth > 0 and at < len(line):
        depth += {"(": 1, ")": -1}.get(line[at], 0)
        at += 1
    return Mutant(mutant.path, mutant.line, mutant.operator, mutant.before,
                  f"{line[:start]}({line[start:at - 1]}){line[at - 1:]}")
