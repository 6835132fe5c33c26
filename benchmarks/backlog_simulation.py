"""A backlog of 100,000 essays on 1 to 1,000 workers: where does it first stop getting faster?

    python benchmarks/backlog_simulation.py [ESSAYS]

A simulation by events. A worker is one core. It takes an essay, computes, tells the Prefect server
about it (one process: a queue) and publishes (one lock for each show: another queue). The costs
are measured ones; the command that measures each stands beside it.
"""

from __future__ import annotations

import heapq
import sys
from dataclasses import dataclass, replace

from benchmark_notes import print_taken

from pipeline.tools.locks import PATIENCE_S

WORKERS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
HOUR_S = 3_600


@dataclass(frozen=True, slots=True)
class Costs:
    """What one essay of 16 minutes costs, in seconds."""

    compute_s: float = 10.9
    """Of a processor, nothing cached, Prefect's client and its import included: ``processor,
    command`` of ``python benchmarks/whole_command.py 3100 --cold``, commit d8da4cc, on two cores of
    an AMD EPYC that had other work as well; they have about 9 s of it to themselves."""
    server_s: float = 1.16
    """Of the Prefect server's processor: the same command's last line."""
    publish_s: float = 0.12
    """Under the publication's lock, with no other episode there: ``python
    benchmarks/publication_lock.py``."""
    publish_each_s: float = 0.000_264
    """More of it for every episode there is, since feed and index tell of all: likewise."""
    shows: int = 1
    """Shows among which the essays are shared out, each with a lock of its own."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a backlog went."""

    elapsed_s: float
    busy: dict[str, float]
    """Share of the time each part was at work; of the workers and the locks, their mean."""
    longest_wait_s: float
    """For the publication's lock; beyond :data:`pipeline.tools.locks.PATIENCE_S` a run gives up."""

    @property
    def bottleneck(self) -> str:
        """What was busiest."""
        return max(self.busy, key=lambda part: self.busy[part])


def simulate(n_essays: int, n_workers: int, costs: Costs) -> Outcome:
    """Work through *n_essays* with *n_workers*; each finds the next when it is done."""
    free = [(0.0, worker) for worker in range(n_workers)]
    heapq.heapify(free)
    locks = [0.0] * costs.shows
    server_free = worked = served = locked = end = longest = 0.0
    for place in range(n_essays):
        now, worker = heapq.heappop(free)
        server_free = max(now, server_free) + costs.server_s
        served += costs.server_s
        done = max(now + costs.compute_s, server_free)
        worked += costs.compute_s
        published, show = divmod(place, costs.shows)
        held = costs.publish_s + costs.publish_each_s * published
        begun = max(done, locks[show])
        longest = max(longest, begun - done)
        locks[show] = begun + held
        locked += held
        end = max(end, locks[show])
        heapq.heappush(free, (locks[show], worker))
    busy = {
        "the workers": worked / (end * n_workers),
        "the Prefect server": served / end,
        "the publication's lock": locked / (end * costs.shows),
    }
    return Outcome(end, busy, longest)


ONE = Costs()
MANY = replace(ONE, shows=100)
POSTGRES = 0.8
"""Of the server's work that is left on PostgreSQL: ``python benchmarks/server_load.py`` on both."""
VARIANTS = {
    "one show": ONE,
    "100 shows": MANY,
    "100 shows, four Prefect servers on one PostgreSQL (not tried)": replace(
        MANY, server_s=ONE.server_s * POSTGRES / 4
    ),
}


def main(n_essays: int) -> None:
    """Print a table for each variant."""
    print_taken()
    for name, costs in VARIANTS.items():
        print(f"\n{n_essays} essays, {name}")
        print("workers     hours  essays/h  workers  server  publishing  longest wait  bottleneck")
        for n_workers in WORKERS:
            said = simulate(n_essays, n_workers, costs)
            hours = said.elapsed_s / HOUR_S
            gives_up = "!" if said.longest_wait_s > PATIENCE_S else " "
            print(
                f"{n_workers:7} {hours:9.1f} {n_essays / hours:9.0f} "
                + "".join(f"{share:8.0%}" for share in said.busy.values())
                + f"    {said.longest_wait_s:8.0f} s{gives_up}    {said.bottleneck}"
            )
        print(f"! runs give up: they wait for the lock for {PATIENCE_S:.0f} s at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
