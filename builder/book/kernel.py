"""Gives notebooks' kernels a configuration of their own, so that nobody's IPython start-up files
change what a notebook shows."""

from __future__ import annotations

import os
from pathlib import Path

# ipykernel warns on stderr that it listens on this machine's own ports: not for authors to mend.
CONFIG = 'c = get_config()\nc.IPKernelApp.log_level = "ERROR"\n'


def isolate_kernels(cache: Path) -> None:
    """Every kernel started from now on reads `cache/ipython` instead of the user's folder."""
    profile = cache / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(CONFIG)
    os.environ["IPYTHONDIR"] = str(cache.absolute() / "ipython")
