#!/usr/bin/env python3
"""Writes docs/reference.md and the manual pages under docs/man from what the tool says of itself.

    Scripts/reference.py FRAMECTL            writes them
    Scripts/reference.py FRAMECTL --check    says which are not up to date, and ends with 1 when any is
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MADE = "made by Scripts/reference.py from the tool's own help; make reference writes it anew"


def main(tool, check):
    def say(*words):
        return subprocess.run([tool, *words], check=True, capture_output=True, text=True).stdout

    root = json.loads(say("--experimental-dump-help"))["command"]
    commands = [command for command in walk(root, []) if command["path"][-1] != "help"]
    topics = {
        name: (summary, say("help", name))
        for name, summary in re.findall(r"^  (\S+)\s+(.+)$", say("help", "topics"), re.M)
    }
    version = say("--version").strip()
    pages = {"docs/reference.md": markdown(commands, topics)}
    for command in commands:
        name = "-".join(command["path"])
        pages[f"docs/man/{name}.1"] = manual(command, commands, topics, version)
    return stale(pages) if check else write(pages)


def walk(command, path):
    """The commands of the tree with their path, parents first."""
    path = path + [command["commandName"]]
    yield command | {"path": path}
    for child in command.get("subcommands", []):
        yield from walk(child, path)


def write(pages):
    for path in (ROOT / "docs/man").glob("*.1"):
        if str(path.relative_to(ROOT)) not in pages:
            path.unlink()
    for path, text in pages.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text)
    return 0


def stale(pages):
    wrong = [path for path, text in pages.items() if not (ROOT / path).exists() or (ROOT / path).read_text() != text]
    wrong += [
        str(path.relative_to(ROOT))
        for path in (ROOT / "docs/man").glob("*.1")
        if str(path.relative_to(ROOT)) not in pages
    ]
    for path in wrong:
        print(f"{path} is not what the tool says of itself: run make reference", file=sys.stderr)
    return 1 if wrong else 0


def parts(discussion):
    """A discussion as paragraphs, and the examples that stand in it, each with what is said of it."""
    paragraphs, examples = [], []
    for block in (discussion or "").split("\n\n"):
        heading, _, rest = block.partition("\n")
        if re.fullmatch(r"Examples?:", heading.strip()):
            examples += [line.strip() for line in rest.split("\n")]
        elif match := re.match(r"Examples?:\s+(framectl.*)", block, re.S):
            examples += [line.strip() for line in match[1].split("\n")]
        else:
            paragraphs.append(block)
    return paragraphs, examples


def arguments(command):
    """The arguments that are shown, in groups with their titles; --version and --help stand in the tool's own page."""
    groups = {}
    for argument in command.get("arguments", []):
        name = (argument.get("preferredName") or {}).get("name")
        if not argument["shouldDisplay"] or (name in ("version", "help") and len(command["path"]) > 1):
            continue
        title = argument.get("sectionTitle") or ("Arguments" if argument["kind"] == "positional" else "Options")
        groups.setdefault(title, []).append(argument)
    return dict(sorted(groups.items(), key=lambda group: group[0] != "Arguments"))


def spelling(argument):
    """How an argument is written: its names, and its value."""
    value = f"<{argument['valueName']}>"
    if argument["kind"] == "positional":
        return value
    dashes = {"long": "--", "short": "-", "longWithSingleDash": "-"}
    names = ", ".join(dashes[name["kind"]] + name["name"] for name in argument["names"])
    return names if argument["kind"] == "flag" else f"{names} {value}"


def meaning(argument):
    """What an argument means, with the values that it takes and the one that it has."""
    text = argument.get("abstract", "")
    if argument.get("discussion"):
        text += " " + argument["discussion"]
    facts = []
    if argument.get("allValues"):
        facts.append("values: " + ", ".join(argument["allValues"]))
    if argument.get("defaultValue"):
        facts.append("default: " + argument["defaultValue"])
    return text + (f" ({'; '.join(facts)})" if facts else "")


def usage(command):
    words = " ".join(command["path"])
    names = [(a.get("preferredName") or {}).get("name") for a in command.get("arguments", []) if a["shouldDisplay"]]
    if command.get("subcommands") and set(names) <= {"version", "help"}:
        return words + " <subcommand>"
    positional = [a for a in command.get("arguments", []) if a["kind"] == "positional" and a["shouldDisplay"]]
    return " ".join(
        [words] + [f"[{spelling(a)}]" if a["isOptional"] else spelling(a) for a in positional] + ["[options]"]
    )


# Markdown


def markdown(commands, topics):
    lines = [
        "# Reference", "",
        f"<!-- {MADE} -->", "",
        "Every command with its options, and what `framectl help` tells besides. The forms of output are described field by field in",
        "[output.md](output.md).", "",
    ]
    lines += [f"- [{' '.join(c['path'])}](#{'-'.join(c['path'])}): {cell(c['abstract'])}" for c in commands]
    lines += [f"- [{name}](#{name}): {summary}" for name, (summary, _) in topics.items()] + [""]
    for command in commands:
        lines += section(command)
    for name, (summary, text) in topics.items():
        lines += [f"## {name}", "", f"`framectl help {name}`: {summary}.", ""]
        lines += [("    " + line).rstrip() for line in text.rstrip().split("\n")] + [""]
    return "\n".join(lines).rstrip() + "\n"


def section(command):
    paragraphs, examples = parts(command.get("discussion"))
    lines = [f"## {' '.join(command['path'])}", "", cell(command["abstract"]), "", f"    {usage(command)}", ""]
    for paragraph in paragraphs:
        lines += [cell(paragraph), ""]
    if examples:
        lines += ["For example:", ""] + [f"    {example}" for example in examples] + [""]
    for title, group in arguments(command).items():
        lines += [f"| {title.lower()} | |", "|---|---|"]
        lines += [f"| `{spelling(a)}` | {cell(meaning(a))} |".replace("n|p%", "n\\|p%") for a in group] + [""]
    return lines


def cell(text):
    """Text in which nothing is taken for markup."""
    return re.sub(r"([\\*<>\[\]|])", r"\\\1", text)


# Manual pages, in the language of man(7)


def manual(command, commands, topics, version):
    name = "-".join(command["path"])
    paragraphs, examples = parts(command.get("discussion"))
    lines = [
        f'.\\" {MADE}',
        f'.TH {name.upper()} 1 "" "framectl {version}" "framectl"',
        ".SH NAME", f"{roff(name)} \\- {roff(command['abstract'].rstrip('.'))}",
        ".SH SYNOPSIS", f".B {roff(usage(command))}",
    ]
    if paragraphs:
        lines += [".SH DESCRIPTION"]
        for number, paragraph in enumerate(paragraphs):
            lines += ([".PP"] if number else []) + [roff(paragraph)]
    below = [c for c in commands if c["path"][:-1] == command["path"]]
    if below:
        lines += [".SH COMMANDS"]
        for child in below:
            lines += [".TP", f".B {roff(' '.join(child['path'][1:]))}", roff(child["abstract"])]
    for title, group in arguments(command).items():
        lines += [f'.SH "{roff(title.upper())}"']
        for argument in group:
            lines += [".TP", f".B {roff(spelling(argument))}", roff(meaning(argument))]
    if examples:
        lines += [".SH EXAMPLES"] + verbatim("\n".join(examples))
    if len(command["path"]) == 1:
        for topic, (summary, text) in topics.items():
            lines += [f'.SH "{roff(topic.upper().replace("-", " "))}"'] + verbatim(text.rstrip())
    others = below or [c for c in commands if c["path"] == command["path"][:-1]]
    if others:
        lines += [".SH SEE ALSO"]
        names = [f".BR {roff('-'.join(other['path']))} (1)" for other in others]
        lines += [line + ("," if place + 1 < len(names) else "") for place, line in enumerate(names)]
    return "\n".join(lines) + "\n"


def verbatim(text):
    return [".nf"] + [roff(line) for line in text.split("\n")] + [".fi"]


def roff(text):
    """Text in which nothing is taken for a request or an escape."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ")
    text = re.sub(r"[^\x00-\x7f]", lambda match: f"\\[u{ord(match[0]):04X}]", text)
    return re.sub(r"^([.'])", r"\\&\1", text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--check" in sys.argv[2:]))
