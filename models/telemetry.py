"""Importing OpenVINO tells its maker so; this program sends nothing that nobody asked for."""

import sys
from typing import cast


def keep_silent() -> None:
    """Call before ``openvino`` or ``openvino_genai`` is first imported: they then find no package to report with.

    Besides, the report forks the process from a thread; such a child was seen to hang and to hold pipes open.
    """
    modules = cast(dict[str, object], sys.modules)
    modules.setdefault("openvino_telemetry", None)
