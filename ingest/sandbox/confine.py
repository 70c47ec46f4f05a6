"""How the wall is built: the bubblewrap command line, and what stands in where bubblewrap is refused.

Tried in this order, the first that works here is taken:

1. As root: bubblewrap without a user namespace; the host process then becomes uid 65534 for good. Behind a
   user namespace it would still be root to the kernel, which applies no limit on processes to root.
2. As root without privileges, where namespaces need none (some containers): bubblewrap started as 65534.
3. As any other user: bubblewrap with a user namespace, inside which the user is 65534.
4. No namespaces: resource limits, no new privileges, an empty environment, as root uid 65534, and Landlock
   where the kernel has it. Said in `Protection.name`, never silent.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.sandbox import landlock

NOBODY = 65534
BWRAP = "bwrap"
PRIVATE_TMP = Path("/tmp")  # noqa: S108
SCRATCH_MB = 2048
"""Size of the private /tmp, in memory. ocrmypdf keeps some three copies of a PDF of up to 500 MB there."""
SHARED_MB = 64
"""Size of /dev/shm, for semaphores."""
OWN_PACKAGES = ("schemas", "ingest", "workers")

# The loader's cache, Debian's indirection for libraries, and fonts; nothing else of /etc.
_ETC = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts")
_LIBRARY_FOLDERS = ("site-packages", "dist-packages")
_SYSTEM = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_BOOT = (
    "import json, sys; sys.path += json.loads(sys.argv[1]); "
    "from ingest.sandbox.host import main; main(sys.argv[2])"
)
# What a program needs to run where it sees the machine's own folders.
_LOOSE_READABLE = ("/usr", "/proc", "/dev")
_TRIAL_SECONDS = 20


@dataclass(frozen=True, kw_only=True)
class Protection:
    """One way to start a host process."""

    name: str
    launcher: tuple[str, ...]
    """What stands before the interpreter on the command line; empty without bubblewrap."""
    start_as: int | None
    """User that the launcher is started as; None for our own."""
    becomes_nobody: bool
    """Whether the host process gives up root itself."""
    shared_user: int | None
    """User whose other processes count towards the limit on them; None where a namespace counts alone."""

    @property
    def confined(self) -> bool:
        """Whether the host has namespaces of its own."""
        return bool(self.launcher)


def find_protection(preload: Sequence[str]) -> Protection:
    """The strongest protection that works on this machine, found out by trying."""
    bwrap = shutil.which(BWRAP)
    if bwrap is None:
        return _limits_only("not installed")
    why = "refused"
    for candidate in _candidates(bwrap, preload):
        refusal = _refusal(candidate)
        if refusal is None:
            return candidate
        why = refusal
    return _limits_only(why)


def _candidates(bwrap: str, preload: Sequence[str]) -> list[Protection]:
    walls = _walls(preload)
    namespaces = ("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try")
    own_user = Protection(
        name="bubblewrap",
        launcher=(
            bwrap,
            "--unshare-all",
            "--unshare-user",
            "--uid",
            f"{NOBODY}",
            "--gid",
            f"{NOBODY}",
            *walls,
        ),
        start_as=None,
        becomes_nobody=False,
        shared_user=None,
    )
    if os.geteuid() != 0:
        return [own_user]
    # The two capabilities let the host process become 65534, and are gone with that.
    capabilities = ("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
    root = Protection(
        name="bubblewrap",
        launcher=(bwrap, *namespaces, *capabilities, *walls),
        start_as=None,
        becomes_nobody=True,
        shared_user=NOBODY,
    )
    as_nobody = Protection(
        name="bubblewrap",
        launcher=own_user.launcher,
        start_as=NOBODY,
        becomes_nobody=False,
        shared_user=None,
    )
    return [root, as_nobody]


def _limits_only(why: str) -> Protection:
    is_root = os.geteuid() == 0
    means = "process limits and Landlock" if landlock.version() else "process limits only"
    return Protection(
        name=f"{means} (no bubblewrap: {why})",
        launcher=(),
        start_as=None,
        becomes_nobody=is_root,
        shared_user=NOBODY if is_root else os.geteuid(),
    )


def _refusal(protection: Protection) -> str | None:
    """Why this protection does not work here, in one line; None when it does."""
    try:
        trial = subprocess.run(
            [*protection.launcher, *_interpreter(), "-c", ""],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="backslashreplace",
            check=False,
            timeout=_TRIAL_SECONDS,
            cwd="/",
            env={},
            user=protection.start_as,
            group=protection.start_as,
            extra_groups=None if protection.start_as is None else [],
        )
    except subprocess.TimeoutExpired:
        return f"no answer in {_TRIAL_SECONDS} s"
    except OSError as error:
        return str(error)
    if trial.returncode == 0:
        return None
    return (trial.stderr.strip().splitlines() or [f"exit {trial.returncode}"])[-1][:200]


def command(
    protection: Protection, preload: Sequence[str], rehearse: Sequence[str], control: int, scratch: Path
) -> list[str]:
    """The command line of a host process that listens on the inherited descriptor `control`."""
    orders = {
        "control": control,
        "preload": list(preload),
        "rehearse": list(rehearse),
        "confined": protection.confined,
        "becomes_nobody": protection.becomes_nobody,
        "scratch": [str(scratch), "/dev/shm"] if protection.confined else [str(scratch)],  # noqa: S108
        "readable": [*_LOOSE_READABLE, *_SYSTEM, *_ETC, *map(str, _readable(preload))],
    }
    paths = json.dumps(_import_path(preload))
    return [*protection.launcher, *_interpreter(), "-c", _BOOT, paths, json.dumps(orders)]


def environment(scratch: Path) -> dict[str, str]:
    """All that a host process sees of the environment. One thread each, so that the host is safe to fork.

    A second thread gets no memory pool of its own: each would take 64 MB of address space from every call.
    """
    threads = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    places = {"PATH": "/usr/bin:/bin", "HOME": str(scratch), "TMPDIR": str(scratch), "LANG": "C.UTF-8"}
    return places | dict.fromkeys((*threads, "MALLOC_ARENA_MAX"), "1")


def _interpreter() -> tuple[str, ...]:
    """The real interpreter, isolated (no user site, no PYTHON* variables) and without a site directory."""
    return (os.path.realpath(sys.executable), "-I", "-S", "-B", "-X", "utf8")


def _walls(preload: Sequence[str]) -> tuple[str, ...]:
    readable = _readable(preload)
    options = ["--die-with-parent", "--new-session", "--clearenv", "--proc", "/proc", "--dev", "/dev"]
    for name, value in environment(PRIVATE_TMP).items():
        options += ["--setenv", name, value]
    for scratch, megabytes in ((PRIVATE_TMP, SCRATCH_MB), ("/dev/shm", SHARED_MB)):  # noqa: S108
        options += ["--perms", "1777", "--size", f"{megabytes * 1_000_000}", "--tmpfs", str(scratch)]
    # bubblewrap makes missing parents readable by their owner alone, and the host does not stay their owner.
    for parent in sorted({Path("/etc"), *(parent for folder in readable for parent in folder.parents[:-1])}):
        options += ["--perms", "0755", "--dir", str(parent)]
    options += ["--ro-bind", "/usr", "/usr"]
    for folder in map(Path, _SYSTEM):
        if folder.is_symlink():
            options += ["--symlink", str(folder.readlink()), str(folder)]
        elif folder.is_dir():
            options += ["--ro-bind", str(folder), str(folder)]
    for place in filter(os.path.exists, _ETC):
        options += ["--ro-bind", place, place]
    for folder in readable:
        options += ["--ro-bind", str(folder), str(folder)]
    return (*options, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/", "--")


def _readable(preload: Sequence[str]) -> list[Path]:
    """The folders that hold the interpreter, its libraries and our code, outermost only and outside /usr."""
    prefixes = {Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve()}
    libraries = {folder for folder in map(Path, sys.path) if folder.name in _LIBRARY_FOLDERS}
    wanted = {*prefixes, *(folder.resolve() for folder in libraries), *_packages(preload)}
    outermost: list[Path] = []
    for folder in sorted(wanted):
        if not any(folder.is_relative_to(outer) for outer in (Path("/usr"), *outermost)):
            outermost.append(folder)
    return outermost


def _packages(preload: Iterable[str]) -> set[Path]:
    """Folders of our packages and of the preloaded ones, wherever they are installed."""
    names = {*OWN_PACKAGES, *(module.partition(".")[0] for module in preload)}
    specs = (importlib.util.find_spec(name) for name in names)
    return {
        Path(location).resolve()
        for spec in specs
        if spec is not None
        for location in spec.submodule_search_locations or ()
    }


def _import_path(preload: Sequence[str]) -> list[str]:
    """Where the host process finds its modules: the library folders of this process, and our packages."""
    readable = (Path("/usr"), *_readable(preload))
    known = [Path(entry).resolve() for entry in sys.path if entry]
    libraries = [folder for folder in known if any(folder.is_relative_to(outer) for outer in readable)]
    parents = sorted({package.parent for package in _packages(preload)} - set(libraries))
    return [str(folder) for folder in dict.fromkeys([*libraries, *parents])]
