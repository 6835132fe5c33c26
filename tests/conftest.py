"""What holds for all tests: a busy machine fails none of them."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

os.environ["ESSAYCAST_READY"] = "0"  # no process is left for a next command
