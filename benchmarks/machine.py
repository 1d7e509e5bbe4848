"""What the figures were taken on."""

import importlib.metadata
import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _load() -> str:
    try:
        return f"{os.getloadavg()[0]:.1f}"
    except OSError:
        return "unknown"


def description() -> str:
    """Return machine, date and versions, one Markdown list."""
    packages = ("xueshi", "clingo", "pydantic", "click")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)
    return "\n".join(
        [
            f"- Machine: {_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}",
            f"- Load average at the start: {_load()}",
            f"- Date: {datetime.now(tz=UTC).date().isoformat()}",
            f"- Versions: {platform.python_implementation()} {platform.python_version()}, {versions}",
        ]
    )
