# SPDX-License-Identifier: MIT
"""Numbered objects in, a PDF 1.7 file out (ISO 32000-1, 7.5.7 and 7.5.8): object streams, a stream of references."""

import hashlib
import zlib

_A_STREAM = 200  # objects packed together: a reader unpacks all to see one
_HEADER = b"%PDF-1.7\n%\xe4\xb8\xa4\xe6\xa3\xb5\n"


class PdfFile:
    """Collects objects under their numbers and writes them; the same objects give the same bytes."""

    def __init__(self) -> None:
        """Begin without any object."""
        self._texts: dict[int, bytes] = {}
        self._streams: dict[int, bytes] = {}
        self._next = 1

    def reserve(self, count: int = 1) -> int:
        """Give the first of `count` numbers that nothing has yet."""
        first = self._next
        self._next += count
        return first

    def put(self, number: int, text: bytes, data: bytes | None = None) -> None:
        """Give an object its text, and its data if it is a stream (whose text says how long that is)."""
        self._texts[number] = text
        if data is not None:
            self._streams[number] = data

    def add(self, text: bytes, data: bytes | None = None) -> int:
        """Add an object under the next number, and give that."""
        number = self.reserve()
        self.put(number, text, data)
        return number

    def add_stream(self, data: bytes, extra: bytes = b"") -> int:
        """Add a stream of `data`, which is deflated here."""
        packed = zlib.compress(data)
        text = b"<<%b/Filter/FlateDecode/Length %d>>" % (extra, len(packed))
        return self.add(text, packed)

    def written(self, *, root: int, info: int) -> bytes:
        """Give the file; `root` is the catalog's number, `info` that of the document's information."""
        plain = [number for number in sorted(self._texts) if number not in self._streams]
        inside: dict[int, tuple[int, int]] = {}
        for numbers in _portions(plain):
            holder = self._pack(numbers)
            inside |= {number: (holder, place) for place, number in enumerate(numbers)}
        body = bytearray(_HEADER)
        offsets: dict[int, int] = {}
        for number in sorted(self._streams):
            offsets[number] = len(body)
            body += b"%d 0 obj\n%b\nstream\n" % (number, self._texts[number])
            body += self._streams[number]
            body += b"\nendstream\nendobj\n"
        return bytes(body + self._references(offsets, inside, len(body), root=root, info=info))

    def _pack(self, numbers: list[int]) -> int:
        texts = [self._texts[number] for number in numbers]
        heads, place = [], 0
        for number, text in zip(numbers, texts, strict=True):
            heads.append(b"%d %d" % (number, place))
            place += len(text) + 1
        head = b" ".join(heads) + b"\n"
        extra = b"/Type/ObjStm/N %d/First %d" % (len(numbers), len(head))
        return self.add_stream(head + b"\n".join(texts), extra)

    def _references(
        self,
        offsets: dict[int, int],
        inside: dict[int, tuple[int, int]],
        start: int,
        *,
        root: int,
        info: int,
    ) -> bytes:
        """Give the stream of references and the end of the file."""
        own = self.reserve()
        offsets = {**offsets, own: start}
        rows = bytearray(b"\0" * 5 + b"\xff\xff")
        for number in range(1, own + 1):
            if number in inside:
                kind, first, second = 2, *inside[number]
            else:
                kind, first, second = (1, offsets[number], 0) if number in offsets else (0, 0, 0)
            rows += b"%c%b%b" % (kind, first.to_bytes(4), second.to_bytes(2))
        digest = hashlib.sha256(b"".join(map(self._texts.__getitem__, sorted(self._texts))))
        for number in sorted(self._streams):
            digest.update(self._streams[number])
        name = digest.hexdigest()[:32].encode()
        data = zlib.compress(bytes(rows))
        text = (
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]"
            b"/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        )
        return text % (own, own + 1, root, info, name, name, len(data), data, start)


def _portions(numbers: list[int]) -> list[list[int]]:
    return [numbers[n : n + _A_STREAM] for n in range(0, len(numbers), _A_STREAM)]
