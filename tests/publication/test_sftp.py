"""Copying to a real SFTP server on loopback."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import paramiko
import pytest
from made_by_hand import episode_in, essay_of, show_in

from pipeline.errors import PublicationError
from pipeline.publication import publish, upload, withdraw
from pipeline.settings.hosting_settings import Hosting


class Login(paramiko.ServerInterface):
    def check_auth_password(self, username, password):
        right = (username, password) == ("ada", "secret")
        return paramiko.AUTH_SUCCESSFUL if right else paramiko.AUTH_FAILED

    def check_channel_request(self, *_):
        return paramiko.OPEN_SUCCEEDED


class Handle(paramiko.SFTPHandle):
    def stat(self):
        return paramiko.SFTPAttributes.from_stat(os.fstat(self.readfile.fileno()))


class Files(paramiko.SFTPServerInterface):
    """The files beneath :attr:`root`, by the few calls that copying needs."""

    root: Path

    def __init__(self, server, root):
        super().__init__(server)
        self.root = root

    def at(self, path):
        return self.root / path.lstrip("/")

    def tell(self, call):
        try:
            return call() or paramiko.SFTP_OK
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)

    def stat(self, path):
        return self.tell(lambda: paramiko.SFTPAttributes.from_stat(self.at(path).stat()))

    lstat = stat

    def list_folder(self, path):
        return [
            paramiko.SFTPAttributes.from_stat(there.stat(), there.name)
            for there in self.at(path).iterdir()
        ]

    def open(self, path, flags, *_):
        def opened():
            handle = Handle(flags)
            mode = "wb+" if flags & os.O_TRUNC else "rb+"
            handle.readfile = handle.writefile = self.at(path).open(mode)
            return handle

        return self.tell(opened)

    def mkdir(self, path, *_):
        return self.tell(self.at(path).mkdir)

    def posix_rename(self, oldpath, newpath):
        def renamed():
            self.at(oldpath).replace(self.at(newpath))

        return self.tell(renamed)

    def remove(self, path):
        return self.tell(self.at(path).unlink)

    def rmdir(self, path):
        return self.tell(self.at(path).rmdir)


@pytest.fixture
def server(tmp_path, monkeypatch):
    """Yield the address of a server of ``tmp_path/host`` whose key is known."""
    key = paramiko.RSAKey.generate(2048)
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    (tmp_path / "host").mkdir()
    home = tmp_path / "home"
    (home / ".ssh").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    known = paramiko.HostKeys()
    known.add(f"[127.0.0.1]:{port}", key.get_name(), key)
    known.save(str(home / ".ssh" / "known_hosts"))
    transports = []

    def serve():
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transport.add_server_key(key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, Files, tmp_path / "host")
            transport.start_server(server=Login())
            transports.append(transport)

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"127.0.0.1:{port}"
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(10)
    for transport in transports:
        transport.close()


def test_a_server_gets_the_publication_and_loses_what_was_withdrawn(tmp_path, server):
    show = show_in(tmp_path, base_url="https://hours.example")
    publish(episode_in(tmp_path, show), show.for_publication)
    publish(episode_in(tmp_path, show, essay_of("Night", key="night.md")), show.for_publication)
    url = f"sftp://ada:secret@{server}/www/hours"
    assert upload(show.for_publication, url).copied[-1] == "feed.xml"
    assert upload(show.for_publication, url).copied == ()
    host = tmp_path / "host" / "www" / "hours"
    for path in show.output_folder.rglob("*.*"):
        assert (host / path.relative_to(show.output_folder)).read_bytes() == path.read_bytes()
    withdraw("night", show.for_publication)
    upload(show.for_publication, url)
    assert not (host / "night").exists()
    assert not list(host.rglob("*.part"))
    names = tmp_path / "listeners.txt"
    names.write_text("Ada\nBabbage\n")
    private = show.model_copy(update={"publish": Hosting(private=True)})
    assert upload(private.for_publication, url).listeners == 2
    names.write_text("Ada\n")
    assert upload(private.for_publication, url).withdrawn == 1
    assert len(list(host.iterdir())) == 2  # one edition, and a page that says nothing


def test_a_wrong_password_and_an_unknown_key_are_one_paragraph(tmp_path, server):
    show = show_in(tmp_path, base_url="https://hours.example")
    with pytest.raises(PublicationError, match="Authentication failed") as raised:
        upload(show.for_publication, f"sftp://ada:wrong-one@{server}/www")
    assert "wrong-one" not in str(raised.value)
    (tmp_path / "home" / ".ssh" / "known_hosts").unlink()
    with pytest.raises(PublicationError, match=r"is not in .*Connect once with ssh"):
        upload(show.for_publication, f"sftp://ada:secret@{server}/www2")
