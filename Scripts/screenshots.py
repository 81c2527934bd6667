#!/usr/bin/env python3
"""Records the pictures under docs/images: real runs against the simulated trade show, at a real terminal (tmux), as SVG.

    Scripts/screenshots.py FRAMECTL
"""
import html
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unicodedata

IMAGES = pathlib.Path(__file__).resolve().parent.parent / "docs/images"
TMUX = ["tmux", "-L", "framectl-screenshots", "-f", "/dev/null"]
COLUMNS, ROWS = 80, 36
PORT = "8077"

# What SGR codes look like; the rest is text in the usual colour.
STYLES = {"1": 'font-weight="bold"', "2": 'fill="#8b949e"', "31": 'fill="#ff7b72"', "32": 'fill="#56d364"'}
CELL, LINE, MARGIN, FONT = 8.4, 18, 14, 14


def main(tool):
    with tempfile.TemporaryDirectory() as home:
        simulator = subprocess.Popen([tool, "simulate", "--port", PORT], stdout=subprocess.PIPE, text=True)
        try:
            settings = dict(simulator.stdout.readline().removeprefix("export ").strip().split("=", 1) for _ in range(4))
            record(tool, os.environ | settings | {"HOME": home, "LANG": "C.UTF-8"})
        finally:
            simulator.terminate()
            simulator.wait()


def record(tool, environment):
    shell = f"PATH={pathlib.Path(tool).resolve().parent}:$PATH exec bash --norc"
    start = ["new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), shell]
    subprocess.run(TMUX + start, check=True, env=environment)
    try:
        type_in("PS1='$ '; clear", after="[#$] *$")
        type_in("framectl close --rate 10")
        wait_for(r"type: .*\n> *$")
        type_in("close 58 sessions in Contoso Trade Show")
        draw("closing", wait_for(r"(?m)^[5-9] s .*"))
        wait_for(r"Waiting for \d\d? sessions")
        draw("waiting", wait_for("██"))
        draw("closed", wait_for(r"All 58 sessions closed.\n\$ *$"))
    finally:
        subprocess.run(TMUX + ["kill-server"], check=False)


def type_in(text, after=r"(^|\n)[$>] *$"):
    wait_for(after)
    subprocess.run(TMUX + ["send-keys", "-l", text], check=True)
    subprocess.run(TMUX + ["send-keys", "Enter"], check=True)
    time.sleep(0.3)


def wait_for(pattern, limit=30):
    """The screen, with colours, once its text matches a pattern."""
    for _ in range(limit * 20):
        screen = subprocess.run(TMUX + ["capture-pane", "-e", "-p"], check=True, capture_output=True, text=True).stdout
        if re.search(pattern, re.sub(r"\x1b\[[0-9;]*m", "", screen).rstrip()):
            return screen
        time.sleep(0.05)
    sys.exit(f"the screen never showed {pattern}:\n{screen}")


def draw(name, screen):
    lines = screen.rstrip("\n").split("\n")
    width, height = COLUMNS * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="{FONT}" fill="#e6edf3">',
        '<rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
    ]
    for row, line in enumerate(lines):
        column = 0
        for style, text in runs(line):
            wide = columns(text)
            if text.strip():
                x, y = MARGIN + column * CELL, MARGIN + row * LINE + FONT
                parts.append(
                    f'<text x="{x:g}" y="{y:g}" textLength="{wide * CELL:g}" lengthAdjust="spacingAndGlyphs" '
                    f'xml:space="preserve"{style}>{html.escape(text)}</text>'
                )
            column += wide
    IMAGES.mkdir(parents=True, exist_ok=True)
    (IMAGES / f"{name}.svg").write_text("\n".join(parts + ["</svg>"]) + "\n")
    print(f"docs/images/{name}.svg")


def runs(line):
    """The pieces of a line that look alike, each with how."""
    style = ""
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        if match := re.fullmatch(r"\x1b\[([0-9;]*)m", piece):
            codes = [code for code in match[1].split(";") if code in STYLES]
            style = "".join(" " + STYLES[code] for code in codes)
        elif piece:
            yield style, piece


def columns(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


if __name__ == "__main__":
    main(sys.argv[1])
