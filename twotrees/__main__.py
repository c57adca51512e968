# SPDX-License-Identifier: MIT
"""`python -m twotrees`: what build.py hands over to."""

import gc
import sys

from twotrees.cli import main

gc.disable()  # a short life with few cycles: looking for them costs a tenth of the time
sys.exit(main(sys.argv[1:]))
