"""The database a new show's Prefect server begins with: migrated, and its blocks known.

``prefect-VERSION.sqlite.gz`` beside this module is an empty one of exactly that version, since
making it takes 18 seconds and its blocks 4 more. ``python -m flows.server.database`` makes it anew.
A server of any other version brings the database up to date by itself.
"""

from __future__ import annotations

import contextlib
import gzip
import importlib.metadata
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

DATABASE = "prefect.db"
LIMIT_S = 300


def template(version: str) -> Path:
    """Return where the database of that version of Prefect is, or would be."""
    return Path(__file__).with_name(f"prefect-{version}.sqlite.gz")


def prefect_version() -> str:
    """Return the version of Prefect that is installed, without importing it."""
    return importlib.metadata.version("prefect")


def place_database(home: Path) -> bool:
    """Give *home* a database that needs no work before the server is up.

    Args:
        home: The server's folder, which must exist.

    Returns:
        Whether its database is of the installed version; if not, the server sees to that.
    """
    version = prefect_version()
    packed, origin = template(version), home / "database-version"
    if (home / DATABASE).exists():
        if origin.is_file() and origin.read_text(encoding="utf-8") == version:
            return True
        origin.unlink(missing_ok=True)  # this server will migrate it, whatever it was
        return False
    if not packed.is_file():
        return False
    aside = home / f"{DATABASE}.{os.getpid()}.new"
    with gzip.open(packed, "rb") as source, aside.open("wb") as target:
        shutil.copyfileobj(source, target)
    aside.chmod(0o600)
    origin.write_text(version, encoding="utf-8")
    aside.replace(home / DATABASE)
    return True


def make_template(target: Path) -> None:
    """Let the installed Prefect make an empty database, and pack it to *target*."""
    with tempfile.TemporaryDirectory(prefix="essaycast-") as folder:
        environment = {name: v for name, v in os.environ.items() if not name.startswith("PREFECT")}
        environment |= {"PREFECT_HOME": folder, "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
        for argv in (["server", "database", "upgrade", "-y"], ["-c", REGISTER_BLOCKS]):
            program = ["-m", "prefect", *argv] if argv[0] != "-c" else argv
            subprocess.run([sys.executable, *program], env=environment, check=True, timeout=LIMIT_S)
        database = Path(folder) / DATABASE
        with contextlib.closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("VACUUM")
        target.write_bytes(gzip.compress(database.read_bytes(), compresslevel=9, mtime=0))


REGISTER_BLOCKS = """
import asyncio
from prefect.server.database import provide_database_interface
from prefect.server.models.block_registration import run_block_auto_registration

async def register():
    async with await provide_database_interface().session() as session:
        await run_block_auto_registration(session=session)

asyncio.run(register())
"""
"""What Prefect's server does once it is up, without the server."""


if __name__ == "__main__":
    make_template(template(prefect_version()))
