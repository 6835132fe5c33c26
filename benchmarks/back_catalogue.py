"""How long a back catalogue takes to be read and scripted.

Run: python benchmarks/back_catalogue.py [ESSAYS]
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from pipeline.reading import read_catalogue
from pipeline.reading.markdown import html_of
from pipeline.script import write_script
from pipeline.settings.show import Show

ESSAYS = Path(__file__).parents[1] / "essays"


def export(count: int) -> bytes:
    """Return an export of Substack with the sample essay so many times."""
    body = html_of(next(ESSAYS.glob("*.md")).read_text(encoding="utf-8").split("---", 2)[2])
    table, archive = io.StringIO(), io.BytesIO()
    rows = csv.writer(table)
    rows.writerow(["post_id", "post_date", "is_published", "type", "audience", "title"])
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(count):
            name, day = f"{100000 + number}.essay-{number}", number % 28 + 1
            date = f"{2020 + number // 336}-{number // 28 % 12 + 1:02}-{day:02}T08:00:00Z"
            rows.writerow([name, date, "true", "newsletter", "everyone", f"Essay {number}"])
            file.writestr(f"posts/{name}.html", f"{body}<p>This was number {number}.</p>")
        file.writestr("posts.csv", table.getvalue())
    return archive.getvalue()


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as room:
        show = Show(root=Path(room))
        (show.root / "export.zip").write_bytes(export(count))
        began = time.process_time()
        catalogue = read_catalogue("export.zip", show.for_reading)
        read = time.process_time()
        words = 0
        for essay in catalogue.essays:
            write_script(essay, show.for_script)
            words += sum(len(block.text.split()) for block in essay.blocks)
        done = time.process_time()
    print(f"{len(catalogue.essays)} essays, {words:,} words (seconds of CPU)")
    print(f"read    {read - began:7.2f}")
    print(f"script  {done - read:7.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 300)
