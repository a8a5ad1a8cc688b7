"""A PostgreSQL server for measurements, with the seeded gallery in it: made once by `likeness db copy`, kept in build/bench."""
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile
import time

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")


class Postgres:
    """Runs as somebody else when we are root, and dies with us. Durable as in production."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.sockets = tempfile.mkdtemp(prefix="likeness-bench-postgres-")
        self.become = ["setpriv", "--pdeathsig", "QUIT"]
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            self.become += [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
            os.chown(self.sockets, user.pw_uid, user.pw_gid)
        if not (self.folder / "PG_VERSION").exists():
            self._initialise()
        settings = ["listen_addresses=", "shared_buffers=512MB", "max_connections=100"]
        command = [*self.become, PROGRAMS / "postgres", "-D", self.folder, "-k", self.sockets, *(word for setting in settings for word in ("-c", setting))]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while subprocess.run([PROGRAMS / "pg_isready", "-q", "-h", self.sockets]).returncode != 0:
            time.sleep(0.05)

    def _initialise(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            for parent in self.folder.parents:
                if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                    parent.chmod(parent.stat().st_mode | 0o011)
        subprocess.run(
            [*self.become, PROGRAMS / "initdb", f"--pgdata={self.folder}", "--username=likeness", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"], check=True, stdout=subprocess.DEVNULL
        )

    def url(self, database):
        return f"postgresql:///{database}?host={self.sockets}&user=likeness"

    def seeded(self, program, seeded):
        """The URL of a database that holds what the SQLite file holds."""
        known = subprocess.run([PROGRAMS / "psql", self.url("postgres"), "-qAtXc", "SELECT 1 FROM pg_database WHERE datname = 'gallery'"], capture_output=True, text=True, check=True).stdout
        if not known.strip():
            subprocess.run([PROGRAMS / "createdb", "--maintenance-db", self.url("postgres"), "gallery"], check=True)
        copy = [program, "db", "copy", f"sqlite:{seeded}/likeness.db", self.url("gallery"), "--json"]
        if not (pathlib.Path(seeded) / "in-postgres").exists():
            subprocess.run([*copy, *(["--resume"] if known.strip() else [])], check=True, stdout=subprocess.DEVNULL)
            (pathlib.Path(seeded) / "in-postgres").touch()
        return self.url("gallery")

    def stop(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.sockets, ignore_errors=True)
