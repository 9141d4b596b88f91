"""The student as an ONNX graph, written down with onnxruntime's fused operators: attention and biased GELU are one node each.

Input ``ids`` [batch, length] of lines of equal length, without padding; outputs ``tags``, ``opens``, ``frames``, ``asks``: one row
of logits a piece. Piece embeddings may be stored as int8 with one scale a piece.
"""

from typing import Any

import numpy
import numpy.typing
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from assistant.schema import ASKS, FRAMES, TAGS
from training.encoder import HEAD_SIZES, Encoder, Layer

Float = numpy.typing.NDArray[numpy.float32]

FUSED = "com.microsoft"

#: The matrix of the heads, which stays in fp32.
HEADS = "heads"


class Graph:
    """Nodes and constants as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: numpy.typing.NDArray[numpy.generic]) -> str:
        """Adds a constant and returns its name."""
        self.constants.append(numpy_helper.from_array(numpy.ascontiguousarray(value), name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        """Adds a node named as its output, and returns that name."""
        self.nodes.append(helper.make_node(operator, inputs, [output], output, domain=domain, **attributes))
        return output

    def weights(self, name: str, module: torch.nn.Linear) -> tuple[str, str]:
        """A linear map as matrix [in, out] and bias."""
        return self.constant(f"{name}.weight", array(module.weight).T), self.constant(
            f"{name}.bias", array(module.bias)
        )

    def norm(self, name: str, module: torch.nn.LayerNorm) -> tuple[str, str]:
        """Gain and offset."""
        return self.constant(f"{name}.gain", array(module.weight)), self.constant(f"{name}.offset", array(module.bias))


def array(tensor: torch.Tensor) -> Float:
    """The values of a tensor."""
    return tensor.detach().float().numpy()


def add_embeddings(graph: Graph, encoder: Encoder, packed: bool) -> str:
    """Pieces and positions, added and normed."""
    table = array(encoder.pieces.weight)
    if packed:
        scales = numpy.maximum(numpy.abs(table).max(1, keepdims=True), 1e-9) / 127
        graph.constant("pieces", numpy.rint(table / scales).astype(numpy.int8))
        graph.constant("scales", scales.astype(numpy.float32))
        graph.node("Gather", ["pieces", "ids"], "pieces_packed")
        graph.node("Cast", ["pieces_packed"], "pieces_cast", to=TensorProto.FLOAT)
        graph.node("Gather", ["scales", "ids"], "pieces_scales")
        graph.node("Mul", ["pieces_cast", "pieces_scales"], "pieces_found")
    else:
        graph.constant("pieces", table)
        graph.node("Gather", ["pieces", "ids"], "pieces_found")
    graph.constant("places", array(encoder.places.weight))
    graph.node("Shape", ["ids"], "length", start=1, end=2)
    graph.node("Slice", ["places", graph.constant("zero", numpy.array([0])), "length"], "places_found")
    graph.node("Add", ["pieces_found", "places_found"], "embedded")
    gain, offset = graph.norm("norm", encoder.norm)
    return graph.node("LayerNormalization", ["embedded", gain, offset], "state", epsilon=1e-12)


def add_layer(graph: Graph, layer: Layer, state: str, name: str) -> str:
    """One transformer layer in ten nodes."""
    weight, bias = graph.weights(f"{name}.qkv", layer.qkv)
    mixed = graph.node("Attention", [state, weight, bias], f"{name}.attention", FUSED, num_heads=layer.heads)
    state = add_skip(graph, layer.out, layer.attention_norm, mixed, state, f"{name}.mixed")
    weight, bias = graph.weights(f"{name}.up", layer.up)
    inner = graph.node("MatMul", [state, weight], f"{name}.inner")
    inner = graph.node("BiasGelu", [inner, bias], f"{name}.gelu", FUSED)
    return add_skip(graph, layer.down, layer.output_norm, inner, state, f"{name}.output")


def add_skip(graph: Graph, linear: torch.nn.Linear, norm: torch.nn.LayerNorm, value: str, state: str, name: str) -> str:
    """Norm of (state + linear map of a value); plain nodes, since the runtime's fused one takes three times as long (1.32, AVX2)."""
    weight, bias = graph.weights(name, linear)
    gain, offset = graph.norm(f"{name}.norm", norm)
    mapped = graph.node("MatMul", [value, weight], f"{name}.mapped")
    moved = graph.node("Add", [mapped, bias], f"{name}.moved")
    added = graph.node("Add", [moved, state], f"{name}.added")
    return graph.node("LayerNormalization", [added, gain, offset], name, epsilon=1e-12)


def build_graph(encoder: Encoder, packed: bool) -> onnx.ModelProto:
    """The whole network; `packed` stores piece embeddings as int8."""
    graph = Graph()
    state = add_embeddings(graph, encoder, packed)
    for number, layer in enumerate(encoder.layers):
        assert isinstance(layer, Layer)
        state = add_layer(graph, layer, state, f"layer{number}")
    weight, bias = graph.weights(HEADS, encoder.scores)
    graph.node("MatMul", [state, weight], HEADS)
    graph.node("Add", [HEADS, bias], "scores")
    names = ("tags", "opens_wide", "frames", "asks")
    splits = graph.constant("sizes", numpy.array(HEAD_SIZES))
    graph.nodes.append(helper.make_node("Split", ["scores", splits], names, "split", axis=2))
    graph.node("Squeeze", ["opens_wide", graph.constant("last", numpy.array([2]))], "opens")
    shapes = {"tags": [len(TAGS)], "opens": [], "frames": [len(FRAMES)], "asks": [len(ASKS)]}
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "length", *rest])
        for name, rest in shapes.items()
    ]
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"])
    body = helper.make_graph(graph.nodes, "student", [ids], outputs, graph.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=9, producer_name="plainday")
