"""Invented sentences as States might write them, ten in each language, with the themes a coder would give.

They were written before the rules were mended. Those at even places were looked at while mending, those at odd places never:
what is measured on the latter is what may be expected of other sentences.
"""

from __future__ import annotations

from typing import Final

from entraide.analysis.domain.words.codebook import codebook
from entraide.analysis.domain.words.proposing import propose
from entraide.analysis.domain.words.terms import concepts_in

P, O, N = "good_practice", "obstacles_detail", "assistance_detail"  # noqa: E741 - practice, obstacle, need
SENTENCES: Final[tuple[tuple[str, str, str, tuple[str, ...]], ...]] = (
    ("en", P, "Every parish church has now listed and photographed its treasures.", ("practice.inventory", "practice.inventory.digital")),
    ("en", P, "Antique shops must hold a permit and write down who sold them each piece.", ("practice.dealers",)),
    ("en", P, "Border guards consult curators by telephone when they stop a suspicious parcel.", ("practice.customs", "practice.experts")),
    ("en", P, "A task force within the criminal police deals only with crimes against heritage.", ("practice.units",)),
    ("en", O, "It is hardly ever possible to show from which country a dug-up object was taken.", ("obstacle.proof", "obstacle.undocumented")),
    ("en", O, "Our officers do not know how to tell an original from a copy.", ("obstacle.expertise",)),
    ("en", O, "The time limit for bringing a claim has usually expired and the buyer acted in good faith.", ("obstacle.limits",)),
    ("en", O, "Letters rogatory come back after two years or never.", ("obstacle.requests",)),
    ("en", N, "Courses for judges and prosecutors on the relevant conventions would be welcome.", ("need.training",)),
    ("en", N, "Portable scanners for the three main ports.", ("need.equipment",)),
    ("fr", P, "Une cellule de veille parcourt chaque jour les annonces publiées sur les sites de vente.", ("practice.online",)),
    ("fr", P, "Les villageois signalent eux-mêmes les fouilles clandestines aux gardiens.", ("practice.communities",)),
    ("fr", P, "Un accord avec le pays voisin permet de rendre les pièces sans procès.", ("practice.agreements", "practice.restitution")),
    ("fr", P, "Chaque année, des stages réunissent gendarmes, douaniers et conservateurs.", ("practice.training",)),
    ("fr", O, "Nous ignorons à quel service étranger nous adresser.", ("obstacle.authority",)),
    ("fr", O, "Le budget ne permet pas de garder les sites et le personnel est insuffisant.", ("obstacle.resources",)),
    ("fr", O, "Les textes en vigueur datent de 1956 et ne prévoient aucune sanction pénale.", ("obstacle.law",)),
    ("fr", O, "La plupart des objets pillés n’avaient jamais été enregistrés.", ("obstacle.undocumented",)),
    ("fr", N, "Un appui technique pour rédiger la nouvelle loi sur le patrimoine.", ("need.legislation", "need.experts")),
    ("fr", N, "La mise en place d’une base de données commune aux musées et à la police.", ("need.database",)),
    ("es", P, "Los certificados de exportación llevan un código que la aduana comprueba en línea.", ("practice.export",)),
    ("es", P, "Un comité interministerial reúne cada mes a cultura, justicia, aduanas y policía.", ("practice.coordination",)),
    ("es", P, "Se difundieron anuncios en la televisión y en las escuelas contra el saqueo.", ("practice.awareness",)),
    ("es", P, "Las piezas incautadas fueron devueltas voluntariamente a su país de origen.", ("practice.restitution",)),
    ("es", O, "No existen cifras fiables porque estos delitos se registran como hurtos comunes.", ("obstacle.data",)),
    ("es", O, "El comercio se ha trasladado a grupos cerrados de redes sociales.", ("obstacle.online",)),
    ("es", O, "Los honorarios de los abogados en el extranjero resultan inasumibles.", ("obstacle.cost",)),
    ("es", O, "Las instituciones trabajan por separado y no comparten lo que saben.", ("obstacle.coordination",)),
    ("es", N, "Apoyo económico para contratar vigilantes.", ("need.funding",)),
    ("es", N, "Digitalizar los inventarios de los museos provinciales.", ("need.inventory",)),
    ("ru", P, "Введена уголовная ответственность за покупку похищенных древностей.", ("practice.law",)),
    ("ru", P, "Музейные хранилища оснащены камерами и сигнализацией.", ("practice.museums",)),
    ("ru", P, "Следователи совместно с коллегами из соседней страны раскрыли преступную сеть.",
     ("practice.cooperation", "practice.investigation")),
    ("ru", P, "Данные о похищенном сразу передаются в базу Интерпола.", ("practice.stolen_database",)),
    ("ru", O, "Запросы приходится переводить на несколько языков, что занимает месяцы.", ("obstacle.language", "obstacle.requests")),
    ("ru", O, "В зоне боевых действий охранять памятники невозможно.", ("obstacle.conditions",)),
    ("ru", O, "Такие дела не считаются важными, и наказания мягкие.", ("obstacle.priority",)),
    ("ru", O, "Законы государств по-разному определяют, кому принадлежит находка.", ("obstacle.law.differences",)),
    ("ru", N, "Справочник компетентных органов других государств.", ("need.cooperation",)),
    ("ru", N, "Пособия и образцы запросов на русском языке.", ("need.tools",)),
    ("zh", P, "各博物馆藏品均已拍照并录入电子档案。", ("practice.inventory", "practice.inventory.digital")),
    ("zh", P, "利用无人机和卫星影像巡查田野文物。", ("practice.technology", "practice.sites")),
    ("zh", P, "拍卖公司在拍卖前须核实拍品的来源。", ("practice.diligence",)),
    ("zh", P, "公安机关设立了打击文物犯罪的专门队伍。", ("practice.units",)),
    ("zh", O, "难以证明文物出土的地点和时间。", ("obstacle.proof",)),
    ("zh", O, "基层缺少专业鉴定人员。", ("obstacle.expertise", "obstacle.resources")),
    ("zh", O, "对方国家长期不答复我方的请求。", ("obstacle.requests",)),
    ("zh", O, "犯罪分子通过加密聊天软件交易。", ("obstacle.online",)),
    ("zh", N, "希望举办海关人员识别文物的培训班。", ("need.training",)),
    ("zh", N, "提供实验室检测设备。", ("need.equipment",)),
    ("ar", P, "أنشأت وزارة الداخلية شرطة متخصصة في حماية الآثار.", ("practice.units",)),
    ("ar", P, "يلتزم تجار التحف بمسك دفاتر تدون فيها عمليات البيع والشراء.", ("practice.dealers",)),
    ("ar", P, "نظمت حملات توعية في المدارس ووسائل الإعلام.", ("practice.awareness",)),
    ("ar", P, "استعادت الدولة قطعا أثرية عن طريق التفاوض.", ("practice.restitution",)),
    ("ar", O, "لا تتوفر أموال كافية لحراسة المواقع النائية.", ("obstacle.resources", "obstacle.conditions")),
    ("ar", O, "لا تعرف الجهات المعنية إلى من توجه الطلب.", ("obstacle.authority",)),
    ("ar", O, "القانون قديم والعقوبات غير رادعة.", ("obstacle.law", "obstacle.priority")),
    ("ar", O, "يشترط إثبات أن القطعة خرجت بعد تاريخ معين.", ("obstacle.proof",)),
    ("ar", N, "دورات تدريبية لموظفي الجمارك على التعرف على القطع.", ("need.training",)),
    ("ar", N, "قاعدة بيانات وطنية للقطع المسروقة.", ("need.database",)),
)  # fmt: skip


def measured(sentences: tuple[tuple[str, str, str, tuple[str, ...]], ...]) -> tuple[int, int, int]:
    """Themes expected, proposed, and both."""
    expected = proposed = both = 0
    for language, question, text, themes in sentences:
        offered = {one.theme for one in propose({row.concept for row in concepts_in(text, language)}, question, codebook())}
        expected, proposed, both = expected + len(themes), proposed + len(offered), both + len(offered & set(themes))
    return expected, proposed, both
