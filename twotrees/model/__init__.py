# SPDX-License-Identifier: MIT
"""The words of the field as frozen values; knows no file, no YAML and no page."""
