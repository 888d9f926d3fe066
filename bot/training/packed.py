"""An exported network whose weights are 4-bit numbers packed two to a byte."""

from __future__ import annotations

import numpy as np
import onnx
import torch
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

from bot.training.trimmed import BLOCK, LEVELS, levels_of

DOMAIN = "com.microsoft"
"""Of the operators that read packed weights; onnxruntime brings them, on every platform."""
EIGHT_BIT_SUMS = 4
"""Multiply in 8 bits, which the processor does quickest."""
_OLDEST_READER = 10
"""The ONNX format that onnxruntime 1.20 reads, the oldest that is supported."""


def packed(model: ModelProto) -> ModelProto:
    """The same network with its large weights packed; they are rounded already.

    Small matrices, whose inputs are no multiple of `BLOCK`, stay as they are.
    """
    graph = model.graph
    weights = {tensor.name: tensor for tensor in graph.initializer}
    nodes: list[NodeProto] = []
    added: list[TensorProto] = []
    for node in graph.node:
        if node.op_type == "MatMul" and _large(weights.get(node.input[1])):
            new, parts = _multiplying(node, numpy_helper.to_array(weights[node.input[1]]))
        elif node.op_type == "Gather" and _large(weights.get(node.input[0])):
            new, parts = _looking_up(node, numpy_helper.to_array(weights[node.input[0]]))
        else:
            new, parts = node, []
        nodes.append(new)
        added += parts
    _replace(graph, nodes, added)
    model.opset_import.append(helper.make_opsetid(DOMAIN, 1))
    model.ir_version = _OLDEST_READER
    onnx.checker.check_model(model)
    return model


def _large(tensor: TensorProto | None) -> bool:
    # The vectors of places and of distances are few and need their precision.
    return tensor is not None and len(tensor.dims) == 2 and min(tensor.dims) > BLOCK


def _multiplying(node: NodeProto, weight: np.ndarray) -> tuple[NodeProto, list[TensorProto]]:
    """A product with a matrix of shape (inputs, outputs)."""
    inputs, outputs = weight.shape
    levels, scales = _levels(weight.T)
    # Without zero points the operator takes 8 for 0; the first of two numbers is the low half.
    halves = (levels - LEVELS[0]).astype(np.uint8).reshape(outputs, inputs // BLOCK, BLOCK // 2, 2)
    name = node.input[1]
    parts = [
        numpy_helper.from_array(halves[..., 0] | halves[..., 1] << 4, f"{name} packed"),
        numpy_helper.from_array(scales, f"{name} scales"),
    ]
    new = helper.make_node(
        "MatMulNBits",
        [node.input[0], *(part.name for part in parts)],
        node.output,
        node.name,
        domain=DOMAIN,
        K=inputs,
        N=outputs,
        bits=4,
        block_size=BLOCK,
        accuracy_level=EIGHT_BIT_SUMS,
    )
    return new, parts


def _looking_up(node: NodeProto, weight: np.ndarray) -> tuple[NodeProto, list[TensorProto]]:
    """Rows of a matrix of shape (rows, figures)."""
    rows, figures = weight.shape
    levels, scales = _levels(weight)
    halves = (levels.astype(np.int8) & 0xF).astype(np.uint8).reshape(-1, 2)
    name = node.input[0]
    parts = [
        helper.make_tensor(
            f"{name} packed",
            TensorProto.INT4,
            (rows, figures),
            (halves[:, 0] | halves[:, 1] << 4).tobytes(),
            raw=True,
        ),
        numpy_helper.from_array(scales.reshape(rows, -1), f"{name} scales"),
    ]
    new = helper.make_node(
        "GatherBlockQuantized",
        [parts[0].name, node.input[1], parts[1].name],
        node.output,
        node.name,
        domain=DOMAIN,
        block_size=BLOCK,
        gather_axis=0,
        quantize_axis=1,
    )
    return new, parts


def _levels(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers, shape (blocks, `BLOCK`), and scales, shape (blocks,)."""
    levels, scales = levels_of(torch.from_numpy(np.ascontiguousarray(weight)))
    return levels.numpy(), scales.numpy().reshape(-1)


def _replace(graph: GraphProto, nodes: list[NodeProto], added: list[TensorProto]) -> None:
    """Put the nodes in, and leave weights out that none of them reads any more."""
    del graph.node[:]
    graph.node.extend(nodes)
    read = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in read]
    del graph.initializer[:]
    graph.initializer.extend([*kept, *added])
