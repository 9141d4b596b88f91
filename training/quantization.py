"""fp32 graph → int8: weights per channel ahead, activations at run time (dynamic), the heads left in fp32.

Weights take 7 of the 8 bits: so two products of 255 and a weight fit into 16 bits, and processors that add them up there (x86 without VNNI)
are exact with the products that are fast on them.
"""

from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.encoder import Encoder
from training.graph import HEADS, build_graph


def write_fp32(encoder: Encoder, path: Path) -> None:
    """The network as it was trained."""
    onnx.save(build_graph(encoder, packed=False), path)


def write_int8(encoder: Encoder, path: Path) -> None:
    """The network as it ships."""
    quantize_dynamic(
        build_graph(encoder, packed=True),
        path,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Attention"],
        nodes_to_exclude=[HEADS],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
