"""The meaning of a plan once more, slowly: as kundresa-plan(5) words it, day by day and
line by line, and with nothing taken from the program.

reference.py decide PLAN.yaml        cases on standard input, decided anew
reference.py random PLAN.yaml N SEED N made-up cases on standard output, decided
reference.py codes                   the reasons there are
"""
import csv
import datetime
import random
import sys

import yaml

COLUMNS = ("case about day clock invoice customer language channels cycle order issued due "
           "payment contact cancellation inactivity events pauses failed approved attributes "
           "fee log decisions").split()
ANCHORS = "order issued due payment contact cancellation inactivity".split()
KINDS = ["dispute", "payment_plan", "hardship"]
REASONS = ("stopped: sent paused: no-anchor past-calendar not-due: late condition unknown: gap "
           "control approval outranked: capped: undeliverable window due").split()
ONE = datetime.timedelta(days=1)


def day_of(text):
    return datetime.date.fromisoformat(str(text)) if text else None


class PastCalendar(Exception):
    """A day that the calendar does not know."""


class Calendar:
    """The business days, from the rules in the plan alone."""

    WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

    def __init__(self, plan):
        self.first, self.last = day_of(plan["from"]), day_of(plan["until"])
        self.off = {rule_day(rule, year) for rule in plan["holidays"]
                    for year in range(self.first.year, self.last.year + 1)}
        self.weekend = {self.WEEKDAYS.index(name) for name in plan["weekend"]}

    def check(self, day):
        if not self.first <= day <= self.last:
            raise PastCalendar
        return day

    def is_business(self, day):
        return day.weekday() not in self.weekend and day not in self.off

    def add(self, day, count):
        self.check(day)
        step = ONE if count > 0 else -ONE
        while count != 0:
            day = self.check(day + step)
            if self.is_business(day):
                count -= 1 if count > 0 else -1
        return day

    def roll(self, day, how):
        self.check(day)
        while how != "none" and not self.is_business(day):
            day = self.check(day + (ONE if how == "next" else -ONE))
        return day


def easter(year):
    """Gauss, as amended by Lilius: by the age of the moon."""
    golden = year % 19 + 1
    century = year // 100 + 1
    dropped = 3 * century // 4 - 12
    correction = (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - dropped - 10
    epact = (11 * golden + 20 + correction - dropped) % 30
    if (epact == 25 and golden > 11) or epact == 24:
        epact += 1
    full = 44 - epact
    if full < 21:
        full += 30
    full += 7 - (sunday + full) % 7
    return datetime.date(year, 3, 1) + (full - 1) * ONE


def rule_day(rule, year):
    if rule["rule"] == "easter":
        return easter(year) + rule["days"] * ONE
    day = datetime.date(year, rule["month"], rule["day"])
    if rule["rule"] == "on-or-after":
        while Calendar.WEEKDAYS[day.weekday()] != rule["weekday"]:
            day += ONE
    if rule["rule"] == "substituted":
        day += {5: 2, 6: rule["days"]}.get(day.weekday(), 0) * ONE
    return day


class NoCalendar:
    """Where all days are alike."""

    def roll(self, day, how):
        return day


class Subject:
    """One line of a case."""

    def __init__(self, line):
        self.line = line
        self.id = line["invoice"]
        self.cycle = int(line["cycle"] or 0)
        self.events = {}
        for entry in line["events"].split():
            name, day = entry.split("=")
            self.events[name] = day_of(day)
        self.pauses = []
        for entry in line["pauses"].split():
            kind, days = entry.split("=")
            first, last = days.split("..")
            self.pauses.append((kind, day_of(first), day_of(last)))
        self.failed = set(filter(None, line["failed"].split("|")))
        self.approved = set(line["approved"].split())
        self.values = dict(e.split("=", 1) for e in line["attributes"].split("|") if e)


class Row:
    def __init__(self, subject, step):
        self.subject, self.step = subject, step
        self.time, self.planned, self.late, self.answer = 0, None, False, None
        self.sent = ("", "", "")

    def settle(self, verdict, reason):
        self.answer = (verdict, reason)

    def text(self):
        return "|".join((f"{self.step['id']}/{self.time}", *self.answer,
                         str(self.planned or ""), *self.sent))


class Reference:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.plan = yaml.load(file, yaml.CSafeLoader)
        calendar = self.plan["calendar"]
        self.calendar = Calendar(calendar) if calendar else NoCalendar()
        self.types = {a["id"]: a["type"] for a in self.plan["attributes"]}
        self.segments = {s["id"]: s for s in self.plan["segments"]}

    # Who is meant.

    def typed(self, attribute, text):
        kind = self.types[attribute]
        if kind in ("integer", "money"):
            return int(text)
        if kind == "date":
            return day_of(text)
        return text

    def holds(self, condition, values):
        attribute, how = condition["attribute"], condition["is"]
        text = values.get(attribute)
        if how == "known":
            return text is not None
        if how == "unknown":
            return text is None
        if text is None:
            return None
        value = self.typed(attribute, text)
        others = [self.typed(attribute, str(v).lower() if isinstance(v, bool) else str(v))
                  for v in condition["values"]]
        return {"is": lambda: value in others, "one-of": lambda: value in others,
                "is-not": lambda: value not in others, "less": lambda: value < others[0],
                "at-most": lambda: value <= others[0], "more": lambda: value > others[0],
                "at-least": lambda: value >= others[0]}[how]()

    def belongs(self, segment, subject):
        """True, False, or the attribute that would have to be known."""
        if segment is None:
            return True
        answers = [(self.holds(c, subject.values), c["attribute"])
                   for c in self.segments[segment]["all"]]
        if any(answer is False for answer, _ in answers):
            return False
        unknown = [name for answer, name in answers if answer is None]
        return unknown[0] if unknown else True

    # The day.

    def day(self, row, anchor):
        step = row.step
        when = step["when"]
        if row.time > 0:
            day = anchor + row.time * step["repeat"]["every_days"] * ONE
        elif when["days"] == "business":
            day = self.calendar.add(anchor, when["offset_days"])
        else:
            day = anchor + when["offset_days"] * ONE
        day = self.calendar.roll(day, when["roll"])
        at = anchor + ONE
        start = day
        while at <= day:
            if any(self.plan["pause"][kind] == "freeze" and last is not None
                   and last < self.today and first <= at <= last
                   for kind, first, last in row.subject.pauses):
                day += ONE
            at += ONE
        return self.calendar.roll(day, when["roll"]) if day != start else day

    def sendings(self, row):
        """Of the step of a row, in its cycle: the day by its number."""
        return {e["time"]: e["day"] for e in reversed(self.log)
                if e["subject"] == row.subject.id and e["step"] == row.step["id"]
                and e["cycle"] == row.subject.cycle}

    def anchor(self, row):
        name = row.step["when"]["anchor"]
        line = row.subject.line
        if name == "previous":
            for entry in self.log:
                if (entry["subject"], entry["step"], entry["time"], entry["cycle"]) == (
                        row.subject.id, row.step["when"]["after"], 0, row.subject.cycle):
                    return entry["day"]
            return None
        if name == "end-of-month":
            day = day_of(line["issued"])
            while day is not None and (day + ONE).month == day.month:
                day += ONE
            return day
        return day_of(line[name])

    # The lines.

    def alone(self, row):
        step, subject, today, plan = row.step, row.subject, self.today, self.plan
        sent = self.sendings(row)
        times = step["repeat"]["times"]
        first = sent.get(0)
        over = False
        if first is not None:
            row.time = max(sent)
            over = row.time >= times
            if not over:
                row.time += 1
                while row.time < times:
                    later = Row(subject, step)
                    later.time = row.time + 1
                    try:
                        if self.day(later, first) > today:
                            break
                    except PastCalendar:
                        break
                    row.time += 1
        for event in step["stop_on"]:
            if event in subject.events and subject.events[event] <= today:
                return row.settle("stop", f"stopped:{event}")
        if over:
            return row.settle("skip", "sent")
        for kind in KINDS:
            if plan["pause"][kind] != "none" and any(
                    k == kind and a <= today and (b is None or b >= today)
                    for k, a, b in subject.pauses):
                return row.settle("hold", f"paused:{kind}")
        anchor = first if first is not None else self.anchor(row)
        if anchor is None:
            return row.settle("hold", "no-anchor")
        try:
            row.planned = self.day(row, anchor)
        except PastCalendar:
            return row.settle("hold", "past-calendar")
        if row.planned > today:
            return row.settle("wait", f"not-due:{row.planned}")
        late = plan["late"]
        row.late = (today - row.planned).days > late["grace_days"]
        if row.late and late["policy"] == "hold":
            return row.settle("hold", "late")
        if row.late and (late["policy"] == "skip" or late["policy"] == "jump" and any(
                e["subject"] == subject.id and e["cycle"] == subject.cycle
                and e["day"] > row.planned for e in self.log)):
            return row.settle("skip", "late")
        paid = subject.events.get("paid")
        state = "paid" if paid is not None and paid <= today else "unpaid"
        belongs = self.belongs(step["if"]["segment"], subject)
        if step["if"]["invoice"] not in ("any", state) or belongs is False:
            return row.settle("skip", "condition")
        if belongs is not True:
            return row.settle("skip", f"unknown:{belongs}")
        if step["class"] == "legal" and any(
                e["subject"] == subject.id and e["class"] == "legal"
                and (today - e["day"]).days < late["least_gap_days"] for e in self.log):
            return row.settle("hold", "gap")
        if any(c["title"] in subject.failed for c in step["controls"]):
            return row.settle("hold", "control")
        if step["approval"] == "manual" and \
                f"{step['id']}/{subject.cycle}/{row.time}" not in subject.approved:
            return row.settle("hold", "approval")
        return None

    def rank(self, row):
        return (self.plan["class_order"].index(row.step["class"]), -row.step["priority"],
                row.planned, row.subject.id.encode(), row.step["id"].encode())

    def choose_late(self, rows):
        late = [r for r in rows if r.answer is None and r.late]
        if not late:
            return
        walk = self.plan["late"]["policy"] == "walk"
        day = (min if walk else max)(r.planned for r in late)
        best = min((r for r in late if r.planned == day), key=self.rank)
        for row in late:
            if row is not best:
                row.settle("hold" if walk else "skip", "late")

    def text_of(self, message, row):
        valid = message["valid"]
        if (valid["from"] and day_of(valid["from"]) > self.today) or \
                (valid["to"] and day_of(valid["to"]) < self.today):
            return None
        for language in (row.subject.line["language"], self.plan["languages"][0]):
            for number, variant in enumerate(message["variants"], 1):
                if variant["language"] == language and \
                        self.belongs(variant["segment"], row.subject) is True:
                    return number, variant
        return None

    def among(self, row, rows):
        today = self.today
        for entry in self.log:
            if entry["subject"] == row.subject.id and entry["day"] == today:
                return row.settle("hold", f"outranked:{entry['step']}")
        sent = [r for r in rows if r.answer is not None and r.answer[0] == "send"]
        for other in sent:
            if other.subject is row.subject:
                return row.settle("hold", f"outranked:{other.step['id']}")
        for cap in self.plan["caps"]:
            if row.step["class"] not in cap["counts"]:
                continue
            count = sum(1 for e in self.log if e["class"] in cap["counts"]
                        and 0 <= (today - e["day"]).days < cap["days"])
            count += sum(1 for r in sent if r.step["class"] in cap["counts"])
            if count >= cap["messages"]:
                return row.settle("hold", f"capped:{cap['id']}")
        channel = next((c for c in row.step["channels"] if c in self.channels), None)
        found = None
        for message in row.step["messages"]:
            if message["place"] == "body" and found is None:
                text = self.text_of(message, row)
                found = text and (message["id"], *text)
        if channel is None or found is None or \
                not found[2]["sms" if channel == "sms" else "body"]:
            return row.settle("hold", "undeliverable")
        if row.step["fee"]["kind"] == "legal-maximum" and row.subject.line["fee"] != "known":
            return row.settle("hold", "unknown:fee")
        sending = self.plan["sending"]
        if self.clock > sending["to"]:
            row.settle("send", "window")
            before = f"{today + ONE}T{sending['from']}"
        else:
            row.settle("send", "due")
            before = f"{today}T{max(self.clock, sending['at'])}"
        row.sent = (before, channel, f"{found[0]}.{found[1]}")
        return None

    def decide(self, lines):
        subjects = [Subject(line) for line in lines]
        self.today, self.clock = day_of(lines[0]["day"]), lines[0]["clock"]
        self.channels = {c for line in lines for c in line["channels"].split()}
        self.log = []
        for line in lines:
            for entry in line["log"].split():
                subject, step, cycle, time, kind, day = entry.split("/")
                self.log.append({"subject": subject, "step": step, "cycle": int(cycle),
                                 "time": int(time), "class": kind, "day": day_of(day)})
        rows = [Row(s, step) for s in subjects for step in self.plan["steps"]]
        for row in rows:
            self.alone(row)
        for subject in subjects:
            self.choose_late([r for r in rows if r.subject is subject])
        for row in sorted((r for r in rows if r.answer is None), key=self.rank):
            self.among(row, rows)
        return [" ".join(r.text() for r in rows if r.subject is s) for s in subjects]


def cases(file):
    """The lines of each case together."""
    group = []
    for line in csv.DictReader(file):
        if group and line["case"] != group[0]["case"]:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


# Made-up cases.

class Maker:
    CHANNELS = "email letter sms app e-invoice digital-mailbox".split()

    def __init__(self, reference, seed):
        self.reference, self.random = reference, random.Random(seed)
        self.steps = reference.plan["steps"]
        self.controls = sorted({c["title"] for s in self.steps for c in s["controls"]})

    def chance(self, part):
        return self.random.random() < part

    def near(self, day, before, after):
        return day + self.random.randint(-before, after) * ONE

    def value(self, kind, today):
        pick = self.random.choice
        return {"money": lambda: pick(["0", "5000", "5001", "99999", "100000", "2500000"]),
                "integer": lambda: pick(["0", "4999", "5000", "9999", "-1"]),
                "text": lambda: pick(["home", "farm", "public", "private"]),
                "boolean": lambda: pick(["true", "true", "false"]),
                "date": lambda: pick(["2025-06-01", "2026-01-31", "2026-02-01"])}[kind]()

    def sending(self, invoice, cycle, today, step=None):
        step = step or self.random.choice(self.steps)
        time = self.random.randint(0, step["repeat"]["times"]) if self.chance(0.5) else 0
        name = "gone" if self.chance(0.05) else step["id"]
        day = self.near(today, 30 if self.chance(0.6) else 6, 0)
        return f"{invoice}/{name}/{cycle}/{time}/{step['class']}/{day}"

    def line(self, number, count, today, shared):
        r = self.random
        line = dict.fromkeys(COLUMNS, "")
        invoice = f"{1000 + r.randint(0, 8)}-{count}"
        cycle = r.choice([0, 0, 0, 1])
        line.update(shared, case=number, invoice=invoice, cycle=cycle, about="made up")
        issued = self.near(today, 80, 5)
        known = {"order": self.near(issued, 5, 0), "issued": issued,
                 "due": self.near(issued, 0, 40), "payment": self.near(issued, 0, 60),
                 "contact": self.near(today, 10, 1), "cancellation": self.near(today, 10, 1),
                 "inactivity": self.near(today, 110, 0)}
        for name, day in known.items():
            if self.chance({"issued": 0.95, "due": 0.95}.get(name, 0.5)):
                line[name] = day
        line["events"] = " ".join(
            f"{name}={self.near(today, 40, 3)}"
            for name in ("paid credited cancelled disputed bankruptcy deceased written-off "
                         "handed-over customer-closed protected-identity").split()
            if self.chance(0.3 if name == "paid" else 0.02))
        pauses = []
        while self.chance(0.3):
            first = self.near(today, 60, 3)
            last = "" if self.chance(0.15) else first + r.randint(0, 14) * ONE
            pauses.append(f"{r.choice(KINDS)}={first}..{last}")
        line["pauses"] = " ".join(pauses)
        line["failed"] = "|".join(c for c in self.controls if self.chance(0.15))
        line["approved"] = " ".join(f"{s['id']}/{r.choice([cycle, cycle, 1 - cycle])}/0"
                                    for s in self.steps if self.chance(0.5))
        line["attributes"] = "|".join(f"{name}={self.value(kind, today)}"
                                      for name, kind in self.reference.types.items()
                                      if self.chance(0.8))
        line["fee"] = r.choice(["known", "known", ""])
        log = []
        if self.chance(0.5):
            for step in self.steps:
                if self.chance(0.4):
                    log.append(self.sending(invoice, cycle, today, step))
        while self.chance(0.15):
            log.append(self.sending(r.choice([invoice, "other"]), r.choice([0, 1]), today))
        line["log"] = " ".join(log)
        return line

    def case(self, number):
        r = self.random
        start = datetime.date(2024, 1, 1)
        today = start + r.randint(0, 2555) * ONE
        if self.chance(0.4):
            today = self.near(r.choice([datetime.date(2026, 3, 29), datetime.date(2026, 10, 25),
                                        easter(2026), datetime.date(2026, 6, 19),
                                        datetime.date(2026, 12, 27), datetime.date(2028, 2, 29),
                                        datetime.date(2027, 1, 1)]), 6, 6)
        shared = {"day": today, "customer": "c1", "language": r.choice(
            ["", "en", "sv", self.reference.plan["languages"][0]]),
                  "clock": r.choice(["00:00", "06:00", "07:59", "09:00", "09:01", "19:59",
                                     "20:00", "20:01", "23:59"]),
                  "channels": " ".join(c for c in self.CHANNELS if self.chance(0.6))}
        return [self.line(number, i, today, shared)
                for i in range(1 if self.chance(0.6) else r.randint(2, 4))]


def main(arguments):
    if arguments == ["codes"]:
        print("\n".join(REASONS))
        return
    reference = Reference(arguments[1])
    out = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    out.writeheader()
    if arguments[0] == "random":
        maker = Maker(reference, int(arguments[3]))
        for number in range(1, int(arguments[2]) + 1):
            lines = maker.case(number)
            texts = [{name: str(value) for name, value in line.items()} for line in lines]
            for line, decisions in zip(texts, reference.decide(texts)):
                line["decisions"] = decisions
                out.writerow(line)
        return
    for lines in cases(sys.stdin):
        for line, decisions in zip(lines, reference.decide(lines)):
            line["decisions"] = decisions
            out.writerow(line)


if __name__ == "__main__":
    main(sys.argv[1:])
