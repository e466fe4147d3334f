#!/usr/bin/env python3
"""The benchmark: whole commands, interleaved, as ratios to a yardstick.

Usage: run.py BUILD SOURCE [TOUCHPOINTS MESSAGES ROUNDS]

Prints medians, least and most of CPU seconds, the largest resident set, and
the ratio to the bare parse of the same file by libyaml.  Nothing here fails a
test: machines differ.  Peers that are not installed are left out, and said so.
"""
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

build, source = sys.argv[1:3]
touchpoints, messages, rounds = (int(a) for a in (sys.argv[3:] + ["10000", "50000", "9"])[:3])
piece = lambda name: os.path.join(build, "tests", "bench", name)
program = os.path.join(build, "kundresa")
environment = dict(os.environ, LC_ALL="C.UTF-8", KUNDRESA_LOCALEDIR=os.path.join(build, "locale"),
                   KUNDRESA_DATADIR=source)

PEER = """
import sqlite3, sys, yaml
loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
data = yaml.load(open(sys.argv[1], encoding="utf-8"), Loader=loader)
db = sqlite3.connect(sys.argv[2])
db.execute("create table touchpoint(id, stage, title)")
db.execute("create table variant(message, language, subject, body)")
with db:
    for t in data["touchpoints"]:
        db.execute("insert into touchpoint values(?,?,?)", (t["id"], t["stage"], t["title"]))
        for m in t.get("messages", []):
            db.executemany("insert into variant values(?,?,?,?)",
                           [(m["id"], v["language"], v.get("subject"), v.get("body"))
                            for v in m.get("variants", [])])
"""


def timed(command, clean=None, source=None):
    """CPU seconds, wall seconds and peak KiB of one run."""
    if clean:
        for end in ("", "-wal", "-shm"):
            if os.path.exists(clean + end):
                os.unlink(clean + end)
    started = time.monotonic()
    with open(source or os.devnull, "rb") as given:
        child = subprocess.Popen(command, stdin=given, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit("bench: %s ended with %d" % (" ".join(command), child.returncode))
    return usage.ru_utime + usage.ru_stime, time.monotonic() - started, usage.ru_maxrss


with tempfile.TemporaryDirectory() as folder:
    journey = os.path.join(folder, "journey.yaml")
    made = os.path.join(folder, "made.kundresa")
    other = os.path.join(folder, "other.kundresa")
    peer_file = os.path.join(folder, "peer.sqlite")
    with open(journey, "wb") as out:
        subprocess.run([piece("journey_gen"), str(touchpoints), str(messages)], stdout=out, check=True)
    subprocess.run([program, "new", made, "--from", journey], env=environment, check=True,
                   stderr=subprocess.DEVNULL)
    size = os.path.getsize(journey) / 1e6
    jobs = [
        ("bare libyaml parse", [piece("yaml_floor"), "parse"], None, journey),
        ("read only", [piece("journey_read")], None, journey),
        ("import (new --from)", [program, "new", other, "--from", journey], other, None),
        ("export", [program, "export", made, "--format", "journey", "-o",
                    os.path.join(folder, "out.yaml")], None, None),
        ("show", [program, "show", made], None, None),
    ]
    try:
        import yaml  # noqa: F401
        jobs.append(("peer: PyYAML + sqlite3", [sys.executable, "-c", PEER, journey, peer_file],
                     peer_file, None))
    except ImportError:
        print("bench: PyYAML is not installed; its peer is left out")
    results = {name: [] for name, *_ in jobs}
    for turn in range(rounds + 1):
        for name, command, clean, source in jobs:
            result = timed(command, clean, source)
            if turn:
                results[name].append(result)
    with open(os.path.join(folder, "out.yaml"), "rb") as a, open(journey, "rb") as b:
        same = a.read() == b.read()
    print("%d touchpoints, %d messages, %.1f MB of YAML; %d rounds, interleaved; load %.1f" %
          (touchpoints, messages, size, rounds, os.getloadavg()[0]))
    print("export equals the file that was imported: %s" % ("yes" if same else "NO"))
    floor = statistics.median(r[0] for r in results["bare libyaml parse"])
    print("%-24s %24s %10s %8s" % ("", "CPU s median (least-most)", "peak MiB", "ratio"))
    for name, *_ in jobs:
        cpu = [r[0] for r in results[name]]
        print("%-24s %8.3f (%6.3f-%6.3f) %10.1f %8.2f" %
              (name, statistics.median(cpu), min(cpu), max(cpu),
               max(r[2] for r in results[name]) / 1024, statistics.median(cpu) / floor))
