"""A stand-in for Kokoro's network, by its own interface: a tone of 75 ms for each symbol."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

RATE_HZ = 24_000
SAMPLES_PER_SYMBOL = 3 * 600
PITCH_HZ = 200


def write_network(path, *, tokens="tokens", timed=True, told=False):
    """Write the network at *path*.

    Args:
        path: The file.
        tokens: What its first input is called; exports differ.
        timed: Whether it knows durations, in the inner tensor where Kokoro has them.
        told: Whether they are an output.
    """
    durations = "/encoder/Clip_output_0" if timed else "each_rounded"
    constants = {
        "frames": np.float32(SAMPLES_PER_SYMBOL / 600),
        "samples": np.float32(600),
        "zero": np.float32(0),
        "one": np.float32(1),
        "step": np.float32(2 * np.pi * PITCH_HZ / RATE_HZ),
        "first": np.array([0], dtype=np.int64),
    }
    steps = [
        ("Shape", [tokens], "n_ids"),
        ("Div", ["frames", "speed"], "each"),
        ("Expand", ["each", "n_ids"], "all"),
        ("Ceil", ["all"], durations),
        ("ReduceSum", [durations], "n_frames", {"keepdims": 0}),
        ("Mul", ["n_frames", "samples"], "n_samples"),
        ("Range", ["zero", "n_samples", "one"], "times"),
        ("Mul", ["times", "step"], "angles"),
        ("Sin", ["angles"], "sine"),
        ("ReduceMean", ["style"], "volume", {"keepdims": 0}),
        ("Mul", ["sine", "volume"], "audio"),
    ]
    nodes = [
        helper.make_node(kind, inputs, [output], **(rest[0] if rest else {}))
        for kind, inputs, output, *rest in steps
    ]
    outputs = [helper.make_tensor_value_info("audio", TensorProto.FLOAT, [None])]
    if told:
        outputs.append(helper.make_tensor_value_info(durations, TensorProto.FLOAT, [1, None]))
    graph = helper.make_graph(
        nodes,
        "tone",
        [
            helper.make_tensor_value_info(tokens, TensorProto.INT64, [1, None]),
            helper.make_tensor_value_info("style", TensorProto.FLOAT, [1, 256]),
            helper.make_tensor_value_info("speed", TensorProto.FLOAT, [1]),
        ],
        outputs,
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def write_styles(path, *volumes):
    """Write a voice: one row for each length of text, here all of one volume."""
    np.repeat(np.array(volumes, "<f4")[:, None], 256, axis=1).tofile(path)


def write_archive(path, **volumes):
    """Write several voices into one NumPy archive, named as Kokoro's is."""
    tables = {name: np.full((510, 1, 256), volume, "f4") for name, volume in volumes.items()}
    with path.open("wb") as file:
        np.savez(file, **tables)
