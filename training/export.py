"""Exports a trained starter writer to OpenVINO int8 with its card: python -m training.export TRAINED FOLDER."""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from transformers import LlamaForCausalLM

from models.language.folder import CARD, NEEDED

KEPT = (*NEEDED, "generation_config.json", "openvino_tokenizer.bin", "openvino_detokenizer.bin")
LARGEST = 30 * 2**20
"""Bytes of all files together that may be committed."""


def export(trained: Path, folder: Path, version: str) -> int:
    """Writes the model into ``folder`` and gives its size in bytes; raises ValueError where it is above ``LARGEST``."""
    with tempfile.TemporaryDirectory() as scratch:
        _convert(trained, Path(scratch))
        folder.mkdir(parents=True, exist_ok=True)
        for name in KEPT:
            if (Path(scratch) / name).is_file():
                shutil.copyfile(Path(scratch) / name, folder / name)
    _forget_paths(folder)
    parameters = LlamaForCausalLM.from_pretrained(trained).num_parameters()
    (folder / CARD).write_text(json.dumps(_card(parameters, version), indent=2) + "\n", encoding="utf-8")
    size = sum(file.stat().st_size for file in folder.iterdir())
    if size > LARGEST:
        raise ValueError(f"{folder} has {size} bytes, more than {LARGEST}")
    return size


def _convert(trained: Path, to: Path) -> None:
    """The command line of optimum-intel also converts the tokenizer, which its functions leave out."""
    command = [str(Path(sys.executable).with_name("optimum-cli")), "export", "openvino", "--model", str(trained)]
    kind = ["--task", "text-generation-with-past", "--weight-format", "int8"]
    subprocess.run([*command, *kind, str(to)], check=True)


def _card(parameters: int, version: str) -> dict[str, object]:
    return {
        "name": f"handpicked-starter-{version}",
        "dialect": "starter",
        "parameters": parameters,
        "licence": "the licence of Handpicked",
        "languages": ["en", "de", "es"],
        "summary": "Writes short e-mails, replies, posts, landing pages and reader portraits in English, German and "
        "Spanish, and rewrites them. It knows no facts and follows only the wishes it was taught.",
    }


def _forget_paths(folder: Path) -> None:
    """Takes the name of the folder that the weights were read from out of the configuration."""
    config = folder / "config.json"
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r'\n\s*"_name_or_path": "[^"]*",', "", text), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--version", default="2")
    arguments = parser.parse_args()
    print(f"{export(arguments.trained, arguments.folder, arguments.version):,} bytes in {arguments.folder}")
