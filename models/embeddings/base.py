"""What an embedding model is to the rest of the program."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns texts into unit vectors; which model and version it is stands in ``name``."""

    name: str

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimensions), each row of length 1. Raises BadConfig where the model is missing."""
