#!/usr/bin/env python3
"""The benchmark of files: whole commands, interleaved, as ratios to yardsticks.

Usage: run.py BUILD SOURCE [TOUCHPOINTS MESSAGES ROUNDS]

Prints medians, least and most of CPU seconds, the peak resident set, and the
ratio to the bare parse of the same file by libyaml; then what is reached beside
what is aimed at.  Nothing here fails a test: machines differ.  Peers that are not
installed are left out, and said so.
"""
import os
import pty
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

build, source = sys.argv[1:3]
touchpoints, messages, rounds = (int(a) for a in (sys.argv[3:] + ["10000", "50000", "9"])[:3])
program = os.path.join(build, "kundresa")
environment = dict(os.environ, LC_ALL="C.UTF-8", KUNDRESA_LOCALEDIR=os.path.join(build, "locale"),
                   KUNDRESA_DATADIR=source)
# Where Debian's packages of node's modules are, whichever node it is.
environment["NODE_PATH"] = os.environ.get("NODE_PATH", "/usr/share/nodejs")

IMPORT_PEER = """
import sqlite3, sys, yaml
data = yaml.load(open(sys.argv[1], encoding="utf-8"), Loader=yaml.CSafeLoader)
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

# The same rows as an export reads, of the largest tables.
EXPORT_PEER = """
import sqlite3, sys, yaml
db = sqlite3.connect(sys.argv[1])
db.row_factory = sqlite3.Row
def rows(table, parent=None):
    parts = {}
    for row in db.execute('select * from "%s" order by ord' % table):
        parts.setdefault(row[parent] if parent else None, []).append(
            {k: row[k] for k in row.keys() if row[k] is not None and k not in ("oid", "ord", "journey", parent)})
    return parts
variants, messages, usages = rows("variant", "message"), rows("message", "touchpoint"), rows("usage", "touchpoint")
for group in messages.values():
    for m in group:
        m["variants"] = variants.get(m["id"], [])
touchpoints = rows("touchpoint")[None]
for t in touchpoints:
    t["systems"], t["messages"] = usages.get(t["id"], []), messages.get(t["id"], [])
yaml.dump({"touchpoints": touchpoints, "edges": rows("edge")[None]}, open(sys.argv[2], "w"),
          Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
"""

LOAD_PEER = "require('js-yaml').load(require('fs').readFileSync(process.argv[1], 'utf8'))"


def piece(name):
    return os.path.join(build, "tests", "bench", name)


def works(command):
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def remove(path):
    for end in ("", "-wal", "-shm", "-journal"):
        if os.path.exists(path + end):
            os.unlink(path + end)


def timed(command, made=None, given=None):
    """CPU seconds, wall seconds and peak KiB of one run, which makes the file @made."""
    if made:
        remove(made)
    here, there = os.pipe()
    with open(given or os.devnull, "rb") as text:
        code = subprocess.run([piece("measure"), str(there)] + command, stdin=text,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              env=environment, pass_fds=[there]).returncode
    os.close(there)
    with os.fdopen(here) as told:
        numbers = told.read().split()
    if code != 0:
        raise SystemExit("bench: %s ended with %d" % (" ".join(command), code))
    return tuple(float(n) for n in numbers)


def print_goals(goals):
    print("%-64s %10s %10s" % ("", "reached", "goal"))
    for words, reached, goal in goals:
        print("%-64s %10s %10s" % (words, "%.2f" % reached if reached is not None else "-", goal))


def files(folder):
    """Import and export."""
    journey = os.path.join(folder, "journey.yaml")
    made, other, floor, peer, out = (os.path.join(folder, n) for n in (
        "made.kundresa", "other.kundresa", "floor.sqlite", "peer.sqlite", "out.yaml"))
    with open(journey, "wb") as text:
        subprocess.run([piece("journey_gen"), str(touchpoints), str(messages)], stdout=text,
                       check=True)
    subprocess.run([program, "new", made, "--from", journey], env=environment, check=True,
                   stderr=subprocess.DEVNULL)
    jobs = [
        ("libyaml: parse", [piece("yaml_floor"), "parse"], None, journey),
        ("libyaml: parse and emit", [piece("yaml_floor"), "copy"], None, journey),
        ("libyaml, SQLite: parse, insert", [piece("store_floor"), made, floor], floor, journey),
        ("read only", [piece("journey_read")], None, journey),
        ("import (new --from)", [program, "new", other, "--from", journey], other, None),
        ("export", [program, "export", made, "--format", "journey", "-o", out], None, None),
        ("show", [program, "show", made], None, None),
    ]
    if works([sys.executable, "-c", "import yaml; yaml.CSafeLoader"]):
        jobs.append(("peer: PyYAML and sqlite3, in", [sys.executable, "-c", IMPORT_PEER, journey, peer],
                     peer, None))
        jobs.append(("peer: PyYAML and sqlite3, out",
                     [sys.executable, "-c", EXPORT_PEER, made, os.path.join(folder, "peer.yaml")],
                     None, None))
    else:
        print("bench: PyYAML with libyaml is not installed; its peers are left out")
    if shutil.which("node") and works(["node", "-e", "require('js-yaml')"]):
        jobs.append(("peer: js-yaml, load", ["node", "-e", LOAD_PEER, journey], None, None))
    else:
        print("bench: node with js-yaml is not installed; its peer is left out")
    results = {name: [] for name, *_ in jobs}
    for turn in range(rounds + 1):
        for name, command, fresh, given in jobs:
            result = timed(command, fresh, given)
            if turn:
                results[name].append(result)
    with open(out, "rb") as a, open(journey, "rb") as b:
        same = a.read() == b.read()
    print("%d touchpoints, %d messages, %.1f MB of YAML; %d rounds, interleaved; load %.1f" %
          (touchpoints, messages, os.path.getsize(journey) / 1e6, rounds, os.getloadavg()[0]))
    print("export equals the file that was imported: %s" % ("yes" if same else "NO"))
    cpu = {name: statistics.median(r[0] for r in results[name]) for name in results}
    memory = {name: max(r[2] for r in results[name]) / 1024 for name in results}
    print("%-32s %24s %10s %8s" % ("", "CPU s median (least-most)", "peak MiB", "ratio"))
    for name in results:
        all_of_it = [r[0] for r in results[name]]
        print("%-32s %8.3f (%6.3f-%6.3f) %10.1f %8.2f" %
              (name, cpu[name], min(all_of_it), max(all_of_it), memory[name],
               cpu[name] / cpu["libyaml: parse"]))
    ours_in, ours_out = cpu["import (new --from)"], cpu["export"]

    def times(peer_name, ours):
        return cpu[peer_name] / ours if peer_name in cpu else None

    print_goals([
        ("import, to libyaml's parse and bare inserts of the same rows",
         ours_in / cpu["libyaml, SQLite: parse, insert"], "<= 1.4"),
        ("export, to libyaml's emitting alone of the same events",
         ours_out / (cpu["libyaml: parse and emit"] - cpu["libyaml: parse"]), "<= 1.6"),
        ("PyYAML and sqlite3 in, to import", times("peer: PyYAML and sqlite3, in", ours_in), ">= 12"),
        ("PyYAML and sqlite3 out, to export", times("peer: PyYAML and sqlite3, out", ours_out), ">= 15"),
        ("js-yaml's load alone, to import", times("peer: js-yaml, load", ours_in), ">= 2"),
        ("MiB at the peak, import", memory["import (new --from)"], "<= 16"),
        ("MiB at the peak, export", memory["export"], "<= 16"),
    ])
    return made


def edits(made):
    """One edit alone, and sixteen people at once, beside what SQLite alone does on this disk."""
    jobs = {"alone": ["1", "2000"], "alone, bare SQLite": ["1", "2000", "bare"],
            "16 people": ["16", "8000"], "16 people, SQLite's own waiting": ["16", "8000", "ladder"],
            "16 people, bare SQLite": ["16", "8000", "bare"]}
    results = {name: [] for name in jobs}
    for turn in range(6):
        for name, arguments in jobs.items():
            told = subprocess.run([piece("writers"), made] + arguments, check=True, env=environment,
                                  capture_output=True, text=True).stdout.split()
            if turn:
                results[name].append([float(n) for n in told])
    print("edits, each durable on its own; 5 rounds, interleaved; load %.1f" % os.getloadavg()[0])
    print("%-32s %12s %14s %24s" % ("", "edits a s", "ms, median", "least served, % of share"))
    middle = {name: [statistics.median(r[i] for r in of) for i in range(3)]
              for name, of in results.items()}
    for name, (speed, took, share) in middle.items():
        print("%-32s %12.0f %14.3f %24.0f" % (name, speed, took, share))
    print_goals([("ms for one edit", middle["alone"][1], "<= 1"),
                 ("edits a second of 16 people", middle["16 people"][0], ">= 1000"),
                 ("the same, to bare SQLite's",
                  middle["16 people"][0] / middle["16 people, bare SQLite"][0], ">= 0.5"),
                 ("least served of 16 people, % of an equal share", middle["16 people"][2], ">= 25")])


def room(made):
    """Sixteen people who write and eight who look, each edit checked by an oracle."""
    for words, number, pause in (("at human pace", 1500, 250), ("as fast as they can", 8000, 0)):
        told = subprocess.run([piece("room"), made, "16", "8", str(number), str(pause)],
                              env=environment, capture_output=True, text=True).stdout.split()
        found = [float(n) for n in told]
        print("16 who write and 8 who look, %s: %.0f edits a second, %.0f refused; load %.1f" %
              (words, found[0], found[7], os.getloadavg()[0]))
        goals = [("edits lost, or over another unseen", found[8] + found[9], "<= 0")]
        if pause:
            goals = [("ms until an edit is kept, 99 %", found[2], "<= 25"),
                     ("ms until others see it, 99 %", found[5], "<= 250"),
                     ("ms until others see it, the longest", found[6], "<= 1000")] + goals
        print_goals(goals)


def processor_time(process):
    """Seconds that the process has used, to the nanosecond."""
    with open("/proc/%d/schedstat" % process) as stat:
        return int(stat.read().split()[0]) / 1e9


def idle(made):
    """A workbench that nobody uses."""
    process, terminal = pty.fork()
    if process == 0:
        os.execve(program, ["kundresa", "open", made], dict(environment, TERM="xterm-256color"))
    drain = threading.Thread(target=lambda: list(iter(lambda: read_some(terminal), b"")), daemon=True)
    drain.start()
    time.sleep(5)  # the audit of the journey is done
    begun, used = time.monotonic(), processor_time(process)
    time.sleep(20)
    share = (processor_time(process) - used) / (time.monotonic() - begun) * 100
    os.kill(process, signal.SIGTERM)
    os.waitpid(process, 0)
    print_goals([("% of a core that an idle workbench takes", share, "<= 0.3")])


def read_some(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


with tempfile.TemporaryDirectory() as where:
    made_file = files(where)
    edits(made_file)
    room(made_file)
    idle(made_file)
