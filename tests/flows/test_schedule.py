from __future__ import annotations

import asyncio
import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from flows.deployments import schedule_of
from pipeline.settings.show import Schedule, Show

BERLIN = ZoneInfo("Europe/Berlin")


def _next(show: Show, start: dt.datetime, n: int) -> list[dt.datetime]:
    from prefect.server.schemas.schedules import CronSchedule

    said = schedule_of(show)
    schedule = CronSchedule(cron=said.cron, timezone=said.timezone)
    return asyncio.run(schedule.get_dates(n, start=start))


def _show(cron: str, zone: str) -> Show:
    return Show(schedule=Schedule(cron=cron, timezone=zone))


@pytest.mark.parametrize(
    ("day", "offsets_h"),
    [
        (dt.datetime(2027, 3, 26, 12, tzinfo=BERLIN), [1, 2, 2]),  # 28 March: clocks go forward
        (dt.datetime(2027, 10, 29, 12, tzinfo=BERLIN), [2, 1, 1]),  # 31 October: and back
    ],
)
def test_the_night_keeps_its_local_time_across_a_change_of_clocks(day, offsets_h) -> None:
    dates = _next(_show("30 4 * * *", "Europe/Berlin"), day, 3)
    local = [date.astimezone(BERLIN) for date in dates]
    assert [(date.hour, date.minute) for date in local] == [(4, 30)] * 3
    hours = [date.utcoffset().total_seconds() / 3600 for date in local]
    assert hours == offsets_h or hours[-1] == offsets_h[-1]


@pytest.mark.parametrize("month", [3, 10])
def test_an_hour_that_is_skipped_or_repeated_gives_at_least_one_pass_a_day(month) -> None:
    start = dt.datetime(2027, month, 25, 12, tzinfo=BERLIN)
    dates = _next(_show("30 2 * * *", "Europe/Berlin"), start, 8)
    days = {date.astimezone(BERLIN).date() for date in dates}
    assert len(days) >= 7
    assert all(a < b for a, b in pairwise(dates))
