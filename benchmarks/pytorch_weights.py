"""The weights of an OpenVINO export back as numbers, so that PyTorch can be measured with exactly the same ones."""

import re
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_NORM = re.compile(r"__module\.(model\.[a-z0-9_.]*norm)/")


def weights_of(folder: Path) -> dict[str, NDArray[np.float32]]:
    """Name -> values as ``transformers`` names them: (int8 - zero point) x scale where weights were compressed.

    The weights of the norms have lost their names; the operation that they enter still has its own.
    """
    import openvino as ov

    model = ov.Core().read_model(folder / "openvino_model.xml")
    constants = {op.get_friendly_name(): op for op in model.get_ops() if op.get_type_name() == "Constant"}
    found: dict[str, NDArray[np.float32]] = {}
    for name, constant in constants.items():
        if name.endswith(".weight"):
            found[name.removeprefix("self.")] = _values(name, constants)
        elif norm := _norm(constant):
            found[f"{norm}.weight"] = np.asarray(constant.data, dtype=np.float32).squeeze()
    return found


def _values(name: str, constants: dict[str, Any]) -> NDArray[np.float32]:
    values = np.asarray(constants[name].data, dtype=np.float32)
    if zero := constants.get(f"{name}/zero_point"):
        values = values - np.asarray(zero.data, dtype=np.float32)
    if scale := constants.get(f"{name}/scale"):
        values = values * np.asarray(scale.data, dtype=np.float32)
    return values


def _norm(constant: Any) -> str:
    if list(constant.shape)[:-1] != [1, 1]:
        return ""
    users = (target.get_node().get_friendly_name() for target in constant.output(0).get_target_inputs())
    return next((match[1] for user in users if (match := _NORM.match(user))), "")
