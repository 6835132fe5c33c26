"""What stands beside the sound: WebVTT, SRT, the words' transcript and the chapters.

All of it is made of the one timeline and of :mod:`pipeline.tools.timecode`, so every form tells the
same moments to the millisecond. Functions return text; nothing here touches a disk.
"""

from pipeline.publication.sidecars.json_chapters import chapters_json, chapters_of
from pipeline.publication.sidecars.srt import read_srt, srt
from pipeline.publication.sidecars.transcript import transcript_json
from pipeline.publication.sidecars.vtt import chapters_vtt, read_vtt, vtt

__all__ = [
    "chapters_json",
    "chapters_of",
    "chapters_vtt",
    "read_srt",
    "read_vtt",
    "srt",
    "transcript_json",
    "vtt",
]
