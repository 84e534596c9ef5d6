# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""The recursive rules of bench/recursion.cc as recursive queries of DuckDB, on one thread, counted inside DuckDB.

  recursion.py CASE SECONDS      CASE: closure/GRAPH, same_generation/TREE

Called from the project's root, like every peer; the inputs are files that write_graphs made. What two relations derive
from each other (points_to) has no recursive query.
"""

import json
import sys
import time

import duckdb

CLOSURE = """
WITH RECURSIVE path(x, y) AS (
  SELECT x, y FROM edge UNION SELECT path.x, edge.y FROM path JOIN edge ON path.y = edge.x)
SELECT count(*) FROM path"""

SAME_GENERATION = """
WITH RECURSIVE same(x, y) AS (
  SELECT a.x, b.x FROM edge a JOIN edge b ON a.y = b.y
  UNION
  SELECT a.x, b.x FROM edge a JOIN same ON a.y = same.x JOIN edge b ON b.y = same.y)
SELECT count(*) FROM same"""

QUERIES = {"closure": CLOSURE, "same_generation": SAME_GENERATION}


def main():
    case, seconds = sys.argv[1], float(sys.argv[2])
    rules, _, graph = case.partition("/")
    if rules not in QUERIES:
        sys.exit(f"no such case: {case}")
    database = duckdb.connect(config={"threads": 1})
    path = f"build/peers/graphs/{graph}.tsv"
    read = "read_csv(?, delim='\t', header=false, names=['x', 'y'])"
    database.execute(f"CREATE TABLE edge AS SELECT * FROM {read}", [path])
    cpu, real = measure(lambda: database.execute(QUERIES[rules]).fetchone(), seconds)
    print(json.dumps({"name": case, "cpu_time": cpu, "real_time": real, "time_unit": "ns"}))


def measure(operation, seconds):
    """The mean times of one operation, of the processor and of the wall, in nanoseconds: of the first batch that takes
    `seconds`, as Google Benchmark does it."""
    count = 1
    while True:
        cpu, real = run(operation, count)
        if cpu >= seconds * 1e9:
            return cpu / count, real / count
        count *= 2


def run(operation, count):
    cpu, real = time.process_time_ns(), time.perf_counter_ns()
    for _ in range(count):
        operation()
    return time.process_time_ns() - cpu, time.perf_counter_ns() - real


main()
