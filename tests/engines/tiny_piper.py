"""A piper voice of 2 kB: a tone of 64 ms for each phoneme, by piper's own model interface."""

import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

RATE_HZ = 16_000
HOP = 256
SAMPLES_PER_PHONEME = 4 * HOP
PITCH_HZ = 200


def write_voice(path, *, speakers=()):
    """Write the model at *path* and its configuration beside it."""
    onnx.save(_model(bool(speakers)), str(path))
    letters = "_^$ abcdefghijklmnopqrstuvwxyz.,!?'ɹɪəɛæɑɔʊʌθðʃʒŋˈˌː"
    about = {
        "audio": {"sample_rate": RATE_HZ},
        "espeak": {"voice": "en-us"},
        "phoneme_type": "espeak",
        "num_symbols": len(letters),
        "num_speakers": max(1, len(speakers)),
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_id_map": {letter: [i] for i, letter in enumerate(letters)},
        "speaker_id_map": {name: i for i, name in enumerate(speakers)},
    }
    path.with_name(f"{path.name}.json").write_text(json.dumps(about), encoding="utf-8")


def _model(several_speakers):
    """input (1, n), input_lengths (1), scales (noise, length, noise_w), sid → output (1, 1, m)."""
    constants = {
        "per_phoneme": np.float32(SAMPLES_PER_PHONEME),
        "frames": np.float32(SAMPLES_PER_PHONEME / HOP),
        "zero": np.float32(0),
        "one": np.float32(1),
        "step": np.float32(2 * np.pi * PITCH_HZ / RATE_HZ),
        "half": np.float32(0.5),
        "length_index": np.int64(1),
        "noise_index": np.int64(0),
        "shape": np.array([1, 1, -1], dtype=np.int64),
        "first": np.array([0], dtype=np.int64),
    }
    steps = [
        ("Gather", ["scales", "length_index"], "length_scale"),
        ("Gather", ["scales", "noise_index"], "noise_scale"),
        ("Cast", ["input_lengths"], "count", {"to": TensorProto.FLOAT}),
        ("Squeeze", ["count", "first"], "count_1"),
        ("Mul", ["count_1", "per_phoneme"], "usual"),
        ("Mul", ["usual", "length_scale"], "wanted"),
        ("Range", ["zero", "wanted", "one"], "times"),
        ("Shape", ["input"], "n_ids"),
        ("Mul", ["frames", "length_scale"], "each"),
        ("Expand", ["each", "n_ids"], "all"),
        ("Ceil", ["all"], "/Ceil_output_0"),
        ("Mul", ["times", "step"], "angles"),
        ("Sin", ["angles"], "sine"),
        ("Mul", ["sine", "half"], "tone"),
        ("RandomNormalLike", ["tone"], "noise"),
        ("Mul", ["noise", "noise_scale"], "scaled"),
        ("Add", ["tone", "scaled"], "sound"),
        ("Reshape", ["sound", "shape"], "output"),
    ]
    nodes = [
        helper.make_node(kind, inputs, [output], **(rest[0] if rest else {}))
        for kind, inputs, output, *rest in steps
    ]
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, None]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    if several_speakers:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
    graph = helper.make_graph(
        nodes,
        "tone",
        inputs,
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, None])],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )
    opset = [helper.make_opsetid("", 17)]
    model = helper.make_model(graph, opset_imports=opset, ir_version=9)
    onnx.checker.check_model(model)
    return model
