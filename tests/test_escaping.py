# SPDX-License-Identifier: MIT
"""The faster escape gives what Jinja's own would."""

from enum import StrEnum

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from markupsafe import escape as escape_any

from twotrees.render.escaping import Environment, escape


class Word(StrEnum):
    """A word that a model's list holds."""

    SHARP = "<甲&乙>"


@given(st.text())
def test_any_text_is_escaped_as_markupsafe_does(text: str) -> None:
    """No character of a text is markup."""
    assert escape(text) == str(escape_any(text))


@pytest.mark.parametrize("value", [Markup("<b>"), Word.SHARP, 12, None, True, ["<"]], ids=repr)
def test_any_value_is_escaped_as_markupsafe_does(value: object) -> None:
    """Markup stays, everything else is escaped as its text."""
    assert escape(value) == str(escape_any(value))


@pytest.mark.parametrize(
    "source",
    [
        "{{ a }}{{ a|e }}{{ a|safe }}{{ a ~ b }}{{ [a, b]|join(a) }}",
        "{% set x %}<i>{{ a }}</i>{% endset %}{{ x }}{{ x ~ a }}",
        (
            "{% macro m(v) %}<u>{{ v }}{{ caller() if caller }}</u>{% endmacro %}{{ m(a) }}{{ m(m(b)) }}"
            "{% call m(a) %}{{ a }}{% endcall %}"
        ),
        "{% for v in [a, b] %}{% block x scoped %}{{ v }}{% endblock %}{% endfor %}",
        "{% filter upper %}{{ a }}{% endfilter %}{{ a|replace('<', b) }}",
    ],
)
def test_templates_come_out_the_same(source: str) -> None:
    """A template compiled by ours gives what Jinja's compiler gives."""
    values = {"a": "<甲 & \"乙\" '丙'>", "b": Markup("<b>丁</b>")}
    plain = jinja2.Environment(autoescape=True).from_string(source).render(values)
    assert Environment(autoescape=True).from_string(source).render(values) == plain
