"""A gateway with scripted neighbours and 50 counsellors, as a process of its own for `load.py`.

Writes its address on a line and serves until its standard input ends. `PYTHONPATH` is what is measured.
"""

import logging
import sys
import tempfile
from pathlib import Path

import structlog
import yaml

from tests.support import console_gateway
from tests.support.console import organisations_file


def with_counsellors(folder: Path, count: int) -> Path:
    """The tests' organisations with more counsellors in the first."""
    file = organisations_file(folder)
    content = yaml.safe_load(file.read_text(encoding="utf-8"))  # an older checkout has no reader of ours
    content["development_accounts"] += [
        {
            "handle": f"ohjaaja{number}",
            "name": f"Ohjaaja {number}",
            "organisation": "ohjaus",
            "roles": ["counsellor"],
        }
        for number in range(count)
    ]
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return file


def main(count: int) -> None:
    """Serve until standard input ends."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    vars(console_gateway)["organisations_file"] = lambda folder: with_counsellors(folder, count)
    with (
        tempfile.TemporaryDirectory(prefix="suunta-console-") as folder,
        console_gateway.running_gateway(Path(folder)) as gateway,
    ):
        print(gateway.url, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]))
