#!/usr/bin/env python3
"""Measures extraction on labelled sets and prints one table beside the targets.

    training/measure.py --sets DIR [--sets DIR…] --scorer FILE [--events FILE] [--desk FILE]
                        [--binary target/release/dateline] [--save FILE] [--against FILE] [--keep DIR]

A set is a file `NAME.ndjson` or `NAME.ndjson.gz` of documents with their annotations; a folder with `.desk` files is the
set `desk`, which the program given with `--desk` turns into documents (called as `FILE ndjson A.desk B.desk…`). The
annotations are taken out, `dateline extract --resolve` puts its own in, and the scorers (called as `FILE GOLD SYSTEM`, the
first with `--json`) compare the two. Needs nothing beyond Python's standard library.
"""

import argparse
import glob
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
INPUT = ("id", "date", "lang", "title", "text")
# Figures in what the scorer of events prints: a pattern, and how its groups make a number.
EVENTS = {
    "found with right date": (r"found with right date ([\d.]+)", float),
    "precision": (r"precision ([\d.]+)", float),
    "type right": (r"type right ([\d.]+)", float),
    "status right": (r"status right ([\d.]+)", float),
    "plans shown as facts": (r"plans shown as facts (\d+) of (\d+)", lambda n, of: 100 * int(n) / max(1, int(of))),
    "ungrounded dates": (r"ungrounded dates \d+ \(([\d.]+)", float),
    "merging": (r"merging[^:]*: [\d.]+ / [\d.]+ / ([\d.]+)", float),
    "false merges": (r"(\d+) false merges", int),
    "split": (r"(\d+) split", int),
}


def documents(path):
    """The documents of a set, one a line."""
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write(path, docs):
    with open(path, "w", encoding="utf-8") as out:
        for doc in docs:
            out.write(json.dumps(doc, ensure_ascii=False) + "\n")


def run(command, source=None, target=None):
    """Runs a program; gives seconds passed, processor seconds and the most memory in MB."""
    began = time.monotonic()
    with open(source or os.devnull, "rb") as stdin, open(target or os.devnull, "wb") as stdout:
        child = subprocess.Popen(command, stdin=stdin, stdout=stdout)
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit("%s ended with %d" % (" ".join(command), child.returncode))
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def scored(scorer, gold, system):
    """What the scorer says of one set, and how many of the given dates have a wrong value."""
    out = subprocess.run([sys.executable, scorer, gold, system, "--json"], check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(out.stdout)
    calendar = (found.get("dates") or {}).get("calendar")
    if calendar and calendar["value"]["sys"]:
        wrong = calendar["relaxed"]["tp"] - calendar["value"]["tp"]
        found["dates"]["wrong"] = wrong / calendar["value"]["sys"]
    return found


def scored_events(scorer, gold, system):
    """What the scorer of events says."""
    out = subprocess.run([sys.executable, scorer, gold, system], check=True, capture_output=True, text=True).stdout
    found = {}
    for name, (pattern, number) in EVENTS.items():
        match = re.search(pattern, out)
        if match:
            found[name] = number(*match.groups())
    return found


def figure(found, key):
    """The number at a key such as `ner.exact.micro.f`, shares in percent."""
    for part in key.split("."):
        if not isinstance(found, dict) or found.get(part) is None:
            return None
        found = found[part]
    return found if key.startswith("events.") else 100 * found


def sets(folders, desk, scratch):
    """Name and documents of every set, in order of names."""
    found = {}
    for folder in folders:
        for path in sorted(glob.glob(os.path.join(folder, "*.ndjson")) + glob.glob(os.path.join(folder, "*.ndjson.gz"))):
            name = re.sub(r"\.ndjson(\.gz)?$", "", os.path.basename(path))
            found[name] = documents(path)
        marked = sorted(glob.glob(os.path.join(folder, "*.desk")))
        if marked and desk:
            path = os.path.join(scratch, "desk.read")
            run([sys.executable, desk, "ndjson", *marked], target=path)
            found["desk"] = documents(path)
    return dict(sorted(found.items()))


def of_program(binary, scratch):
    """Start-up and memory with one short document: what every run costs."""
    path = os.path.join(scratch, "short")
    write(path, [{"id": "a", "text": "Mayor Anna Berg opened a bridge in Riga."}])
    runs = [run([binary, "extract"], path) for _ in range(7)]
    return {"start": 1000 * min(wall for wall, _, _ in runs), "memory": max(memory for _, _, memory in runs)}


def speed(binary, docs, start, scratch):
    """Words a second of one core, reading and writing of JSON among them."""
    path = os.path.join(scratch, "all")
    words = sum(len(doc["text"].split()) for doc in docs)
    times = max(1, 300_000 // max(1, words))
    write(path, [dict(doc, id="%s-%d" % (doc["id"], n)) for n in range(times) for doc in docs])
    _, processor, peak = run([binary, "extract"], path)
    return {"speed": times * words / max(0.001, processor - start / 1000), "peak": peak}


def measure(options, scratch):
    """All figures, by set and key."""
    figures, everything = {}, []
    for name, docs in sets(options.sets, options.desk, scratch).items():
        plain = [{field: doc.get(field) for field in INPUT} for doc in docs]
        everything += plain
        gold, bare, system = (os.path.join(scratch, name + end) for end in (".gold", ".in", ".out"))
        write(gold, docs)
        write(bare, plain)
        run([options.binary, "extract", "--resolve"], bare, system)
        found = scored(options.scorer, gold, system)
        if options.events and any(doc.get("events") for doc in docs):
            found["events"] = scored_events(options.events, gold, system)
        figures[name] = found
        print("%s: %d documents" % (name, len(docs)), file=sys.stderr)
    program = of_program(options.binary, scratch)
    program.update(speed(options.binary, everything, program["start"], scratch))
    return figures, program


def targets():
    """The lines of the targets, cut into columns."""
    with open(os.path.join(HERE, "targets.tsv"), encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]


def state(value, better, reach, aim):
    """How far a figure is: `aim`, `reach`, `below`, or nothing without a target."""
    holds = lambda target: value >= float(target) if better == "more" else value <= float(target)
    if aim != "-" and holds(aim):
        return "aim"
    if reach == "-":
        return ""
    return "reach" if holds(reach) else "below"


def table(figures, program, earlier):
    """Prints the table and gives the figures that it shows."""
    shown = {}
    print("%-32s %-10s %9s %9s %6s  %-6s %s" % ("figure", "set", "", "reach", "aim", "", "change"))
    for name, of, key, better, reach, aim in targets():
        value = program.get(key) if of == "*" else figure(figures.get(of, {}), key)
        if value is None:
            continue
        shown[name + "\t" + of] = value
        before = earlier.get(name + "\t" + of)
        change = "" if before is None or abs(value - before) < 0.05 else "%+.1f" % (value - before)
        form = "%9.0f" if of == "*" else "%9.1f"
        print("%-32s %-10s %s %9s %6s  %-6s %s" % (name, of, form % value, reach, aim, state(value, better, reach, aim), change))
    print("most memory over all sets: %.0f MB" % program["peak"])
    return shown


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", action="append", required=True, help="a folder of labelled sets; may be given again")
    parser.add_argument("--scorer", required=True, help="compares names, dates, quotations, actors and stories")
    parser.add_argument("--events", help="compares events")
    parser.add_argument("--desk", help="turns .desk files into documents")
    parser.add_argument("--binary", default=os.path.join(HERE, "..", "target", "release", "dateline"))
    parser.add_argument("--save", help="keep the figures in this file")
    parser.add_argument("--against", help="figures of an earlier run, to show the change")
    parser.add_argument("--keep", help="a folder in which gold, input and output of each set stay")
    options = parser.parse_args()
    earlier = {}
    if options.against:
        with open(options.against, encoding="utf-8") as saved:
            earlier = json.load(saved)
    with tempfile.TemporaryDirectory() as scratch:
        if options.keep:
            os.makedirs(options.keep, exist_ok=True)
        figures, program = measure(options, options.keep or scratch)
    shown = table(figures, program, earlier)
    if options.save:
        with open(options.save, "w", encoding="utf-8") as out:
            json.dump(shown, out, indent=1, ensure_ascii=False)
            out.write("\n")


if __name__ == "__main__":
    main()
