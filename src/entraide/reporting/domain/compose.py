"""A report out of a frozen set in one step: the template's blocks over what the set gives, as a tree in each language."""

from __future__ import annotations

from entraide.analysis.domain.frozen import Frozen
from entraide.collection.domain.form import Form
from entraide.documents.domain.tree import Tree
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES, Language

from .blocks import template
from .blocks.material import Material
from .blocks.rendering import render
from .blocks.structure import Structure
from .kit import Facts
from .seams.counting import material, of_questions
from .seams.protecting import protected

__all__ = ["Facts", "compose", "compose_all"]


def compose(made: Frozen, form: Form, language: Language, *, facts: Facts) -> Tree:
    """The report in one language. Pure: the same set and facts give the same tree."""
    structure, found = _filled(made, form, facts)
    return render(structure, found, language)


def compose_all(made: Frozen, form: Form, facts: Facts) -> dict[Language, Tree]:
    """The report in all six languages."""
    structure, found = _filled(made, form, facts)
    return {language: render(structure, found, language) for language in LANGUAGES}


def _filled(made: Frozen, form: Form, facts: Facts) -> tuple[Structure, Material]:
    found = material(made, form, facts)
    structure = template.write(form, found)
    return structure, protected(found, structure, of_questions(made, form, Audience.SECRETARIAT))
