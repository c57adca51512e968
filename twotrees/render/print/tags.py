# SPDX-License-Identifier: MIT
"""A laid out piece as PDF objects in; the same ready to be put together with others out.

Its last two pages become pictures of running heads, its table heads get names that no other piece
has, and its tags lose the wrappers that say nothing. WeasyPrint gives every run of text an element
of its own, half of all objects of the manual: a `Span` or `NonStruct` without attributes says
nothing that the paragraph or cell around it doesn't.
"""

from collections.abc import Collection, Iterator
from typing import Any

import pydyf

HEAD_PAGES = 2  # at the end of each piece: running heads of a right-hand and of a left-hand page
_MARKS = {b"BMC": 2, b"BDC": 3, b"EMC": 1}  # marked content, with what stands before each
_PRINT_FLAG = 4  # ISO 32000-1 table 165
_SAYS_NOTHING = {"/Span", "/NonStruct"}
_HOLDS_TEXT = {"/P", "/H1", "/H2", "/H3", "/H4", "/TD", "/TH", "/LBody", "/Link", *_SAYS_NOTHING}
_ATTRIBUTES = {"A", "Alt", "ID"}


def open_up(pdf: pydyf.PDF, name: str) -> None:
    """Leave the pages with their tags and links, and the running heads as pictures `HeadR` and `HeadL`."""
    kids = pdf.pages["Kids"]
    count = pdf.pages["Count"]
    heads = [pdf.objects[number] for number in kids[::3][-HEAD_PAGES:]]
    if count % 2:
        heads.reverse()
    resources = pdf.objects[number_of(heads[0]["Resources"])]
    for side, page in zip("RL", heads, strict=True):
        resources["XObject"][f"Head{side}"] = _as_picture(pdf, page)
    del kids[-3 * HEAD_PAGES :]
    pdf.pages["Count"] -= HEAD_PAGES
    _thin_out(pdf, {page.reference for page in heads})
    _mark_objects(pdf, name)


def _mark_objects(pdf: pydyf.PDF, name: str) -> None:
    """Let links print as they look, and give table heads a name that no other piece has."""
    names = pydyf.Array()
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary):
            if item.get("Subtype") == "/Link":
                item["F"] = _PRINT_FLAG
            elif "ID" in item:
                item["ID"].string = f"{name}-{item['ID'].string}"  # cells refer to this very object
                names += [item["ID"], item.reference]
    tree = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    tree["IDTree"] = pydyf.Dictionary({"Names": names})


def _as_picture(pdf: pydyf.PDF, page: pydyf.Dictionary) -> bytes:
    """Turn a page of running heads into a picture without tags: its text is no content."""
    stream = pdf.objects[int(page["Contents"].split()[0])]
    painted = stream.stream
    for place, item in enumerate(painted):
        if width := _MARKS.get(_operator(item)):
            painted[place - width + 1 : place + 1] = [b""] * width
    stream.extra = pydyf.Dictionary(
        {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": page["MediaBox"],
            "Resources": page["Resources"],
        }
    )
    reference: bytes = stream.reference
    return reference


def _thin_out(pdf: pydyf.PDF, other_pages: Collection[bytes]) -> None:
    """Drop empty wrappers, and whatever stands on `other_pages`."""
    root = pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]
    document = pdf.objects[number_of(root["K"][0])]
    document["K"][:] = [
        kid for kid in document["K"] if pdf.objects[number_of(kid)]["Pg"] not in other_pages
    ]
    by_number = pdf.objects[number_of(root["ParentTree"])]["Nums"]
    pages = pdf.pages["Kids"][::3]
    for entry in by_number[2 * len(pages) + 1 : 2 * (len(pages) + len(other_pages)) : 2]:
        entry.clear()
    texts = {
        f"{number} 0 R".encode(): by_number[2 * place + 1] for place, number in enumerate(pages)
    }
    _thin(pdf, document, texts)


def _thin(pdf: pydyf.PDF, element: pydyf.Dictionary, texts: dict[bytes, list[bytes]]) -> None:
    kids = list(_kids(pdf, element))
    element["K"][:] = kids
    for kid in kids:
        if isinstance(kid, int):
            texts[element["Pg"]][kid] = element.reference
        elif (child := pdf.objects[number_of(kid)])["Type"] == "/StructElem":
            child["P"] = element.reference
            _thin(pdf, child, texts)


def _kids(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[Any]:
    """Give the kids of an element; those of a wrapper that says nothing in its place."""
    for kid in element["K"]:
        child = None if isinstance(kid, int) else pdf.objects[number_of(kid)]
        if child is not None and _can_go(child, element):
            child.free = "f"
            yield from _kids(pdf, child)
        else:
            yield kid


def _can_go(child: pydyf.Dictionary, parent: pydyf.Dictionary) -> bool:
    return (
        child.get("S") in _SAYS_NOTHING
        and parent["S"] in _HOLDS_TEXT
        and child["Pg"] == parent["Pg"]
        and not _ATTRIBUTES & child.keys()
    )


def number_of(reference: bytes) -> int:
    """Give the number in a reference."""
    return int(reference.split()[0])


def _operator(item: Any) -> bytes:
    return item if isinstance(item, bytes) else b""
