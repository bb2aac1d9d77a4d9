"""Where ``l10n`` and ``python -m l10n`` begin."""

from __future__ import annotations

import signal


def run() -> None:
    """Load the command line and run it; Ctrl-C while it loads ends the process without a word."""
    handler = signal.getsignal(signal.SIGINT)
    if handler is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from l10n.cli import main

    signal.signal(signal.SIGINT, handler)
    main()


if __name__ == "__main__":
    run()
