"""Writes the results of bench.py down: tables into README.md, and a picture."""
import pathlib

TITLES = {
    "a": "(a) no limit, no latency; 64 connections",
    "b": "(b) 50 ms for every answer; 256 connections",
    "c": "(c) a limit of 200 requests a second, unknown to the clients, answered with 429 and Retry-After; framectl with its defaults, the others with 32 workers",
}
COLOURS = ["#1f6feb", "#d29922", "#8957e5", "#2da44e", "#cf222e", "#57606a"]


# How many sessions framectl asks for by themselves: up to three before the first DELETE, and a sample afterwards.
QUESTIONS = 3 + 64


def bound(regime, sessions, client):
    """The least time that the regime allows a client with the requests that it makes, in seconds; None where only the machine does."""
    if regime == "b":
        return -(-sessions // 256) * 0.05
    requests = sessions + (QUESTIONS if client.startswith("framectl") else 0)
    return requests / 200 if regime == "c" else None


def tables(result):
    lines = [f"Measured on {result['date']}: {result['machine']}. {result['peers']}.",
             f"The control plane alone answers {result['ceiling']:,.0f} requests a second to `wrk -t1 -c64`.", ""]
    for regime, title in TITLES.items():
        cells = [cell for cell in result["cells"] if cell["regime"] == regime]
        if not cells:
            continue
        lines += [f"### {title}", "",
                  "| sessions | client | wall time | to Go's | to the bound | processor time a close | to Go's | peak memory | 429 |",
                  "|---:|---|---:|---:|---:|---:|---:|---:|---:|"]
        for cell in cells:
            go = next((c for c in cells if c["client"] == "Go net/http" and c["sessions"] == cell["sessions"]), None)
            least = bound(regime, cell["sessions"], cell["client"])
            ratio = lambda key: f"{cell[key] / go[key]:.2f}" if go else "–"
            lines.append(
                f"| {cell['sessions']:,} | {cell['client']} | {cell['wall']:.2f} s | {ratio('wall')} | "
                f"{round(cell['wall'] / least, 2) if least else '–'} | {cell['cpu']:.0f} µs | {ratio('cpu')} | "
                f"{cell['memory']:.0f} MB | {cell['throttled']:.0f} |")
        lines.append("")
    return "\n".join(lines)


def picture(result):
    """Bars: wall time against Go's, for each regime and number of sessions."""
    groups = sorted({(cell["regime"], cell["sessions"]) for cell in result["cells"]})
    names = list(dict.fromkeys(cell["client"] for cell in result["cells"]))
    rows, y = [], 40
    for regime, sessions in groups:
        cells = {cell["client"]: cell for cell in result["cells"] if (cell["regime"], cell["sessions"]) == (regime, sessions)}
        if "Go net/http" not in cells:
            continue
        rows.append(f'<text x="10" y="{y}" font-weight="bold">({regime}) {sessions:,} sessions: wall time as a multiple of Go’s</text>')
        y += 8
        for name in names:
            if name not in cells:
                continue
            value = cells[name]["wall"] / cells["Go net/http"]["wall"]
            width = min(value, 8) * 60
            colour = COLOURS[names.index(name) % len(COLOURS)]
            rows.append(f'<text x="10" y="{y + 13}">{name}</text><rect x="190" y="{y + 2}" width="{width:.0f}" height="14" fill="{colour}"/>'
                        f'<text x="{196 + width:.0f}" y="{y + 13}">{value:.2f}</text>')
            y += 20
        y += 24
    style = "text{font:12px sans-serif;fill:#24292f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="760" height="{y}" viewBox="0 0 760 {y}"><style>{style}</style><rect width="760" height="{y}" fill="white"/>{"".join(rows)}</svg>\n'


def write(folder: pathlib.Path, result):
    (folder / "results.svg").write_text(picture(result))
    readme = folder / "README.md"
    before, rest = readme.read_text().split("<!-- results -->\n")
    after = rest.split("<!-- end of results -->\n")[1]
    readme.write_text(f"{before}<!-- results -->\n{tables(result)}<!-- end of results -->\n{after}")
