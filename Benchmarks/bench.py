#!/usr/bin/env python3
"""Closes the same accounts with framectl and with what people would write instead, side by side.

Each round starts a fresh control plane for each client, in an order that turns; what is told is the median of the rounds. After each
run the control plane must have no production session left and every other one untouched, or the benchmark stops.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

import report

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parent / ".build" / "benchmarks"
# Whether to wait for what takes minutes and says little.
BORING = os.environ.get("BORING") == "1"
SECRET = "b3c4b3c4b3c4b3c4b3c4b3c4b3c4b3c4b3c4b3c4"
CLIENT = "00000000-0000-4000-8000-0000000000be.img.frame.nutanix.com"

# latency in ms, limit a second, dialect, workers of the others, concurrency of framectl (None: its own)
REGIMES = {
    "a": (0, 0, "window", 64, 64),
    "b": (50, 0, "window", 256, 256),
    "c": (0, 200, "window+seconds", 32, None),
}


def clients(framectl, without_record):
    """Name → command for a number of workers and framectl's concurrency, in a folder of its own."""

    def close(binary):
        def command(_, concurrency, folder):
            extra = ["--concurrency", str(concurrency)] if concurrency else []
            journal = ["--journal", f"{folder}/journal.sqlite"]
            return [binary, "close", "--yes", "--max-sessions", "1000000", "--output", "csv", *extra, *journal]
        return command

    result = {
        "framectl": close(framectl),
        "Go net/http": lambda workers, *_: [str(BUILD / "pool"), str(workers)],
        "aiohttp": lambda workers, *_: [str(BUILD / "venv/bin/python"), str(HERE / "peers/aio.py"), str(workers)],
        "curl --parallel": lambda workers, *_: ["sh", str(HERE / "peers/curl.sh"), str(workers)],
        "original procedure": lambda *_: [sys.executable, str(HERE / "peers/original.py")],
    }
    if without_record:
        result["framectl without a record"] = close(without_record)
    return result


def sensible(client, regime, sessions):
    """Whether a run ends in sensible time."""
    if client == "original procedure":
        return {"a": sessions <= 10_000, "b": sessions <= 1_000 and BORING, "c": sessions <= 1_000}[regime]
    if client == "curl --parallel":
        return regime != "c" and sessions <= 10_000
    return regime != "c" or sessions <= 10_000


def run(command, regime, sessions):
    latency, rate, dialect, _, _ = REGIMES[regime]
    plane = subprocess.Popen(
        [str(BUILD / "plane"), str(sessions), str(latency), str(rate), dialect], stdout=subprocess.PIPE, text=True
    )
    folder = tempfile.mkdtemp(dir=BUILD)
    try:
        port = int(plane.stdout.readline())
        environment = dict(
            PATH=os.environ["PATH"], HOME=folder, TMPDIR=folder, FRAME_API_URL=f"http://127.0.0.1:{port}/v1",
            FRAME_CLIENT_ID=CLIENT, FRAME_CLIENT_SECRET=SECRET, FRAME_ACCOUNT_ID="be000000-0000-4000-8000-0000000000be",
        )
        began = time.monotonic()
        with open(f"{folder}/talk", "w") as talk:
            process = subprocess.Popen(command(folder), env=environment, stdout=subprocess.DEVNULL, stderr=talk)
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        if status:
            sys.exit(f"{command(folder)} ended with {status}: {open(f'{folder}/talk').read()[-2000:]}")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/-/stats") as answer:
            stats = json.load(answer)
        if stats["left"] or not stats["others"]:
            sys.exit(f"{command(folder)} left {stats}")
        return {
            "wall": wall,
            "cpu": (usage.ru_utime + usage.ru_stime) / sessions * 1e6,
            "memory": usage.ru_maxrss / 1024,
            "throttled": stats["throttled"],
        }
    finally:
        plane.kill()
        plane.wait()
        shutil.rmtree(folder)


def prepare():
    BUILD.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cc", "-O2", "-o", BUILD / "plane", HERE / "plane/plane.c"], check=True)
    subprocess.run(["go", "build", "-o", BUILD / "pool", HERE / "peers/pool.go"], check=True, env={**os.environ, "GO111MODULE": "off"})
    if not (BUILD / "venv").exists():
        subprocess.run([sys.executable, "-m", "venv", BUILD / "venv"], check=True)
        subprocess.run([BUILD / "venv/bin/pip", "install", "-q", "aiohttp"], check=True)


def ceiling():
    """What the control plane answers at the most, by wrk: GET of a small thing on 64 connections."""
    plane = subprocess.Popen([str(BUILD / "plane"), "1", "0", "0", "window"], stdout=subprocess.PIPE, text=True)
    try:
        url = f"http://127.0.0.1:{int(plane.stdout.readline())}/v1/accounts/bench/pools"
        out = subprocess.run(["wrk", "-t1", "-c64", "-d3s", url], capture_output=True, text=True, check=True).stdout
        return next(float(line.split()[1]) for line in out.splitlines() if line.startswith("Requests/sec"))
    finally:
        plane.kill()
        plane.wait()


def versions():
    def first(*command):
        return subprocess.run(command, capture_output=True, text=True).stdout.splitlines()[0]
    cpu = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    aiohttp = first(str(BUILD / "venv/bin/python"), "-c", "import aiohttp; print('aiohttp', aiohttp.__version__)")
    return {
        "machine": f"{cpu}, {os.cpu_count()} cores shared by client and control plane, Linux {platform.release()}",
        "date": datetime.date.today().isoformat(),
        "peers": ", ".join([first("go", "version").removeprefix("go version "), first("curl", "--version").split(" (")[0], aiohttp, "Python " + platform.python_version()]),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("framectl", help="a release build")
    parser.add_argument("--without-record", help="a release build whose journal keeps nothing")
    parser.add_argument("--sessions", default="1000,10000,100000")
    parser.add_argument("--regimes", default="a,b,c")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", help="clients to run, separated by commas")
    options = parser.parse_args()
    prepare()
    every = clients(options.framectl, options.without_record)
    if options.only:
        every = {name: every[name] for name in options.only.split(",")}
    cells = []
    for regime in options.regimes.split(","):
        for sessions in map(int, options.sessions.split(",")):
            runs = {name: [] for name in every if sensible(name, regime, sessions)}
            workers, concurrency = REGIMES[regime][3:]
            for number in range(options.rounds):
                order = list(runs)
                order = order[number % len(order):] + order[: number % len(order)]
                for name in order:
                    runs[name].append(run(lambda folder: every[name](workers, concurrency, folder), regime, sessions))
            for name, results in runs.items():
                cell = {key: statistics.median(result[key] for result in results) for key in results[0]}
                cells.append({"client": name, "regime": regime, "sessions": sessions, "rounds": len(results), **cell})
                print(cells[-1], flush=True)
    result = {**versions(), "ceiling": ceiling(), "cells": cells}
    (HERE / "results.json").write_text(json.dumps(result, indent=1) + "\n")
    report.write(HERE, result)


main()
