"""Sources that are no essays are refused in one paragraph, and leave nothing behind."""

import subprocess
import sys

import pytest

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8

REFUSED = {
    "empty": b"",
    "blank": b" \n\n\t\n",
    "only front matter": b"---\ntitle: Nothing\n---\n",
    "broken front matter": b"---\ntitle: [open\n  - x: {\n---\n\nText.\n",
    "only code": b"```python\nprint(1)\n```\n",
    "binary": PNG,
    "zeros": bytes(5000),
}

SURVIVED = {
    "invalid UTF-8": b"Caf\xe9 society was, one evening, all of Paris. It had its reasons, too.\n",
    "UTF-16": "A short essay, in sixteen bits a letter. It has two sentences.".encode("utf-16"),
    "control characters": b"One \x00sentence\x01 with\x1b[31m controls. Another one.\n",
    "one long word": b"a" * 100_000,
    "long title": b"---\ntitle: '" + b"long " * 60 + b"'\n---\n\nText.\n",
    "emoji title": "---\ntitle: '🎉🎉🎉'\n---\n\nText.\n".encode(),
    "climbing title": b"---\ntitle: '../../x'\n---\n\nText.\n",
    "quoted title": b"---\ntitle: \"a/b\\\\c 'd' <e> & f\"\n---\n\nText.\n",
}


def essaycast(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-c", "from flows.command import main; main()", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def refuses(run):
    """Hold that a run ended with one paragraph on standard error and no traceback."""
    assert run.returncode in {1, 2}, run.stderr
    assert run.stdout == ""
    assert run.stderr.startswith("essaycast: ")
    assert run.stderr.count("\n") == 1
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_essay_is_refused_in_one_paragraph(name, tmp_path):
    (tmp_path / "essay.md").write_bytes(REFUSED[name])
    refuses(essaycast("script", "essay.md", cwd=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["essay.md"]


@pytest.mark.parametrize("source", ["none.md", ".", "ftp://example.org/a", "\x1b[31m", "x" * 5000])
def test_what_is_not_there_is_refused_before_anything_starts(source, tmp_path):
    refuses(essaycast("produce", source, cwd=tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", SURVIVED)
def test_rude_text_is_still_an_essay(name, tmp_path):
    (tmp_path / "essay.md").write_bytes(SURVIVED[name])
    run = essaycast("script", "essay.md", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert run.stdout


@pytest.mark.parametrize(
    "arguments",
    [["produce"], ["produce", "--nonsense", "x"], ["no-such-command"], ["script"]],
    ids=" ".join,
)
def test_wrong_use_ends_with_status_two(arguments, tmp_path):
    run = essaycast(*arguments, cwd=tmp_path)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr


def test_an_unknown_key_in_the_show_is_wrong_use_and_suggests_the_near_one(tmp_path):
    (tmp_path / "show.toml").write_text("[audio]\nbitrate = 96\n", encoding="utf-8")
    (tmp_path / "essay.md").write_text("Text.\n", encoding="utf-8")
    run = essaycast("produce", "essay.md", cwd=tmp_path)
    refuses(run)
    assert run.returncode == 2
    assert "Did you mean 'bitrate_kbps'?" in run.stderr


def test_verify_where_there_is_no_show_says_so(tmp_path):
    run = essaycast("verify", cwd=tmp_path)
    refuses(run)
    assert run.returncode == 2
    assert "there is no show here" in run.stderr
