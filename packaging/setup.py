#!/usr/bin/env python3
"""Sets Filing Desk up, then runs it or tests it: `python3 packaging/setup.py run`, `python3 packaging/setup.py test`.

This file must parse on the Pythons that it refuses, so it stays free of everything newer than 2.7; the work is done by
the modules beside it. Standard library only: it runs before anything is installed.
"""

import sys

if __name__ == "__main__":
    if not (3, 11) <= sys.version_info[:2] <= (3, 14):
        sys.exit("Filing Desk needs Python 3.11, 3.12, 3.13 or 3.14; this is Python %d.%d." % sys.version_info[:2])
    if sys.maxsize < 2**32:
        sys.exit(
            "Filing Desk needs a 64-bit Python; this one has 32 bits. Install the one called 64-bit, and try again."
        )
    import verbs

    sys.exit(verbs.main(sys.argv[1:]))
