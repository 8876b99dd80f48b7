"""Becomes another user, then Chromium: ``python -I -S become.py UID GID HOME PROGRAM ARGUMENT…``, started by root.

A program of its own that loads nothing of ours: the other user may not be able to read where we are installed.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Mapping

PR_SET_PDEATHSIG = 1
PROFILE = "--user-data-dir="
# What root's surroundings hold beside these (keys of interfaces, folders of root) is no business of a process that reads pages.
KEPT = frozenset({"PATH", "LANG", "LANGUAGE", "TZ", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"})


def surroundings(given: Mapping[str, str], home: str) -> dict[str, str]:
    """The environment of the other user: language, zone and fonts as given, every folder its own."""
    kept = {name: value for name, value in given.items() if name in KEPT or name.startswith("LC_")}
    return {**kept, "HOME": home, "TMPDIR": home, "XDG_RUNTIME_DIR": home}


def hand_over(folder: str, uid: int, gid: int) -> None:
    """Gives a profile that we made to the other user; the folder itself last, so that nobody else reaches into it meanwhile."""
    if os.path.islink(folder) or not os.path.isdir(folder) or os.lstat(folder).st_uid != os.geteuid():
        return
    for place, folders, files in os.walk(folder, topdown=False):
        for name in (*folders, *files):
            os.lchown(os.path.join(place, name), uid, gid)
    os.lchown(folder, uid, gid)


def main(arguments: list[str]) -> None:
    """Hands the profile over, drops every right of root and goes on as the program.

    Files and pipes beyond the first five are closed: 3 and 4 are those through which the browser is spoken to. Linux forgets on a
    change of user that a process is to die with its parent, so that is asked for last. «No new privileges» is not set, for
    Chromium's own helper, which it needs where a user may make no namespaces, is a program that takes root's rights.
    """
    uid, gid, home, program = int(arguments[0]), int(arguments[1]), arguments[2], arguments[3]
    for one in arguments[4:]:
        if one.startswith(PROFILE):
            hand_over(one.removeprefix(PROFILE), uid, gid)
    around = surroundings(os.environ, home)
    os.closerange(5, os.sysconf("SC_OPEN_MAX") if os.sysconf("SC_OPEN_MAX") < 1 << 16 else 1 << 16)
    os.umask(0o077)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    os.chdir(home)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.execve(program, [program, *arguments[4:]], around)  # noqa: S606 - becoming the program is the point


if __name__ == "__main__":
    main(sys.argv[1:])
