# SPDX-License-Identifier: MIT
"""One handbook from one YAML source: website, printed manual, QR codes and open data."""

__version__ = "0.1.0"
