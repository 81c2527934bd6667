#!/usr/bin/env python3
"""Says which public declarations have no documentation, and which types stand in no group of topics; ends with 1 when any.

    Scripts/undocumented.py SYMBOLS.json CATALOG
"""
import json
import pathlib
import re
import sys


def main(graph, catalog):
    symbols = json.loads(pathlib.Path(graph).read_text())["symbols"]
    pages = "".join(page.read_text() for page in sorted(pathlib.Path(catalog).rglob("*.md")))
    grouped = set(re.findall(r"^- ``(\w+)``$", pages, re.M))
    bare = [".".join(s["pathComponents"]) for s in symbols if not s.get("docComment", {}).get("lines")]
    loose = {s["pathComponents"][0] for s in symbols if len(s["pathComponents"]) == 1} - grouped
    for name in sorted(bare):
        print(f"{name} has no documentation", file=sys.stderr)
    for name in sorted(loose):
        print(f"{name} is in no group of topics", file=sys.stderr)
    return 1 if bare or loose else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
