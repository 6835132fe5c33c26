"""An inner tensor of a model made one more output: its durations, mostly.

A model's graph may be given in pieces, which protobuf merges; so a few bytes appended do it, and
no package for changing models is needed.
"""

from __future__ import annotations

_FLOAT32 = 1


def exposing(model: bytes, tensor: str) -> bytes:
    """Return *model* with its inner *tensor* of floats as one more output.

    Appended is ``ModelProto.graph.output``: a ``ValueInfoProto`` with name and element type.

    Source:
        https://github.com/onnx/onnx/blob/main/onnx/onnx.proto: graph = 7, output = 12,
        name = 1, type = 2, tensor_type = 1, elem_type = 1.
    """
    kind = _field(2, _field(1, b"\x08" + _varint(_FLOAT32)))
    return model + _field(7, _field(12, _field(1, tensor.encode()) + kind))


def _field(number: int, body: bytes) -> bytes:
    return bytes([number << 3 | 2]) + _varint(len(body)) + body


def _varint(number: int) -> bytes:
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])
