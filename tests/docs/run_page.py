"""Runs the sessions of a documentation page and compares what they print with what the page shows.

    run_page.py PAGE PATH_OF_THE_COMMAND FOLDER

A session is a code block marked `console`. A line `$ COMMAND` is run by bash in FOLDER, which is emptied first; lines
`> ...` right below it continue it. The lines up to the next command are what it prints on both outputs. There `...`
stands for any text within a line, and a line of `...` alone for any lines. A command must exit with 0; `|| echo
"exit code $?"` shows one that does not.
"""

import os
import re
import shutil
import subprocess
import sys


def sessions(page):
    """Yields (line number, command, printed lines) of all `console` blocks."""
    inside, command = False, None
    for number, line in enumerate(page.read().splitlines(), 1):
        if line.startswith("```"):
            if command:
                yield command
            inside, command = line == "```console", None
        elif not inside:
            continue
        elif line.startswith("$ "):
            if command:
                yield command
            command = (number, [line[2:]], [])
        elif command is None:
            sys.exit(f"{page.name}:{number}: a session starts with a line `$ COMMAND`")
        elif line.startswith("> ") and not command[2]:
            command[1].append(line[2:])
        else:
            command[2].append(line)


def as_regex(lines):
    parts = []
    for line in lines:
        if line == "...":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*?".join(re.escape(text) for text in line.split("...")) + r"\n")
    return "".join(parts)


def main():
    page_path, command_path, folder = sys.argv[1:]
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    environment = dict(os.environ, HARDTACK_HOME=os.path.join(folder, ".home"), TZ="UTC", LC_ALL="C.UTF-8")
    environment["PATH"] = os.path.dirname(os.path.abspath(command_path)) + ":" + environment["PATH"]
    run = 0
    with open(page_path, encoding="utf-8") as page:
        for number, command, printed in sessions(page):
            run += 1
            script = "\n".join(command)
            result = subprocess.run(["bash", "-o", "pipefail", "-c", script], cwd=folder, env=environment, text=True,
                                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if result.returncode != 0:
                sys.exit(f"{page_path}:{number}: exit code {result.returncode}: {script}\n{result.stdout}")
            if not re.fullmatch(as_regex(printed), result.stdout):
                sys.exit(f"{page_path}:{number}: {script}\nprints\n{result.stdout}\nand not\n" + "\n".join(printed))
    if run == 0:
        sys.exit(f"{page_path}: no session")


main()
