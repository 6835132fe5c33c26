"""Values that Prefect passes from task to task without looking inside."""

from __future__ import annotations

from typing import Generic, TypeVar

Value = TypeVar("Value")


class Opaque(Generic[Value]):
    """One value, closed.

    Prefect searches all that a task is given for results of other tasks, twice, down to every
    word of a timeline: for an 18-minute essay that took as long as Prefect's import, and memory
    that grew with the essay. In this it finds nothing to go into, but knows it again as the
    result of the task that returned it, so that the run's graph keeps its edges.

    Args:
        value: Whatever it is.
    """

    __slots__ = ("__weakref__", "value")  # Prefect knows results again by weak references

    def __init__(self, value: Value) -> None:
        self.value = value

    def __str__(self) -> str:
        """Return what the name of a task run says of it."""
        return str(getattr(self.value, "id", "") or type(self.value).__name__)
