"""An engine that does, word by word, what engines have been seen to do."""

import ctypes
import os
import time
from array import array
from pathlib import Path

from pipeline.speech.engines import Engine, EngineFailure, Speech, Voice

RATE_HZ = 8_000
PER_CHARACTER = RATE_HZ // 15


def tone(n_samples):
    return array("h", [4_000, -4_000] * (n_samples // 2)).tobytes()


def segv():
    ctypes.string_at(0)


def hang():
    time.sleep(600)


def fail():
    raise EngineFailure("it did not feel like it")


def surprise():
    raise ZeroDivisionError("division by zero")


DOES = {"segv": segv, "abort": os.abort, "hang": hang, "fail": fail, "surprise": surprise}
GIVES = {
    "silent": lambda n: bytes(2 * n),
    "hasty": lambda n: tone(n * 9 // 20),
    "truncated": lambda n: tone(n // 10),
    "nothing": lambda _: b"",
    "endless": lambda n: tone(40 * n + 10 * RATE_HZ),
    "odd": lambda n: tone(n) + b"\x00",
}


class Misbehaving(Engine):
    summary = "misbehaves on command"

    def __init__(self, manner):
        self.folder = Path(manner.folder)
        self.is_first_take = not manner.option("take")

    def speak(self, text, phonemes=()):
        with (self.folder / "spoken.txt").open("a") as log:
            log.write("".join((text, *map(repr, phonemes), "\n")))
        print("Audio saved to nowhere")  # noqa: T201 - as pyttsx3 does
        for word in text.replace(".", " ").replace(",", " ").split():
            name, _, once = word.partition("-")
            if once and (self.was_done(word) if once != "first" else not self.is_first_take):
                continue
            if name in DOES:
                DOES[name]()
            if name in GIVES:
                return Speech(GIVES[name](len(text) * PER_CHARACTER), RATE_HZ)
        words = ((0, 1, 0),) if text else ()
        return Speech(tone(len(text) * PER_CHARACTER), RATE_HZ, words)

    def was_done(self, word):
        try:
            (self.folder / word).touch(exist_ok=False)
        except FileExistsError:
            return True
        return False

    @staticmethod
    def identity(manner):  # noqa: ARG004 - the protocol
        return "1"

    @staticmethod
    def voices(manner):  # noqa: ARG004 - the protocol
        return (Voice("only"),)
