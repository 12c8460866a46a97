"""The words of results about themes, in six languages."""

from __future__ import annotations

from typing import Final

from entraide.kernel.text import Text

LABELS: Final = {
    "theme": Text.of("en", en="Theme", fr="Thème", es="Tema", ru="Тема", zh="主题", ar="الموضوع"),
    "group": Text.of(
        "en", en="Regional group", fr="Groupe régional", es="Grupo regional", ru="Региональная группа", zh="区域组",
        ar="المجموعة الإقليمية",
    ),
    "entity": Text.of(
        "en", en="State or organization", fr="État ou organisation", es="Estado u organización",
        ru="Государство или организация", zh="国家或组织", ar="الدولة أو المنظمة",
    ),
    "themes": Text.of(
        "en", en="What respondents wrote, by theme", fr="Ce qu’ont écrit les répondants, par thème",
        es="Lo que escribieron quienes respondieron, por tema", ru="Что написали респонденты, по темам",
        zh="答复方所写内容，按主题", ar="ما كتبه المجيبون، حسب الموضوع",
    ),
    "themes.group": Text.of(
        "en", en="What respondents wrote, by theme and regional group",
        fr="Ce qu’ont écrit les répondants, par thème et groupe régional",
        es="Lo que escribieron quienes respondieron, por tema y grupo regional",
        ru="Что написали респонденты, по темам и региональным группам", zh="答复方所写内容，按主题和区域组",
        ar="ما كتبه المجيبون، حسب الموضوع والمجموعة الإقليمية",
    ),
    "themes.entity": Text.of(
        "en", en="Who wrote of which theme", fr="Qui a écrit sur quel thème", es="Quién escribió sobre qué tema",
        ru="Кто о какой теме написал", zh="谁写到哪个主题", ar="من كتب عن أي موضوع",
    ),
    "method": Text.of(
        "en",
        en="Coded by people; a theme counts when the coders agreed upon it, or each of them gave it. N: those that answered in words.",
        fr="Codé par des personnes ; un thème compte si les codeurs en sont convenus ou l’ont tous donné. N : ceux qui ont répondu par écrit.",
        es="Codificado por personas; un tema cuenta si los codificadores lo acordaron o lo dieron todos. N: quienes respondieron por escrito.",
        ru="Закодировано людьми; тема учитывается, если кодировщики о ней договорились или ее указал каждый. N: ответившие словами.",
        zh="由人工编码；编码员一致同意或各自均给出的主题方计入。N：以文字作答者。",
        ar="رمّزها أشخاص؛ يحتسب الموضوع إذا اتفق عليه المرمّزون أو ذكره كل منهم. ن: من أجابوا كتابة.",
    ),
}  # fmt: skip
