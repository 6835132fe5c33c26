"""The models there are for the natural voice: the wheel's own, and those that can be got."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pipeline.speech.engines.neural.wheel import MODEL_SHA256, model_path
from pipeline.tools.model_files import model_folder

OWN = "heart"
"""The model that comes with the wheel."""


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One voice's network; all have one architecture."""

    file: str
    """Its name where it is published."""
    n_bytes: int
    sha256: str
    language: str
    description: str

    @property
    def british(self) -> bool:
        """Whether its words sound as in Britain."""
        return self.language == "en-gb"


MODELS: Mapping[str, ModelRow] = MappingProxyType(
    {
        OWN: ModelRow("hibari.onnx", 7_936_868, MODEL_SHA256, "en-us", "a woman's, American"),
        "emma": ModelRow(
            "bf_emma.int8.onnx",
            7_936_868,
            "f709f0488ee63b583a22189a955aaf4257b9806dd330be3490661e53af0a89c1",
            "en-gb",
            "a woman's, British",
        ),
        "fenrir": ModelRow(
            "am_fenrir_v2.int8.onnx",
            8_031_158,
            "f59fbd87908c91f827bc21b1b89443757b9a8580db9eee20aa948deb731321f4",
            "en-us",
            "a man's, American",
        ),
        "fable": ModelRow(
            "bm_fable.int8.onnx",
            7_936_868,
            "c28529302f2d27cd12f62625c24425888c4e3c2675583100ec530259136b8bc6",
            "en-gb",
            "a man's, British",
        ),
        "kore": ModelRow(
            "af_kore.int8.onnx",
            7_936_868,
            "346885752673e45d42f9864c9e2432094bc4b6385df060d4b83273da764d2fa9",
            "en-us",
            "another woman's, American",
        ),
    }
)
"""Voice → its model. Sizes and digests are those that hibari-tts 0.2.1 names."""
FURTHER: Mapping[str, ModelRow] = MappingProxyType(
    {name: row for name, row in MODELS.items() if name != OWN}
)
"""Those that ``essaycast voices get`` fetches."""


def model_file(name: str) -> Path:
    """Return where the model *name* lies, or would lie."""
    return model_path() if name == OWN else model_folder(name) / f"{name}.onnx"
