"""How long the studio takes to open an essay of many words in a real browser, cold and warm.

Run on a machine that does nothing else::

    python benchmarks/studio_opening.py [--words 20000] [--times 3]

The essay is made of this project's own documentation, said over again until it is long enough. Each
time a studio is started anew in a folder of its own; when its first page answers, the essay is
opened in Chromium. Told are the seconds until the studio answers, and from the click on until the
first sentences are painted, until all sentences are there, and until they are painted when the page
is loaded again; beside each the processor time that the studio has used meanwhile.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from flows.loopback import HOST, open_port

DOCS = Path(__file__).parent.parent / "docs"
START = "from flows.command import main; main()"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def essay_of(n_words: int) -> str:
    """Return an essay of about *n_words* from the paragraphs of the documentation."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md")))
    paragraphs = [part for text in texts for part in text.split("\n\n") if part[:1] not in "|`"]
    found, n = [], 0
    while n < n_words:
        found.append(re.sub(r"^# ", "## ", paragraphs[len(found) % len(paragraphs)]))
        n += len(found[-1].split())
    return "---\ntitle: A long one\n---\n\n" + "\n\n".join(found) + "\n"


@contextlib.contextmanager
def studio(folder: Path) -> Iterator[tuple[str, int]]:
    """Run a studio over *folder* while the block runs; yield its address and process id."""
    port = open_port(4_700)
    argv = [sys.executable, "-c", START, "studio", "--no-open", "--port", str(port)]
    with subprocess.Popen(argv, cwd=folder, stdout=subprocess.DEVNULL) as process:
        try:
            yield f"http://{HOST}:{port}", process.pid
        finally:
            process.terminate()


def cpu_s(pid: int) -> float:
    """Return the processor time of *pid* alone, in seconds."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def first_painted_s(page: Page) -> float:
    """Return when the first sentences of the page were painted, in seconds after it was asked."""
    page.wait_for_selector(".row[data-n]")
    return page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame("
        "() => done(performance.now() / 1000))))"
    )


def measured(folder: Path, page: Page) -> dict[str, tuple[float, float]]:
    """Start a studio, open the essay twice, and return seconds of wall and of the studio's CPU."""
    began = time.monotonic()
    with studio(folder) as (address, pid):
        while True:
            try:
                desk = urllib.request.urlopen(address, timeout=60).read().decode()
                break
            except OSError:
                time.sleep(0.02)
        found = {"start and desk": (time.monotonic() - began, cpu_s(pid))}
        (id_,) = re.findall(r'data-id="(\w+)"', desk)
        for name in ("first sentences, cold", "again, warm"):
            before = cpu_s(pid)
            page.goto(f"{address}/essay/{id_}", wait_until="commit")
            found[name] = (first_painted_s(page), cpu_s(pid) - before)
            page.wait_for_function("() => !('begun' in document.getElementById('main').dataset)")
            if "all sentences, cold" not in found:
                now = page.evaluate("() => performance.now() / 1000")
                found["all sentences, cold"] = (now, cpu_s(pid) - before)
        return found


def main() -> None:
    """Measure, and print the median of each."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--words", type=int, default=20_000)
    options.add_argument("--times", type=int, default=3)
    given = options.parse_args()
    runs = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(bypass_csp=True).new_page()
        for _ in range(given.times):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                (folder / "essays").mkdir()
                (folder / "show.toml").write_text('title = "Letters"\n', encoding="utf-8")
                (folder / "essays/long.md").write_text(essay_of(given.words), encoding="utf-8")
                runs.append(measured(folder, page))
        browser.close()
    for name in runs[0]:
        wall, cpu = (statistics.median(run[name][at] for run in runs) for at in (0, 1))
        print(f"{name:24}{wall:6.2f} s{cpu:8.2f} s of the studio's CPU")


if __name__ == "__main__":
    main()
