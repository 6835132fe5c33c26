"""Where chunks are spoken: in threads of the run's own process, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from pipeline.errors import OrchestrationError
from pipeline.settings.show import Show
from pipeline.tools.cores import n_workers
from pipeline.tools.extras import install_extra

Runner: TypeAlias = TaskRunner[Any]

THREADS_A_WORKER = 2
"""One waits for an engine worker, which does the work, while the other prepares what comes next.
More only wait, for each other's turn as well: 32 threads took four times the processor of 4."""


def _threads(show: Show) -> Runner:
    return ThreadPoolTaskRunner(max_workers=THREADS_A_WORKER * n_workers(show.machine))


def _dask(show: Show) -> Runner:
    try:
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise OrchestrationError(
            "run.task_runner is 'dask', which is not installed",
            where="show.toml",
            mend=install_extra("dask"),
        ) from error
    import dask  # noqa: PLC0415 - likewise

    dask.config.set({"distributed.worker.daemon": False})  # engines are processes of their own
    if show.run.dask_address:
        return DaskTaskRunner(address=show.run.dask_address)
    return DaskTaskRunner(
        cluster_kwargs={
            "n_workers": show.run.workers or None,
            "threads_per_worker": 1,
            "dashboard_address": None,
        }
    )


RUNNERS: Mapping[str, Callable[[Show], Runner]] = {"threads": _threads, "dask": _dask}
"""``run.task_runner`` → what makes it."""


def task_runner(show: Show) -> Runner:
    """Return what ``run.task_runner`` asks for, for ``with`` and ``submit``.

    Raises:
        OrchestrationError: It is not installed.
    """
    return RUNNERS[show.run.task_runner](show)
