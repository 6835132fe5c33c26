"""Several machines, each a folder of its own: two Prefect workers, and a Dask cluster."""

from __future__ import annotations

import shutil
import uuid
from contextlib import suppress

import psutil
import pytest
from machines import Machine, deploy, start_worker, until

pytestmark = [pytest.mark.prefect, pytest.mark.slow]

ESSAYS = (1, 2, 3, 4)


@pytest.fixture(params=["folder", "s3"])
def storage(request, tmp_path):
    """What machines share: the lines of show.toml, and the environment that reaches it."""
    if request.param == "folder":
        yield f'[storage]\nurl = "{tmp_path}/shared"\n', {}
        return
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    access = {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }
    import s3fs

    options = {"key": "test", "secret": "test", "endpoint_url": access["AWS_ENDPOINT_URL"]}
    bucket = f"walls-{uuid.uuid4().hex}"  # the server forgets nothing while this process lives
    s3fs.S3FileSystem(**options).mkdir(bucket)
    yield f'[storage]\nurl = "s3://{bucket}/essaycast"\n', access
    server.stop()


@pytest.fixture(scope="module")
def alone(served, tmp_path_factory):
    """What one machine makes of the essays by itself."""
    machine = Machine(tmp_path_factory.mktemp("alone"), environment=_at(served))
    machine.write(*ESSAYS)
    return machine.produce(*ESSAYS)


def _at(served) -> dict[str, str]:
    return {"PREFECT_API_URL": served.api_url, "PREFECT_HOME": str(served.home)}


@pytest.fixture
def client(served):
    from prefect import get_client
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with (
        temporary_settings({PREFECT_API_URL: served.api_url}),
        get_client(sync_client=True) as client,
    ):
        yield client


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of botocore, not of ours
def test_two_workers_publish_one_show_with_the_bytes_of_one_machine(
    served, client, alone, storage, tmp_path
) -> None:
    said, access = storage
    both = [Machine(tmp_path / name, said, {**_at(served), **access}) for name in ("a", "b")]
    for machine in both:
        machine.write(*ESSAYS)
    deploy(both[0])
    produce = client.read_deployment_by_name("produce/produce").id
    runs = [
        client.create_flow_run_from_deployment(produce, parameters={"source": f"essays/{n}.md"}).id
        for n in ESSAYS
    ]
    workers = [start_worker(machine) for machine in both]
    try:
        done = lambda: all(client.read_flow_run(run).state.is_final() for run in runs)  # noqa: E731
        assert until(done, 500)
    finally:
        for worker in workers:
            worker.terminate()
            worker.wait(30)
    states = [client.read_flow_run(run).state for run in runs]
    assert [state.name for state in states] == ["Completed"] * len(runs), states
    assert all(machine.made_here() for machine in both), "one worker did all of it"
    expected = {slug: episode["sha256"] for slug, episode in alone.items()}
    for machine in both:
        assert machine.digests() == expected
        assert machine.listed() == set(expected)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # likewise
def test_a_dask_cluster_makes_the_bytes_that_threads_make(served, alone, storage, tmp_path) -> None:
    said, access = storage
    running = '[run]\ntask_runner = "dask"\nworkers = 2\n'
    machine = Machine(tmp_path / "dask", said + running, {**_at(served), **access})
    machine.write(*ESSAYS[:2])
    made = machine.produce(*ESSAYS[:2])
    assert [episode["sha256"] for episode in made.values()] == [
        alone[slug]["sha256"] for slug in made
    ]
    again = machine.produce(ESSAYS[0])["wall-1"]
    assert again["chunks"]["cached"] == again["chunks"]["total"]


def _family(process) -> list[psutil.Process]:
    return [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("run", "exited with status code: -9"),
        ("worker and run", "Its process ended without a word"),
        ("all of a machine", "It sent no heartbeat for 90 s"),
    ],
)
def test_what_is_killed_under_a_worker_ends_as_crashed_and_is_finished_by_the_next(
    served, client, tmp_path, what, message
) -> None:
    from flows.automations import declare_automations
    from flows.runs import reap_dead_runs

    machine = Machine(tmp_path / "one", environment=_at(served))
    machine.write(9, n_parts=12, n_sentences=12)
    deploy(machine)
    declare_automations()
    whole = machine.produce(9)["wall-9"]["sha256"]
    for left in ("output", ".essaycast/store"):  # else the run is over before it can be killed
        shutil.rmtree(machine.root / left)
    produce = client.read_deployment_by_name("produce/produce").id

    def begin():
        asked = {"source": "essays/9.md"}
        return client.create_flow_run_from_deployment(produce, parameters=asked).id

    def is_now(run, *states):
        return client.read_flow_run(run).state_type in states

    worker = start_worker(machine)
    try:
        run = begin()
        assert until(lambda: client.read_flow_run(run).name == "produce wall-9", 200)
        family = _family(worker)
        for process in family[:-1] if what == "run" else family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        if what != "run":
            worker.wait(10)
            assert is_now(run, "RUNNING")
        if what == "worker and run":  # the next run of this machine sees it
            assert reap_dead_runs() == 1
        # Else the worker does, or the server once three heartbeats are missing.
        patience_s = 240 if what == "all of a machine" else 60
        assert until(lambda: is_now(run, "CRASHED"), patience_s), client.read_flow_run(run).state
        assert message in client.read_flow_run(run).state.message
        if what != "run":
            worker = start_worker(machine)
        assert not list((machine.root / "output").glob("[!.]*/episode.json"))
        again = begin()
        assert until(lambda: is_now(again, "COMPLETED", "FAILED", "CRASHED"), 300)
        assert is_now(again, "COMPLETED"), client.read_flow_run(again).state
        assert "outcome: crashed" in client.read_flow_run(run).tags  # at the latest by the next
    finally:
        worker.terminate()
        worker.wait(30)
    assert machine.digests() == {"wall-9": whole}


def _engine_workers(root: str) -> int:
    from pathlib import Path

    from flows.shared_pool import speech_pool
    from pipeline.settings.running_settings import Machine

    return speech_pool(Path(root), Machine())._n_workers


def test_each_process_of_a_cluster_has_as_many_engine_workers_as_threads(tmp_path) -> None:
    import dask
    from distributed import Client, LocalCluster

    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        asked = [
            client.submit(_engine_workers, str(tmp_path), workers=[address], pure=False)
            for address in client.scheduler_info()["workers"]
        ]
        said = client.gather(asked)
    assert said == [1, 1]
