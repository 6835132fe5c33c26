"""A backlog of 100,000 essays on 1 to 1,000 workers: where does it first stop getting faster?

    python benchmarks/backlog_simulation.py [ESSAYS]

A simulation by events. Each worker takes an essay, computes, tells the Prefect server about it
(one server, one process: a queue) and publishes (one publication, one lock: another queue). The
costs are measured ones; where they were measured stands beside each.
"""

from __future__ import annotations

import heapq
import sys
from dataclasses import dataclass, replace

WORKERS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
HOUR_S = 3_600


@dataclass(frozen=True, slots=True)
class Costs:
    """What one essay of 18 minutes costs, in seconds."""

    compute_s: float = 32.0
    """Of processors, nothing cached: 31.5 s of user time, as ``time essaycast produce`` tells."""
    server_s: float = 0.95
    """Of the Prefect server's process for 47 task runs: 20 ms each, from 8 runs of 60 at once."""
    publish_s: float = 0.15
    """Under the publication's lock, with no other episode there."""
    publish_each_s: float = 0.000_32
    """More of it for every episode there is, since feed and index tell of all: 0.129 s at 400."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a backlog went."""

    elapsed_s: float
    busy: dict[str, float]
    """Share of the time each part was at work; of the workers, their mean."""

    @property
    def bottleneck(self) -> str:
        """What was busiest."""
        return max(self.busy, key=lambda part: self.busy[part])


def simulate(n_essays: int, n_workers: int, costs: Costs) -> Outcome:
    """Work through *n_essays* with *n_workers*; each finds the next when it is done."""
    free = [(0.0, worker) for worker in range(n_workers)]
    heapq.heapify(free)
    server_free = lock_free = worked = served = locked = end = 0.0
    for published in range(n_essays):
        now, worker = heapq.heappop(free)
        server_free = max(now, server_free) + costs.server_s
        served += costs.server_s
        done = max(now + costs.compute_s, server_free)
        worked += costs.compute_s
        held = costs.publish_s + costs.publish_each_s * published
        lock_free = max(done, lock_free) + held
        locked += held
        end = max(end, lock_free)
        heapq.heappush(free, (lock_free, worker))
    busy = {
        "the workers": worked / (end * n_workers),
        "the Prefect server": served / end,
        "the publication's lock": locked / end,
    }
    return Outcome(end, busy)


ONE = Costs()
VARIANTS = {
    "as it is": ONE,
    "feed and index rebuilt once in 100 episodes": replace(
        ONE, publish_each_s=ONE.publish_each_s / 100
    ),
    "the same, and four Prefect servers on one PostgreSQL": replace(
        ONE, publish_each_s=ONE.publish_each_s / 100, server_s=ONE.server_s / 4
    ),
}


def main(n_essays: int) -> None:
    """Print a table for each variant."""
    for name, costs in VARIANTS.items():
        print(f"\n{n_essays} essays, {name}")
        print("workers     hours  essays/h  workers  server  publishing  bottleneck")
        for n_workers in WORKERS:
            said = simulate(n_essays, n_workers, costs)
            hours = said.elapsed_s / HOUR_S
            print(
                f"{n_workers:7} {hours:9.1f} {n_essays / hours:9.0f} "
                + "".join(f"{share:8.0%}" for share in said.busy.values())
                + f"      {said.bottleneck}"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
