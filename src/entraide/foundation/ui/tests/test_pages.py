"""Forms, texts and figures as a reader gets them."""

import datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from entraide.foundation.ui import wording
from entraide.foundation.ui.renderer import Renderer
from entraide.foundation.ui.widgets import Day
from entraide.kernel.text import Text


class Entry(forms.Form):
    name = forms.CharField(label="Name", help_text="As in the official letter.")
    central = forms.ChoiceField(
        label="Central authority", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect
    )
    since = forms.DateField(label="Since", widget=Day, required=False)


def rendered(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def test_a_field_names_its_hint_and_its_error():
    page = rendered("{{ form }}", form=Entry({"since": "2012-10-15"}, renderer=Renderer()))
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page
    assert 'aria-describedby="id_central_error"' in page
    assert 'type="date" name="since" value="2012-10-15"' in page
    assert 'href="#id_central_0"' in page


def test_a_text_that_is_not_in_the_readers_language_says_so():
    text = Text.of("fr", fr="La Conférence décide")
    with translation.override("ar"):
        page = rendered("{% shown text %}", text=text)
        assert 'lang="fr" dir="ltr"' in page
        assert "Français" in page
    with translation.override("fr"):
        assert rendered("{% shown text %}", text=text).strip() == "<span>La Conférence décide</span>"


def test_a_machine_translation_is_marked_even_in_the_readers_language():
    text = Text.of("fr", fr="Décision").with_version("en", "Decision", "machine")
    with translation.override("en"):
        assert "machine" in rendered("{% shown text %}", text=text)
        assert "machine" not in rendered("{% shown text mark=False %}", text=text)


def test_what_people_wrote_is_escaped():
    assert "<b>" not in rendered("{% shown text %}{{ text|bdi }}{{ text|ltr }}", text="<b>x</b>")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "15 أكتوبر 2012"),
        ("en", "15 October 2012"),
        ("es", "15 de octubre de 2012"),
        ("fr", "15 octobre 2012"),
        ("ru", "15 октября 2012\u202fг."),
        ("zh", "2012年10月15日"),
    ],
)
def test_a_day_is_written_out(language, words):
    with translation.override(language):
        assert wording.day(datetime.date(2012, 10, 15)) == words
        assert wording.day("2012-10-15") == words


def test_figures_follow_the_language():
    with translation.override("fr"):
        assert wording.number(12345.6).replace("\u202f", " ") == "12 345,6"
        assert wording.percent(0.456, 1).replace("\u202f", " ").replace("\xa0", " ") == "45,6 %"
        assert wording.number(None) == ""
