# SPDX-License-Identifier: MIT
"""What pages, sheets and chapters there are and what stands on them; no disk, no template, no clock."""
