"""One page on which every voice reads the same paragraph."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.showing import shown
from pipeline.speech.comparison import VoiceReading

_LEVEL_LUFS = -18.0
"""To which all are brought on the page: the louder of two voices always seems the better one."""
_HIGHEST = 0.89
_STYLE = """
:root{color-scheme:light dark;--ink:#1d1f23;--soft:#5a6068;--line:#d9dce1;--ground:#fbfbf9}
@media (prefers-color-scheme:dark){
:root{--ink:#e9e9e4;--soft:#a4aab2;--line:#3a3f46;--ground:#17191c}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:70rem;padding:2.5rem 1.25rem;background:var(--ground);color:var(--ink);
font:1rem/1.55 system-ui,sans-serif}
h1{font-size:1.6rem;margin:0 0 .5rem}
blockquote{margin:1rem 0 2rem;padding-left:1rem;border-left:3px solid var(--line);max-width:44rem}
p{color:var(--soft);max-width:44rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:middle;padding:.6rem .75rem .6rem 0;
border-bottom:1px solid var(--line)}
thead th{font-size:.85rem;color:var(--soft);font-weight:600}
tbody th{font-weight:600}
tbody th small,td small{display:block;color:var(--soft);font-weight:400}
.number{font-variant-numeric:tabular-nums;white-space:nowrap}
table{min-width:62rem}
audio{width:18rem;display:block}
"""


def write_comparison(
    readings: Iterable[VoiceReading], text: Sequence[str], target: Path, language: str
) -> Path:
    """Write the page to *target*, whole or not at all, and return it.

    Args:
        readings: What each voice made of the paragraph.
        text: The paragraph's sentences.
        target: The file.
        language: BCP 47 tag of the paragraph.

    Raises:
        StorageError: It cannot be written.
    """
    rows = "\n".join(map(_row, readings))
    words = escape(shown(" ".join(text)))
    page = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Voices compared</title><style>{_STYLE}</style></head><body><main>
<h1>Voices compared</h1>
<blockquote lang="{escape(language)}">{words}</blockquote>
<p>Every voice reads this paragraph, here at one loudness. Rate counts its pauses. Cost is what a
worker took for a second of speech, on this machine as busy as it was.</p>
<div class="wide"><table><thead><tr><th scope="col">Voice</th><th scope="col">Listen</th>
<th scope="col">Words a minute</th><th scope="col">Its own loudness</th><th scope="col">Cost</th>
<th scope="col">Licence</th></tr></thead><tbody>
{rows}
</tbody></table></div></main></body></html>
"""
    half = target.with_name(f"{target.name}.half")
    try:
        half.write_text(page, encoding="utf-8")
        return half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise StorageError(f"cannot be written: {error.strerror}", where=str(target)) from error


def _row(reading: VoiceReading) -> str:
    about = f"{reading.engine}: {reading.description}" if reading.description else reading.engine
    name = escape(shown(reading.name))
    head = f'<tr><th scope="row">{name}<small>{escape(shown(about))}</small></th>'
    if reading.failed:
        return f'{head}<td colspan="5">{escape(shown(reading.failed))}</td></tr>'
    loudness_lufs, mp3 = _levelled(reading)
    loudness = f"{loudness_lufs:.1f}".replace("-", "−")
    source = f"data:audio/mpeg;base64,{base64.b64encode(mp3).decode()}"
    return (
        f'{head}<td><audio controls preload="none" aria-label="{name}" src="{source}"></audio></td>'
        f'<td class="number">{reading.words_per_minute:.0f}</td>'
        f'<td class="number">{loudness} LUFS</td>'
        f'<td class="number">{reading.cost:.3f} s</td>'
        f"<td><small>{escape(shown(reading.licence))}</small></td></tr>"
    )


def _levelled(reading: VoiceReading) -> tuple[float, bytes]:
    """Return the reading's own loudness, and an MP3 of it at the page's."""
    import numpy as np  # noqa: PLC0415 - for those who compare
    import soundfile  # noqa: PLC0415 - likewise

    from pipeline.sound.meter.loudness import measure  # noqa: PLC0415 - likewise

    samples = np.frombuffer(reading.pcm, "<i2").astype(np.float32) / 32_768
    lufs = measure(samples, reading.rate_hz).integrated_lufs
    gain = 10 ** ((_LEVEL_LUFS - lufs) / 20)
    gain = min(gain, _HIGHEST / max(float(np.abs(samples).max()), 1e-6))
    out = io.BytesIO()
    soundfile.write(out, samples * gain, reading.rate_hz, format="MP3")
    return lufs, out.getvalue()
