"""Which model does which task."""

from collections.abc import Mapping

from models.language.base import LanguageModel, Task


class Router:
    """Models by task; a task without one of its own has ``default``."""

    def __init__(self, default: LanguageModel, by_task: Mapping[Task, LanguageModel] | None = None) -> None:
        self._default, self._by_task = default, dict(by_task or {})

    def for_task(self, task: Task) -> LanguageModel:
        return self._by_task.get(task, self._default)
