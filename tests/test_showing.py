"""Text from outside is shown and kept without secrets and without what a terminal obeys."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import EssaycastError
from pipeline.showing import found_by, json_safe, redacted, shown, without_secrets_of

ROOT = Path(__file__).parents[1]
OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
ADDRESSES = [
    ("https://me:secret@example.org/feed", "https://example.org/feed"),
    ("https://me@example.org/feed", "https://example.org/feed"),
    ("sftp://a:b@[host/x", "sftp://[host/x"),
    ("sftp://me:p@ss@host/x", "sftp://host/x"),
    ("s3://AKIA:ab/de+f@bucket/x", "s3://bucket/x"),
    ("simplecache::sftp://a:b@host/x", "simplecache::sftp://host/x"),
    ("https://e.org/?token=abc&p=12#top", "https://e.org/?token=***&p=12#top"),
    ("https://e.org/f?X-Amz-Signature=ab&api_key=c&sid=d", "https://e.org/f?X-Amz-Signature=***&api_key=***&sid=***"),
    ("https://e.org/?k%65y=abc&pw=d&ticket=e", "https://e.org/?key=***&pw=***&ticket=***"),
    ("https://e.org/?t=eyJhbGci.eyJzdWIi.ab-c", "https://e.org/?t=***"),
    ("https://e.org/?to=https://f.org/?token=a&p=1", "https://e.org/?to=https://f.org/?token=***&p=1"),
    ("https://e.org/?mon%6bey=1", "https://e.org/?mon%6bey=1"),
    ("https://e.org/?monkey=1&keyword=2&author=3", "https://e.org/?monkey=1&keyword=2&author=3"),
    ("https://e.org:8080/@user/post?mail=b@c", "https://e.org:8080/@user/post?mail=b@c"),
    ("https://e.org/feed/private/3f2a9c1d-77aa-4b1c-9d0e-0123456789ab.rss", "https://e.org/feed/private/***a99d.rss"),
    ("https://e.org/rss/Ab3dEf6hIj9kLm2nOp5q/show", "https://e.org/rss/***53d5/show"),
    ("https://e.org/?code=9x8y7z&u=0123456789abcdef01", "https://e.org/?code=***5e65&u=***e11e"),
    ("https://e.org/private/about-us", "https://e.org/private/about-us"),
    ("https://e.org/feed/notes-from-the-year-2024-that-was", "https://e.org/feed/notes-from-the-year-2024-that-was"),
    ("https://e.org/?code=de&s=water", "https://e.org/?code=de&s=water"),
    ("https://e.org/On-Water-0123456789abcdef0123456789abcdef", "https://e.org/On-Water-0123456789abcdef0123456789abcdef"),
    ("s3://bucket/x", "s3://bucket/x"),
    ("/a/folder", "/a/folder"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "public"), ADDRESSES)
def test_an_address_is_shown_without_what_only_its_owner_may_know(address, public):
    assert redacted(address) == public
    assert redacted(public) == public
    assert redacted(f"it ({address}) is refused") == f"it ({public}) is refused"


@pytest.mark.parametrize(
    "part", ["a1", "/feed/a1", "x://a:b", "https://e.org/", "?code=a1", "&a_", "@"]
)
def test_secrets_are_looked_for_in_time_linear_in_the_length(part):
    assert len(redacted(f"https://e.org/{part * (200_000 // len(part))}")) > 10_000


def test_a_secret_told_by_its_form_leaves_two_addresses_two():
    one, other = (redacted(f"https://e.org/private/{c * 15}{n}") for c, n in (("a", 1), ("b", 2)))
    assert one != other
    assert "aaaa" not in one


def test_a_host_that_quotes_a_password_alone_does_not_show_it():
    said = without_secrets_of("sftp://me:hun%20ter2@host/x", "no user 'me:hun ter2', hun%20ter2")
    assert "ter2" not in said


@given(st.text() | st.binary().map(os.fsdecode))
def test_nothing_shown_is_obeyed_by_a_terminal_or_refused_by_an_output(text):
    assert not OBEYED.search(shown(text))
    shown(text).encode()
    assert shown(shown(text)) == shown(text)


@given(st.binary(max_size=30).filter(lambda name: b"\\" not in name).map(os.fsdecode))
def test_a_name_is_found_again_by_what_is_shown_of_it(name):
    assert found_by(shown(name)) == name


@given(st.text())
def test_json_says_the_same_and_holds_nothing_obeyed(text):
    said = json_safe(json.dumps([text], ensure_ascii=False))
    assert json.loads(said) == [text]
    assert not OBEYED.search(said)


def test_an_error_shows_neither_controls_nor_secrets():
    error = EssaycastError("\x1bc gone", where="https://a:b@c.org/?token=d", mend="Wait")
    assert str(error) == "https://c.org/?token=***: \\x1bc gone. Wait."


def test_commands_print_by_one_function_alone():
    for path in (ROOT / "flows").rglob("*.py"):
        if path.name != "output.py":
            assert "click.echo" not in path.read_text(encoding="utf-8"), path
