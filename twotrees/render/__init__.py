# SPDX-License-Identifier: MIT
"""Turns the plan of pages, chapters and codes into paths and bytes; touches no disk."""
