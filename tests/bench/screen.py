#!/usr/bin/env python3
"""How soon the workbench draws: first paint, and a key to its last byte.

Usage: screen.py BUILD SOURCE [ROUNDS]

The program runs in a pseudo terminal of 120 x 40.  A frame's end is the last
byte before the terminal has been quiet for a while, so every figure is to the
last byte of what belongs together.  Yardsticks in the same run: a raw echo (cat)
and such peers as are installed.  Nothing here fails a test: machines differ.
"""
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
import tty

build, source = sys.argv[1:3]
rounds = int((sys.argv[3:] + ["7"])[0])
program = os.path.join(build, "kundresa")
environment = dict(os.environ, LC_ALL="C.UTF-8", TERM="xterm-256color",
                   KUNDRESA_LOCALEDIR=os.path.join(build, "locale"), KUNDRESA_DATADIR=source)


class Terminal:
    def __init__(self, command, raw=False):
        self.started = time.perf_counter()
        self.child, self.fd = pty.fork()
        if self.child == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            if raw:
                tty.setraw(1)
            os.execvpe(command[0], command, environment)
        if raw:
            self.frame(0.1)

    def frame(self, quiet=0.02, patience=20.0):
        """The time of the last byte of what comes, and how many bytes."""
        last, count = None, 0
        limit = time.perf_counter() + patience
        while True:
            wait = quiet if last is not None else limit - time.perf_counter()
            if wait <= 0 or not select.select([self.fd], [], [], wait)[0]:
                return last, count
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return last, count
            if not data:
                return last, count
            last, count = time.perf_counter(), count + len(data)

    def key(self, keys):
        begun = time.perf_counter()
        os.write(self.fd, keys)
        last, count = self.frame(patience=0.5)
        return ((last - begun) * 1000 if last else float("nan")), count

    def memory(self):
        with open(f"/proc/{self.child}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmHWM"):
                    return int(line.split()[1]) / 1024
        return float("nan")

    def end(self):
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.fd)


def middle(values):
    values = sorted(values)
    return (statistics.median(values), values[0], values[min(len(values) - 1,
                                                             int(len(values) * 0.95))])


def start(command):
    """First paint in milliseconds, bytes, and peak memory."""
    terminal = Terminal(command)
    last, count = terminal.frame(quiet=0.5)  # mc rests for a while before it draws
    memory = terminal.memory()
    result = ((last - terminal.started) * 1000 if last else float("nan")), count, memory
    terminal.end()
    return result


with tempfile.TemporaryDirectory() as folder:
    files = {}
    for name, touchpoints, messages in (("sample", 0, 0), ("10 k", 10000, 50000),
                                        ("100 k", 100000, 100000)):
        path = os.path.join(folder, name.replace(" ", "") + ".kundresa")
        journey = os.path.join(source, "journeys", "electricity-se.yaml")
        if touchpoints:
            journey = os.path.join(folder, "journey.yaml")
            with open(journey, "wb") as out:
                subprocess.run([os.path.join(build, "tests/bench/journey_gen"), str(touchpoints),
                                str(messages)], stdout=out, check=True)
        subprocess.run([program, "new", path, "--from", journey], env=environment, check=True,
                       stderr=subprocess.DEVNULL)
        subprocess.run([program, "whoami", path, "--name", "Anna"], env=environment, check=True,
                       stdout=subprocess.DEVNULL)  # who is known is not asked for a name
        files[name] = path

    jobs = {"kundresa, " + name: [program, path] for name, path in files.items()}
    crowd = os.path.join(folder, "files")  # a list to go up and down in
    os.mkdir(crowd)
    for number in range(100):
        open(os.path.join(crowd, "file-%d" % number), "w").close()
    ledger = os.path.join(folder, "ledger.journal")
    with open(ledger, "w", encoding="ascii") as out:
        for number in range(10000):
            out.write("2026-01-01 %d\n  a:%d  1 SEK\n  b\n\n" % (number, number % 100))
    for peer in (["mc", crowd], ["vd", folder], ["hledger-ui", "-f", ledger], ["less", journey],
                 ["vim", "-u", "NONE", journey]):
        if shutil.which(peer[0]):
            jobs[peer[0]] = peer
        else:
            print("bench: %s is not installed; its peer is left out" % peer[0])

    print("first paint, %d rounds, interleaved; load %.1f" % (rounds, os.getloadavg()[0]))
    paints = {name: [] for name in jobs}
    for turn in range(rounds + 1):
        for name, command in jobs.items():
            result = start(command)
            if turn:
                paints[name].append(result)
    print("%-20s %30s %8s %10s" % ("", "ms median (least-95th)", "bytes", "peak MiB"))
    for name, results in paints.items():
        print("%-20s %12.2f (%6.2f-%7.2f) %10d %10.1f" %
              ((name,) + middle([r[0] for r in results]) +
               (results[0][1], max(r[2] for r in results))))

    print("a key to the last byte, %d keys each, interleaved" % (rounds * 20))
    terminals = {"raw echo (cat)": Terminal(["cat"], raw=True)}
    for name, command in jobs.items():
        terminals[name] = Terminal(command)
        terminals[name].frame(quiet=0.3)
    moves = {name: [] for name in terminals}
    pages = {name: [] for name in terminals}
    sizes = {name: [] for name in terminals}
    peaks = {}
    for turn in range(rounds * 20):
        for name, terminal in terminals.items():
            there = turn % 20 < 10  # our columns stand side by side, the peers' lines do not
            keys = ((b"x", b"x") if "cat" in name else
                    (b"\x1bOC", b"\x1bOD") if "kundresa" in name else (b"\x1bOB", b"\x1bOA"))
            took, count = terminal.key(keys[0 if there else 1])
            moves[name].append(took)
            sizes[name].append(count)
            if "kundresa" in name and turn % 4 == 0:
                pages[name].append(terminal.key(b"\x1b[6~" if turn % 8 else b"\x1b[5~")[0])
    floor = statistics.median(moves["raw echo (cat)"])
    print("%-20s %30s %8s %8s %12s %10s" % ("", "ms median (least-95th)", "bytes", "ratio",
                                            "page, ms", "peak MiB"))
    for name, terminal in terminals.items():
        moves[name] = [m for m in moves[name] if m == m]
        pages[name] = [p for p in pages[name] if p == p]
        peaks[name] = terminal.memory()
        terminal.end()
        if not moves[name]:
            print("%-20s draws nothing for that key" % name)
            continue
        print("%-20s %12.2f (%6.2f-%7.2f) %10d %8.1f %12s %10.1f" %
              ((name,) + middle(moves[name]) +
               (statistics.median(sizes[name]), middle(moves[name])[0] / floor,
                "%.2f" % middle(pages[name])[0] if pages[name] else "-", peaks[name])))

    def to_peer(times, peer, name):
        """How many times as long as ours the peer takes; "-" where it is not there."""
        if not times.get(peer):
            return "-"
        return "%.2f" % (middle(times[peer])[0] / middle(times[name])[0])

    firsts = {name: [r[0] for r in results if r[0] == r[0]] for name, results in paints.items()}
    print("%-52s %10s %10s %10s" % ("", "10 k", "100 k", "goal"))
    for words, measure, goal in (
            ("first paint, ms", lambda n: "%.1f" % middle(firsts[n])[0], "<= 20, 25"),
            ("mc's first paint, to ours", lambda n: to_peer(firsts, "mc", n), ">= 5"),
            ("hledger-ui's first paint, to ours", lambda n: to_peer(firsts, "hledger-ui", n), ">= 20"),
            ("visidata's first paint, to ours", lambda n: to_peer(firsts, "vd", n), ">= 50"),
            ("a key, ms median", lambda n: "%.2f" % middle(moves[n])[0], "<= 1"),
            ("a key, ms 95th", lambda n: "%.2f" % middle(moves[n])[2], "<= 3"),
            ("a key, to raw echo", lambda n: "%.1f" % (middle(moves[n])[0] / floor), "<= 10"),
            ("a page, ms median", lambda n: "%.2f" % middle(pages[n])[0], "<= 2.5"),
            ("mc's key, to ours", lambda n: to_peer(moves, "mc", n), "> 1"),
            ("hledger-ui's key, to ours", lambda n: to_peer(moves, "hledger-ui", n), ">= 10"),
            ("visidata's key, to ours", lambda n: to_peer(moves, "vd", n), ">= 10"),
            ("bytes of a key", lambda n: "%d" % statistics.median(sizes[n]), "<= 400"),
            ("MiB at the peak", lambda n: "%.1f" % peaks[n], "<= 12")):
        print("%-52s %10s %10s %10s" % (words, measure("kundresa, 10 k"), measure("kundresa, 100 k"),
                                        goal))
