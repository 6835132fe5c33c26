"""The natural voice with a model that does what models have been seen to do."""

import ctypes
from pathlib import Path

import numpy as np

from pipeline.speech.engines.neural import neural_speech, spectra
from pipeline.speech.engines.neural.neural_engine import Neural


def segv(parts):
    ctypes.string_at(0)


def raising(parts):
    raise RuntimeError("[ONNXRuntimeError] : 1 : FAIL : Non-zero status code returned")


def nan(parts):
    parts[0][0, 0, 0] = np.nan
    return parts


def silent(parts):
    for index in (0, 2, 3):
        parts[index][:] = -40.0
    return parts


def endless(parts):
    longer = [np.repeat(part, 10, axis=-1) for part in parts[:-1]]
    return [*longer, parts[-1] * 10]


def short_of_durations(parts):
    return [*parts[:-1], parts[-1][:-2]]


FAULTS = {f.__name__: f for f in (segv, raising, nan, silent, endless, short_of_durations)}


class _Session:
    def __init__(self, session, fault):
        self.session, self.fault = session, fault

    def run(self, *args):
        return self.fault([np.array(part) for part in self.session.run(*args)])


class BrokenNeural(Neural):
    """Its option ``fault`` says what the model does; ``model`` is another model's path."""

    def __init__(self, manner):
        if manner.option("model"):
            spectra.Model(Path(manner.option("model")))
        super().__init__(manner)
        broken = spectra.Model()
        broken._session = _Session(broken._session, FAULTS[manner.option("fault")])
        neural_speech.model = lambda *_: broken
