#!/usr/bin/env python3
"""Holds the running simulator against docs/openapi.yaml. Usage: conform.py FRAMECTL

Schemathesis asks everything that the document allows and much that it does not, as three credentials, and under a rate
limit; each answer has to be as the document says, and each status that the document promises has to be seen. Then it
asks simulators that go wrong on purpose, and has to notice. Exit status: 0 as described, 1 not, 2 could not be tried."""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "openapi.yaml"
SCENARIO = Path(__file__).with_name("fair.json")
HOOKS = Path(__file__).with_name("hooks.py")
SEED = 20261124
EXAMPLES = 12


@dataclass
class Pass:
    """One simulator, asked as one credential."""

    name: str
    credential: int = 0
    changes: dict = field(default_factory=dict)
    without: tuple = ()
    phases: str = "coverage,fuzzing,stateful"


PASSES = [
    # Here alone a session is gone at once when it is closed, so that it can be demanded that it is.
    Pass(
        "the customer's support",
        changes={"closing_seconds": 0, "stuck_percent": 0},
        phases="examples,coverage,fuzzing,stateful",
    ),
    Pass("an auditor, who reads only", credential=1, without=("use_after_free",)),
    Pass(
        "one account's administrator",
        credential=2,
        changes={"close_answer": "no-content"},
        without=("use_after_free",),
    ),
    # A request without a credential is one too many like any other: 429 comes before 401.
    Pass(
        "a rate limit",
        changes={"rate_limit": {"per_second": 5, "retry_after": 1}},
        without=("ignored_auth", "missing_required_header"),
        phases="coverage",
    ),
]

# What a simulator does wrong on purpose, and the code of the complaint that has to follow.
LIES = {
    "GET /accounts/*/pools": ({"answer": "wrong-shape"}, "ST108 Response violates schema"),
    "GET /accounts": ({"answer": "html"}, "ST105 Undocumented Content-Type"),
    "GET /datacenters": ({"answer": "status", "status": 500}, "ST101 Server error"),
    "GET /cloud_providers": ({"answer": "status", "status": 409}, "ST103 Undocumented status code"),
}


class Untried(Exception):
    """The simulator or schemathesis did not work at all."""


class Simulator:
    """`framectl simulate` for the time of a with block."""

    def __init__(self, framectl, scenario, folder):
        file = folder / "scenario.json"
        file.write_text(json.dumps(scenario), encoding="utf-8")
        self.command = [framectl, "simulate", "--scenario", str(file), "--seed", "1", "--port", "0"]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            if match := re.match(r"export FRAME_API_URL=(.*)", line):
                return match.group(1)
        self.__exit__()
        raise Untried("the simulator did not start: " + " ".join(self.command))

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def configuration(scenario):
    """Has schemathesis take ids of the scenario more often than not: what it makes up leads to 404 only."""
    ids = {
        "account_id": [account["id"] for account in scenario["accounts"]],
        "organization_id": [organization["id"] for organization in scenario["organizations"]],
        "customer_id": [scenario["customer"]["id"]],
    }
    lines = [f"seed = {SEED}", 'generation.database = "none"']
    for name, values in ids.items():
        lines.append(f"dictionaries.{name}.values = {json.dumps(values, ensure_ascii=False)}")
        lines.append(f'parameters."path.{name}" = {{ dictionary = "{name}", probability = 0.8 }}')
    return "\n".join(lines) + "\n"


def ask(framectl, subject, folder):
    """Returns schemathesis's exit status and words, and what was answered."""
    scenario = json.loads(SCENARIO.read_text(encoding="utf-8")) | subject.changes
    credential = scenario["credentials"][subject.credential]
    (folder / "schemathesis.toml").write_text(configuration(scenario), encoding="utf-8")
    seen = folder / "seen.jsonl"
    seen.write_text("", encoding="utf-8")
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": str(HOOKS),
        "CONFORMANCE_CLIENT_ID": credential["client_id"],
        "CONFORMANCE_CLIENT_SECRET": credential["client_secret"],
        "CONFORMANCE_SEEN": str(seen),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
    }
    with Simulator(framectl, scenario, folder) as url:
        command = [
            sys.executable, "-m", "schemathesis.cli", "--config-file", str(folder / "schemathesis.toml"),
            "run", str(DOCUMENT), "--url", url, "--phases", subject.phases, "--checks", "all",
            "--exclude-checks", ",".join(("object_level_authorization",) + subject.without),
            "--max-examples", str(EXAMPLES), "--continue-on-failure", "--no-color", "--request-timeout", "30",
        ]
        try:
            asked = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
        except subprocess.TimeoutExpired as late:
            raise Untried(f"schemathesis was not done after {late.timeout:.0f} s") from late
    answers = [json.loads(line) for line in seen.read_text(encoding="utf-8").splitlines()]
    return asked.returncode, asked.stdout + asked.stderr, answers


def promised():
    """The statuses that the document promises, as pairs of operation and status."""
    import yaml

    document = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
    methods = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
    return {
        (f"{method.upper()} {path}", int(status))
        for path, item in document["paths"].items()
        for method in methods if method in item
        for status in item[method]["responses"]
    }


def conform(framectl, folder):
    """Whether the simulator is as the document says."""
    unseen, good = promised(), True
    count = len(unseen)
    for subject in PASSES:
        begun = time.monotonic()
        status, words, answers = ask(framectl, subject, folder)
        unseen -= {(label, code) for label, method, code in answers if label.startswith(method + " ")}
        verdict = {0: "as described", 1: "DEVIATES"}.get(status, "COULD NOT BE TRIED")
        print(f"  {subject.name}: {len(answers)} answers, {verdict} ({time.monotonic() - begun:.0f} s)", flush=True)
        if status != 0:
            print(words, flush=True)
            good = False
        if status > 1 or not answers:
            raise Untried("schemathesis did not run")
    for operation, status in sorted(unseen):
        print(f"  {operation} never answered {status}, which the document promises")
    print(f"  of {count} statuses that the document promises, {count - len(unseen)} were seen", flush=True)
    return good and not unseen


def notices(framectl, folder):
    """Whether each lie of a simulator that goes wrong on purpose is noticed."""
    good = True
    faults = [{"on": on, **fault} for on, (fault, _) in LIES.items()]
    liar = Pass("a liar", changes={"faults": faults}, phases="coverage")
    _, words, _ = ask(framectl, liar, folder)
    for on, (fault, complaint) in LIES.items():
        label = on.replace("*", "{account_id}")
        parts = re.split(r"^_{3,} (.*) _{3,}$", words, flags=re.MULTILINE)
        found = f"- {complaint}\n" in dict(zip(parts[1::2], parts[2::2])).get(label, "")
        print(f"  {on}, {fault['answer']}: {'noticed' if found else 'NOT NOTICED'}")
        good = good and found
    if not good:
        print(words, flush=True)
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("framectl", help="the tool whose simulator is asked")
    framectl = os.path.abspath(parser.parse_args().framectl)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(130))
    with tempfile.TemporaryDirectory(prefix="conformance-") as name:
        folder = Path(name)
        print(f"The simulator, held against {DOCUMENT.relative_to(ROOT)}:", flush=True)
        good = conform(framectl, folder)
        print("Simulators that go wrong on purpose:", flush=True)
        good = notices(framectl, folder) and good
    print("conformance:", "the simulator is as described" if good else "the simulator is NOT as described")
    return 0 if good else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Untried as problem:
        print(f"conformance: could not be tried: {problem}", file=sys.stderr)
        sys.exit(2)
