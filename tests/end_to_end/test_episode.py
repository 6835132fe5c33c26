"""One essay becomes a finished episode: the whole way."""

import hashlib
import itertools
import json
import shutil
import signal
import subprocess
import time
from pathlib import Path

import httpx
import imageio_ffmpeg
import numpy as np
import pytest
from mutagen.id3 import ID3

from flows.heard_as_published import heard_as_published
from pipeline.settings.show import Show


def decoded(path):
    """Return the samples a player gets from *path*."""
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", path, "-f", "f32le", "-"]
    raw = subprocess.run(argv, capture_output=True, check=True, timeout=60).stdout
    return np.frombuffer(raw, dtype=np.float32)


def test_the_file_decodes_to_exactly_the_samples_that_were_meant(studio, first):
    assert decoded(studio.root / first["mp3"]).size == first["n_samples"]
    assert first["duration_s"] == pytest.approx(
        first["n_samples"] / first["sample_rate_hz"], abs=1e-3
    )


def test_all_that_was_said_is_heard(studio, first):
    run = studio.run("check", first["slug"], "--json")
    (checked,) = json.loads(run.stdout)["episodes"]
    assert run.returncode == 0
    assert checked.pop("slug") == first["slug"]
    assert checked.pop("heard") >= 8
    assert checked.pop("findings") == []
    assert (checked.pop("second_ear"), checked.pop("names_otherwise")) == ("", 0)
    assert set(checked) == {"doubtful", "not_as_written", "unchecked", "inconclusive", "approved"}
    assert not any(checked.values())


def test_an_episode_of_unknown_clips_is_unchecked_and_not_nothing(studio, first):
    kept = studio.root / ".essaycast" / "episode-clips" / f"{first['slug']}.json"
    aside = kept.rename(kept.with_suffix(".aside"))
    try:
        run = studio.run("check", first["slug"], "--json")
    finally:
        aside.rename(kept)
    (checked,) = json.loads(run.stdout)["episodes"]
    assert checked["heard"] == 0
    assert checked["unchecked"] >= 8
    assert "produce it again" in run.stderr


def test_the_file_is_as_loud_as_it_should_be(first):
    assert first["loudness_lufs"] == pytest.approx(-16, abs=0.2)
    assert first["true_peak_dbtp"] <= -1.0


def test_the_digest_told_is_the_files(studio, first):
    content = (studio.root / first["mp3"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == first["sha256"]


def test_chapters_cover_the_episode_in_order_and_agree_with_the_tags(studio, first):
    chapters = first["chapters"]
    assert chapters[0]["start_s"] == 0
    assert chapters[-1]["end_s"] == pytest.approx(first["duration_s"], abs=0.002)
    assert all(a["end_s"] == b["start_s"] for a, b in itertools.pairwise(chapters))
    tags = ID3(studio.root / first["mp3"])
    frames = sorted(tags.getall("CHAP"), key=lambda frame: frame.start_time)
    assert [frame.sub_frames["TIT2"].text[0] for frame in frames] == [c["title"] for c in chapters]


def test_a_publication_is_whole(studio, first):
    folder = (studio.root / first["mp3"]).parent
    for name in ("transcript.json", "chapters.json", "index.html", "episode.json"):
        assert (folder / name).stat().st_size > 0
    assert (studio.root / "output" / "feed.xml").is_file()
    assert first["slug"] in (studio.root / "output" / "feed.xml").read_text(encoding="utf-8")


def test_the_second_run_speaks_nothing_and_gives_the_same_bytes(studio, first):
    (studio.root / ".essaycast" / "unchanged").rename(studio.root / ".essaycast" / "forgotten")
    [again] = studio.produce("tide.md")["episodes"]
    assert "encode" in again["timings_s"]
    assert again["chunks"] == {
        "total": first["chunks"]["total"],
        "cached": first["chunks"]["total"],
    }
    assert again["sha256"] == first["sha256"]
    assert again["slug"] == first["slug"]


def test_what_stands_is_not_made_again_and_told_as_it_was(studio, first):
    [again] = studio.produce("tide.md")["episodes"]
    assert set(again["timings_s"]) == {"compare"}
    own = ("elapsed_s", "timings_s", "chunks")
    assert {name: value for name, value in again.items() if name not in own} == {
        name: value for name, value in first.items() if name not in own
    }


def test_what_was_published_verifies(studio, first):
    run = studio.run("verify", "--listen", "--json")
    (heard,) = json.loads(run.stdout)["heard"]
    assert (heard["doubtful"], heard["not_as_written"], heard["findings"]) == (0, 0, [])
    assert heard["heard"] >= 7
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_stranger_hears_what_is_not_as_the_transcript_says(studio, first, tmp_path):
    show = Show(root=tmp_path)
    shutil.copytree(studio.root / "output", show.output_folder)
    path = show.output_folder / first["slug"] / "transcript.json"
    transcript = json.loads(path.read_bytes())
    words = transcript["segments"]
    at = next(n for n, word in enumerate(words) if word["body"] == "Twice")
    others = ("Seven", "old", "ferries", "and", "a", "lighthouse")
    for word, other in zip(words[at:], others, strict=False):
        word["body"] = other
    words.append({"body": "And so on.", "startTime": 3_000.0, "endTime": 3_001.0})
    path.write_text(json.dumps(transcript))
    checked = heard_as_published(first["slug"], show)
    told = {
        one.clip.text.split()[0]: (str(one.judgement.verdict), one.judgement.ears[0][0])
        for one in checked.findings
    }
    assert told == {"Seven": ("doubtful", "alignment"), "And": ("not as written", "length")}


def test_from_the_store_alone_nothing_is_spoken(studio, first):
    studio.write("unspoken.md", "# Unspoken\n\nNobody has said this sentence yet.\n")
    run = studio.run("produce", "tide.md", "unspoken.md", "--cached-only", "--json")
    document = json.loads(run.stdout)
    assert run.returncode == 1
    assert [one["slug"] for one in document["episodes"]] == [first["slug"]]
    assert "would have to be spoken" in document["failed"][0]["error"]


def test_two_essays_with_one_title_are_two_episodes(studio, first):
    studio.write("other.md", "---\ntitle: The Tide Clock\n---\n\nAnother essay altogether.\n")
    document = studio.produce("other.md", "none.md")
    assert document["episodes"][0]["slug"] not in {first["slug"], ""}
    assert [one["source"] for one in document["failed"]] == ["none.md"]


def test_killed_at_any_moment_nothing_half_made_is_published(studio, first):
    names = {f"killed-{after_s}": after_s for after_s in (3.0, 4.5)}
    for name in names:
        studio.write(f"{name}.md", f"# {name}\n\n" + "This goes on for a while. " * 60)
    start = time.monotonic()
    running = {name: studio.start("produce", f"{name}.md", "--json") for name in names}
    for name, process in running.items():
        time.sleep(max(0.0, start + names[name] - time.monotonic()))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
    for folder in (studio.root / "output").iterdir():
        if folder.is_dir():
            assert (folder / "episode.json").is_file(), f"{folder} is half-made"
    episodes = studio.produce(*(f"{name}.md" for name in names))["episodes"]
    assert len(episodes) == len(names)
    for episode in episodes:
        assert decoded(studio.root / episode["mp3"]).size == episode["n_samples"]


def test_the_run_and_its_task_runs_are_recorded(studio, first):
    api = json.loads(studio.run("server", "status", "--json").stdout)["api_url"]
    with httpx.Client(base_url=api, timeout=20) as client:
        token = client.get("/csrf-token", params={"client": "test"}).json()["token"]
        client.headers.update({"Prefect-Csrf-Token": token, "Prefect-Csrf-Client": "test"})
        flow_runs = client.post("/flow_runs/filter", json={}).json()
        named = [run for run in flow_runs if run["name"] == f"produce {first['slug']}"]
        made = min(named, key=lambda run: run["start_time"])
        asked = {"flow_runs": {"id": {"any_": [made["id"]]}}}
        task_runs = client.post("/task_runs/filter", json=asked).json()
    assert {run["state_type"] for run in named} == {"COMPLETED"}
    assert made["state"]["message"].startswith(f"{first['title']}: ")
    assert any(run["state"]["message"].endswith(" long, unchanged") for run in named)
    assert all(run["tags"] == made["tags"] for run in named)
    names = [run["name"] for run in task_runs]
    assert {"read", "script", "stitch", "master", "encode", "tag", "publish"} <= set(names)
    assert sum(name.startswith("speak ") for name in names) == first["chunks"]["total"]
    assert {run["state_type"] for run in task_runs} == {"COMPLETED"}


def test_a_folder_that_cannot_be_written_is_one_clear_paragraph(studio, first):
    (studio.root / "taken").write_text("a file, not a folder", encoding="utf-8")
    run = studio.run("produce", "tide.md", "--output", "taken/below")
    assert run.returncode in {1, 2}
    assert run.stderr.strip().splitlines()[-1].startswith("essaycast: ")
    assert "Traceback" not in run.stderr
    assert Path(studio.root / "taken").is_file()
