"""Small resolutions as Akoma Ntoso files, invented for the tests."""

from __future__ import annotations

from collections.abc import Sequence

from entraide.kernel.languages import ISO_639_2

SAYS = {
    "en": "Requests the {n} museum of Peru to return statues",
    "fr": "Prie le musée {n} du Pérou de restituer les statues",
    "zh": "请第{n}博物馆归还雕像",
    "ar": "تطلب إلى المتحف {n} إعادة التماثيل",
}


def resolution(
    symbol: str = "X/RES/1/1", language: str = "en", numbers: Sequence[str] = ("1", "2", "3"), title: str = "Statues",
    annex: bool = False, day: str = "2019-03-05",
) -> bytes:  # fmt: skip
    """A resolution with a paragraph for each number; "" makes one without a number. `annex` begins again from 1."""
    body = "".join(_paragraph(number, language, turn) for turn, number in enumerate(numbers))
    if annex:
        body += "".join(_paragraph(number, language, 90 + turn) for turn, number in enumerate(("1", "2")))
    iri, code = f"/akn/un/statement/resolution/x/{day}/{symbol.replace('/', '-')}", ISO_639_2[language]  # type: ignore[index]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta>
<identification source="#x"><FRBRWork><FRBRthis value="{iri}/!main"/><FRBRuri value="{iri}"/>
<FRBRdate date="{day}" name="adoption"/><FRBRauthor href="#x"/><FRBRcountry value="un"/></FRBRWork>
<FRBRExpression><FRBRthis value="{iri}/{code}@{day}/!main"/><FRBRuri value="{iri}/{code}@{day}"/>
<FRBRdate date="{day}" name="adoption"/><FRBRauthor href="#x"/><FRBRlanguage language="{code}"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="{iri}.xml"/><FRBRuri value="{iri}.xml"/><FRBRdate date="{day}" name="adoption"/>
<FRBRauthor href="#x"/></FRBRManifestation></identification></meta>
<coverPage><p><docNumber>{symbol}</docNumber> <docDate date="{day}">{day}</docDate></p></coverPage>
<preface><p><docTitle>{title}</docTitle></p></preface><mainBody>{body}</mainBody></statement></akomaNtoso>""".encode()


def _paragraph(number: str, language: str, turn: int) -> str:
    num = f"<num>{number}.</num>" if number else ""
    said = SAYS[language].format(n=turn + 1)
    return f'<paragraph eId="para_{turn}">{num}<content><p>{said};</p></content></paragraph>'
