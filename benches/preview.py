#!/usr/bin/env python3
"""How soon a preview shows what was saved, measured from outside: by asking for the page until it has the new words.

    benches/preview.py [--runs N] [--json] -- NAME SITE COMMAND... [-- NAME SITE COMMAND...]

Each contender is a name, a site's folder and the command that serves it; `{site}` and `{port}` in the command are filled
in. The folder is copied first and never written to. With several contenders the runs take turns, so that a busy moment of
the machine hits all of them. Side by side, on one corpus:

    benches/preview.py -- dateline corpus dateline --root {site} serve --port {port} \\
                       -- hugo hugo-site hugo server --source {site} --port {port} --bind 127.0.0.1

For each contender:

    start, cold    from the start of the program until `/` answers 200, nothing cached
    start, warm    the same once more, with what the first run left behind
    body edit      from before the save of the newest article until its own page has the new words
    title edit     the same for its title on the front page
    cpu            processor time of the whole process group, for the start and for each edit until it is idle again
    memory         the most that its processes ever held, added up

The newest article is the Markdown file below `content` with the latest `date:`; its page is its path below `content`
without extension (`--base` for a site below `/`). Needs Python 3.9 and Linux's /proc; nothing else. Compare ratios on one
machine, not figures of two.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

POLL = 0.005
PATIENCE = 120.0
# A preview may keep for its next start what it understood, once nothing happened for a while.
REST = 4.0
TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """A preview under measurement."""

    def __init__(self, site, command, base):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = base
        self.connection = None
        words = [word.format(site=site, port=self.port) for word in command]
        self.log = tempfile.TemporaryFile()
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True
        )

    def get(self, path):
        """Status and text of a page; status 0 when nobody answers."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            self.connection.request("GET", self.base + path)
            answer = self.connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            self.connection = None
            return 0, ""

    def wait(self, path, words=""):
        """Seconds on the clock when the page first has the words."""
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            status, text = self.get(path)
            if status == 200 and words in text:
                return time.perf_counter()
            if self.process.poll() is not None:
                raise SystemExit(f"the server ended by itself:\n{self.said()}")
            time.sleep(POLL)
        raise SystemExit(f"{path} did not show {words!r} within {PATIENCE:.0f} s:\n{self.said()}")

    def said(self):
        self.log.seek(0)
        return self.log.read().decode("utf-8", "replace")[-4000:]

    def processes(self):
        """The fields of /proc/PID/stat after the name, and the folder, of each process of the session."""
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                except (OSError, IndexError):
                    continue
                if fields[3] == str(self.process.pid):
                    yield folder, fields

    def cpu(self):
        """Processor time so far, in seconds."""
        return sum(int(fields[11]) + int(fields[12]) for _, fields in self.processes()) / TICK

    def memory(self):
        """The most memory ever held, in MiB."""
        total = 0
        for folder, _ in self.processes():
            try:
                found = re.search(r"VmHWM:\s+(\d+)", (folder / "status").read_text())
            except OSError:
                continue
            total += int(found.group(1)) if found else 0
        return total / 1024

    def settle(self):
        """Waits until it has nothing more to do."""
        end, quiet, last = time.perf_counter() + PATIENCE, 0, self.cpu()
        while quiet < 5 and time.perf_counter() < end:
            time.sleep(0.1)
            now = self.cpu()
            quiet = quiet + 1 if now - last <= 1 / TICK else 0
            last = now

    def stop(self):
        for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, wanted)
                self.process.wait(timeout=5)
                return
            except subprocess.TimeoutExpired:
                continue
            except ProcessLookupError:
                return


class Contender:
    """A site, how it is served, and what was measured."""

    def __init__(self, words, options, folder):
        if len(words) < 3:
            raise SystemExit("each contender is NAME SITE COMMAND...; see --help")
        self.name, site, *self.command = words
        self.site = folder / self.name
        skip = shutil.ignore_patterns("public", ".dateline", ".hugo_build.lock", "resources")
        shutil.copytree(site, self.site, symlinks=True, ignore=skip)
        self.base = options.base.rstrip("/")
        self.article = options.edit and self.site / options.edit or newest(self.site / "content")
        below = self.article.relative_to(self.site / "content").with_suffix("")
        self.page = options.page or f"/{below.as_posix()}/"
        self.measured = {}
        self.server = None

    def note(self, what, value):
        self.measured.setdefault(what, []).append(value)

    def start(self, what):
        self.server = Server(self.site, self.command, self.base)
        self.note(f"{what}, ms", (self.server.wait("/") - self.server.started) * 1000)
        self.server.settle()
        self.note(f"{what}, cpu ms", self.server.cpu() * 1000)

    def edit(self, what, page, change, words):
        """Saves a change and waits for it."""
        text = change(self.article.read_text(encoding="utf-8"))
        before = self.server.cpu()
        saved = time.perf_counter()
        self.article.write_text(text, encoding="utf-8")
        self.note(f"{what}, ms", (self.server.wait(page, words) - saved) * 1000)
        self.server.settle()
        self.note(f"{what}, cpu ms", (self.server.cpu() - before) * 1000)

    def edits(self, run):
        # Words that no page has yet, and that look like no name.
        body, title = f"bodymark{run}x", f"titlemark{run}x"
        self.edit("body edit", self.page, lambda text: f"{text.rstrip()} It was {body}.\n", body)
        line = f'title: "A day of {title}"'
        self.edit("title edit", "/", lambda text: re.sub(r"(?m)^title:.*$", line, text, count=1), title)


def newest(content):
    """The Markdown file with the latest date."""
    best = None
    for path in sorted(content.rglob("*.md")):
        with path.open(encoding="utf-8", errors="replace") as file:
            found = re.search(r"(?m)^date:\s*[\"']?(\d{4}-\d\d-\d\d\S*)", file.read(4096))
        if found and (best is None or found.group(1) >= best[0]):
            best = (found.group(1), path)
    if best is None:
        raise SystemExit(f"no Markdown file below {content} has a date: give one with --edit")
    return best[1]


def arguments():
    own, *contenders = split(sys.argv[1:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10, help="edits of each kind (10)")
    parser.add_argument("--edit", help="the file to edit, relative to the site's folder")
    parser.add_argument("--page", help="its page: /articles/x/")
    parser.add_argument("--base", default="", help="the path that the site lies under")
    parser.add_argument("--json", action="store_true", help="all values as JSON")
    options = parser.parse_args(own)
    if not contenders:
        parser.error("name a contender after `--`")
    return options, contenders


def split(words):
    parts = [[]]
    for word in words:
        if word == "--":
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def main():
    options, contenders = arguments()
    with tempfile.TemporaryDirectory(prefix="preview-bench-") as folder:
        contenders = [Contender(words, options, Path(folder)) for words in contenders]
        # Servers are sessions of their own: they must be stopped also when this program is.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            for one in contenders:
                one.start("start, cold")
                time.sleep(REST)
                one.server.settle()
                one.server.stop()
            for one in contenders:
                one.start("start, warm")
            for run in range(options.runs):
                for one in contenders:
                    one.edits(run)
            for one in contenders:
                one.note("memory, MiB", one.server.memory())
        finally:
            for one in contenders:
                if one.server:
                    one.server.stop()
    report(contenders, options)


def report(contenders, options):
    if options.json:
        print(json.dumps({one.name: one.measured for one in contenders}, indent=1))
        return
    width = max(len(what) for one in contenders for what in one.measured)
    for one in contenders:
        print(f"\n{one.name}: {one.page} of {one.article.relative_to(one.site)}")
        print(f"{'':{width}} {'median':>9} {'min':>9} {'max':>9} {'n':>4}")
        for what, values in one.measured.items():
            middle = statistics.median(values)
            print(f"{what:{width}} {middle:9.1f} {min(values):9.1f} {max(values):9.1f} {len(values):4}")


if __name__ == "__main__":
    main()
