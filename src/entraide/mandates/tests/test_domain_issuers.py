"""Who asks: bodies under names of every sort; and those who only speak."""

from __future__ import annotations

import pytest

from entraide.kernel.languages import Language
from entraide.mandates.domain.extract import extract

from .papers import paper, paragraph

BODIES: dict[Language, list[str]] = {
    "en": [
        "Intergovernmental Negotiating Committee", "Implementation Review Group", "Subsidiary Body for Implementation",
        "Meeting of the Parties", "Executive Board", "Working Party on Trade", "Task Force", "United Nations Forum on Forests",
        "Panel of Experts", "Assembly of States Parties", "World Health Assembly", "Committee of the Whole", "Meeting",
    ],
    "fr": [
        "Comité intergouvernemental de négociation", "Groupe d’examen de l’application", "Conseil d’administration",
        "Groupe intergouvernemental d’experts", "Forum", "Sous-Comité", "Congrès",
    ],
    "es": [
        "Comité Intergubernamental de Negociación", "Grupo de Examen de la Aplicación", "Órgano Subsidiario de Ejecución",
        "Foro", "Subcomité", "Congreso", "Consejo de Administración",
    ],
    "ru": ["Межправительственный комитет по переговорам", "Подкомитет", "Форум", "Исполнительный совет", "Специальный комитет"],
    "ar": ["فريق استعراض التنفيذ", "اجتماع الأطراف", "المجلس التنفيذي", "مؤتمر العمل الدولي", "مجلس الإدارة", "الاجتماع"],
    "zh": ["政府间谈判委员会", "实施情况审议组", "附属履行机构", "执行局", "论坛", "国际劳工大会", "指导委员会"],
}  # fmt: skip
SAID: dict[Language, str] = {
    "en": "The {} requested the Secretariat to prepare a note.",
    "fr": "Le {} a prié le Secrétariat d’établir une note.",
    "es": "El {} solicitó a la Secretaría que preparara una nota.",
    "ru": "{} просил Секретариат подготовить записку.",
    "ar": "وطلب {} إلى الأمانة أن تعد مذكرة.",
    "zh": "{}请秘书处编写一份说明。",
}


@pytest.mark.parametrize(("language", "body"), [(code, body) for code, told in BODIES.items() for body in told])
def test_a_body_asks_under_whatever_name(language: Language, body: str) -> None:
    (found,) = extract(paper(language, ("I", [paragraph("1", SAID[language].format(body))])))
    assert [each.key for each in found.addressees] == ["secretariat"]
    assert body in found.issuer


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Several States requested the Secretariat to prepare a note."),
        ("en", "The regional groups urged Governments to act."),
        ("en", "The Chair invited delegations to take the floor."),
        ("en", "At the meeting, many participants called upon States to act."),
        ("fr", "Le Président a invité les délégations à prendre la parole."),
        ("es", "El Presidente invitó a las delegaciones a tomar la palabra."),
        ("ru", "Председатель предложил делегациям выступить."),
        ("ar", "ودعا الرئيس الوفود إلى أخذ الكلمة."),
        ("zh", "主席请各代表团发言。"),
    ],
)
def test_who_only_speaks_asks_for_nothing(language: Language, text: str) -> None:
    assert extract(paper(language, ("I", [paragraph("1", text)]))) == ()


def test_a_subject_that_goes_without_saying_is_the_body_named_before() -> None:
    text = "El Comité recomendó al Consejo que actuara. También solicitó a la Secretaría que preparara una nota."
    first, second = extract(paper("es", ("I", [paragraph("1", text)])))
    assert (first.issuer, second.issuer) == ("Comité", "Comité")
