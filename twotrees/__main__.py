# SPDX-License-Identifier: MIT
"""`python -m twotrees`: what build.py hands over to."""

import sys

from twotrees.cli import main

sys.exit(main(sys.argv[1:]))
