"""A small report of our own, and how it is filed."""

from entraide.documents import actions as documents
from entraide.documents.domain.tree import Masthead, Paragraph, Point, Run, Section, Tree
from entraide.kernel.text import Text

SYMBOL = "TEST/WG.1/2025/3"
WORDS = {
    "12": "Some speakers noted that States should cooperate.",
    "23": "The Working Group:",
    "24": "The Working Group recommended that the Conference of the Parties consider:",
}
POINTS = {
    "23": (
        "Invites Member States that have not yet done so to designate contact points;",
        "Requests the United Nations Office on Drugs and Crime to collect, upon request, the laws of States;",
    ),
    "24": (
        "Requesting UNODC to prepare a guide;",
        "Encouraging States parties to use article 18 of the Convention.",
    ),
}


def _paragraph(number):
    points = tuple(Point("ab"[at], (Run(text),)) for at, text in enumerate(POINTS.get(number, ())))
    return Paragraph(number, (Run(WORDS[number]),), points)


def tree():
    """Views in one chapter, two paragraphs that ask for something in the next."""
    views = Section("IV", "Summary of deliberations", 1, (_paragraph("12"),))
    asked = Section("V", "Recommendations", 1, (_paragraph("23"), _paragraph("24")))
    return Tree("en", Masthead(symbols=(SYMBOL,), body="Working Group"), (views, asked))


def file_report(actor):
    return documents.file_document(
        actor, trees={"en": tree()}, symbols=[SYMBOL], kind="report", title=Text.of("en", en="Report"), invented=True,
        statuses={"en": "original"},
    )  # fmt: skip
