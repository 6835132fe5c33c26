"""Whether a take is by the voice that was to speak: by the shape of its vowels, not their pitch."""

from __future__ import annotations

from pipeline.speech.listening.heard import Judged, Samples
from pipeline.speech.listening.sound_network import VOWEL_DB, SoundNetwork, VoiceCepstra

_FEWEST_FRAMES = 50
"""Half a second of vowels; less says too little."""
_MORE_LIKELY = 0.3
"""Mean log likelihood by which another voice may fit better: of good clips two in five hundred
are above 0, with less than half a second of vowels."""
_EVIDENCE = 40.0
"""That, times the frames: a few good clips of half a second are more like another voice."""
_STRANGEST = 6.0
"""Below the usual of its own voice: the worst of good clips is 3 below."""
_OTHER, _STRANGER = 0.9, 0.7


def judge_speaker(cepstra: Samples, voice: VoiceCepstra, network: SoundNetwork) -> Judged:
    """Judge whether *cepstra* are by *voice*, rather than by another or by none of the network's.

    Args:
        cepstra: Shape (n_frames, cepstra).
        voice: Who was to speak.
        network: Whom it knows besides.
    """
    vowels = cepstra[cepstra[:, 0] > VOWEL_DB]
    if len(vowels) < _FEWEST_FRAMES:
        return Judged()
    own = voice.likelihood(vowels)
    others = {id(it): it for it in network.voices.values() if it is not voice}.values()
    best, other = max((it.likelihood(vowels), it.name) for it in others)
    if best - own > max(_MORE_LIKELY, _EVIDENCE / len(vowels)):
        return Judged(_OTHER, f"it sounds like the voice {other}, not like {voice.name}")
    usual = -0.5 * (len(voice.vowel) + voice.log_norm)
    if usual - own > _STRANGEST:
        return Judged(_STRANGER, f"it does not sound like the voice {voice.name}")
    return Judged()
