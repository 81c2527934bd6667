#!/usr/bin/env python3
"""Measures how fast history is read: framectl against Python's json.loads over the same lines, side by side in one run.

Closes many sessions against the control plane of the benchmark, so that the journal has a run of them, and then times what reads it. A
second close is killed when most of its sessions are closed, for `runs resume`: what is timed is how long it takes to its first request.
Every figure is the median of the rounds, in which the order turns.
"""
import argparse
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parent / ".build" / "benchmarks"
SETTINGS = dict(
    FRAME_CLIENT_ID="00000000-0000-4000-8000-0000000000be.img.frame.nutanix.com",
    FRAME_CLIENT_SECRET="b3c4b3c4b3c4b3c4b3c4b3c4b3c4b3c4b3c4b3c4", FRAME_ACCOUNT_ID="be000000-0000-4000-8000-0000000000be",
)
# What reads a run, in a process of its own whose start is not counted: the time is taken around the loop.
LOADS = """
import json, sys, time
began = time.monotonic()
with open(sys.argv[1], "rb") as lines:
    for line in lines:
        json.loads(line)
print(time.monotonic() - began)
"""
LIST = "sessions list --output jsonl"
# The most that each may take, as a multiple.
GOALS = {"runs show --output json": 1.0, "runs export": 1.0, "runs verify": 1.0, "runs resume": 1.5, LIST: 3.0}


class Plane:
    """A control plane with so many sessions, for the length of a block."""

    def __init__(self, sessions):
        self.sessions = sessions

    def __enter__(self):
        self.process = subprocess.Popen([str(BUILD / "plane"), str(self.sessions), "0", "0", "window"], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def left(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/-/stats") as answer:
            return json.load(answer)["left"]


class Bench:
    def __init__(self, framectl, folder):
        self.framectl = framectl
        self.folder = folder

    def start(self, *arguments, port=9, stdout=subprocess.DEVNULL):
        environment = dict(SETTINGS, PATH=os.environ["PATH"], HOME=self.folder, TMPDIR=self.folder, FRAME_API_URL=f"http://127.0.0.1:{port}/v1")
        with open(f"{self.folder}/talk", "w") as talk:
            return subprocess.Popen([self.framectl, *arguments], env=environment, stdout=stdout, stderr=talk)

    def check(self, process, *statuses):
        if process.wait() not in statuses:
            sys.exit(f"{process.args} ended with {process.returncode}: {open(f'{self.folder}/talk').read()[-2000:]}")

    def journal(self, name):
        return f"{self.folder}/{name}.sqlite"

    def close(self, name, sessions, killed=False):
        """Closes them; or so many of them that most are closed, and is killed then. Gives the port."""
        with Plane(sessions) as plane:
            process = self.start("close", "--yes", "--max-sessions", "1000000", "--concurrency", "64", "--output", "csv",
                                 "--journal", self.journal(name), port=plane.port)
            while killed and process.poll() is None and plane.left() > sessions // 20:
                time.sleep(0.02)
            if killed:
                process.kill()
            self.check(process, -signal.SIGKILL if killed else 0)
            return plane.port

    def lines(self, name):
        """The run's events, a line each, in a file."""
        path = f"{self.folder}/{name}.jsonl"
        with open(path, "w") as file:
            self.check(self.start("runs", "show", "--output", "jsonl", "--journal", self.journal(name), stdout=file), 0)
        return path

    def loads(self, path):
        return float(subprocess.run([sys.executable, "-c", LOADS, path], capture_output=True, text=True, check=True).stdout)

    def read(self, *arguments):
        """How long a command takes whose output goes into a file."""
        with open(f"{self.folder}/output", "w") as output:
            began = time.monotonic()
            self.check(self.start(*arguments, stdout=output), 0)
            return time.monotonic() - began

    def resume(self, port):
        """How long it takes to the first request. Each time is on a copy: the attempt is written down."""
        for part in ["", "-wal", "-locks"]:
            if os.path.exists(self.journal("killed") + part):
                shutil.copy(self.journal("killed") + part, self.journal("resumed") + part)
        with socket.create_server(("127.0.0.1", port)) as server:
            began = time.monotonic()
            process = self.start("runs", "resume", "--journal", self.journal("resumed"), port=port)
            server.settimeout(120)
            with server.accept()[0]:
                taken = time.monotonic() - began
                process.kill()
                process.wait()
        for path in pathlib.Path(self.folder).glob("resumed.sqlite*"):
            path.unlink()
        return taken

    def list(self, plane, form):
        """How much processor time it takes to list all sessions into a pipe that is read late."""
        process = self.start("sessions", "list", "--output", form, port=plane.port, stdout=subprocess.PIPE)
        time.sleep(1)
        while process.stdout.read(1 << 20):
            pass
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.check(process, 0)
        return usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("framectl", help="a release build")
    parser.add_argument("--sessions", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cc", "-O2", "-o", BUILD / "plane", HERE / "plane/plane.c"], check=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        tell(measure(Bench(options.framectl, folder), options.sessions, options.rounds))


def measure(bench, sessions, rounds):
    """Name of what is compared → its times and those of what it is compared with, in seconds."""
    bench.close("whole", sessions)
    port = bench.close("killed", sessions, killed=True)
    whole, killed = bench.lines("whole"), bench.lines("killed")
    print(f"{sum(1 for _ in open(whole)):,} events of {sessions:,} closes; {sum(1 for _ in open(killed)):,} of a run that was killed")

    def reading(*arguments):
        return lambda: bench.read("runs", *arguments, "--journal", bench.journal("whole"))

    loads = lambda: bench.loads(whole)
    pairs = {
        "runs show --output json": (reading("show", "--output", "json"), loads),
        "runs export": (reading("export"), loads),
        "runs verify": (reading("verify"), loads),
        "runs resume": (lambda: bench.resume(port), lambda: bench.loads(killed)),
    }
    result = {name: compare(ours, other, rounds) for name, (ours, other) in pairs.items()}
    for count in (sessions // 2, sessions):
        with Plane(count) as plane:
            name = LIST if count == sessions else f"{LIST}, {count:,}"
            result[name] = compare(lambda: bench.list(plane, "jsonl"), lambda: bench.list(plane, "csv"), rounds)
    return result


def compare(ours, other, rounds):
    times = ([], [])
    for number in range(rounds):
        for which in (0, 1) if number % 2 else (1, 0):
            times[which].append((ours, other)[which]())
    return tuple(statistics.median(each) for each in times)


def tell(result):
    print("| | framectl | compared with | ratio | at most |\n|---|---:|---:|---:|---:|")
    for name, (ours, other) in result.items():
        base = "CSV" if name.startswith(LIST) else "json.loads"
        goal = GOALS.get(name)
        print(f"| `{name}` | {ours:.2f} s | {other:.2f} s ({base}) | {ours / other:.2f} | {goal or '–'} |")
    missed = [name for name, goal in GOALS.items() if result[name][0] > goal * result[name][1]]
    if missed:
        sys.exit("missed: " + ", ".join(missed))


if __name__ == "__main__":
    main()
