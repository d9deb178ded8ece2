"""All benchmarks, one after the other, each in a process of its own."""

import subprocess
import sys

MODULES = (
    "first_screen",
    "scoring",
    "similar",
    "bulk",
    "table",
    "table_screen",
    "crawl",
    "reading_lists",
    "importing",
    "dedupe",
    "duplicates",
    "drafting",
    "graph_steps",
    "demo_run",
)


def main() -> int:
    """Run those named on the command line, else all; 1 where one of them failed."""
    chosen = sys.argv[1:] or MODULES
    failed = [name for name in chosen if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"]).returncode]
    if failed:
        print(f"failed: {', '.join(failed)}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
