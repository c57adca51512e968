# SPDX-License-Identifier: MIT
"""Everything on paper: booklets planned, written as pieces of HTML, laid out apart, and bound.

`booklet` says what a booklet is, `writer` how its pieces are written, one module each what they are
(`handbook`, …); `part` lays a piece out, `tags` thins its tags, `bind` puts the pieces together,
`making` has all this done in parallel and keeps it.
"""
