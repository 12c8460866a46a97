"""Invented entries in many scripts, and how people write what they look for: each spelling with what must come first."""

from __future__ import annotations

from entraide.directory.domain.record import Function, Reach, Record
from entraide.kernel.text import Text

MLA = Function("mutual_legal_assistance", "UNTOC", "18(13)", exclusive=True)
EXTRADITION = Function("extradition", "UNTOC", "16")
POLICE = Function("law_enforcement_cooperation", "UNTOC", "27")
CULTURE = Function("cultural_property")


def _entry(entity, kind, functions, city="", original="", acronym="", transliteration="", **names):
    return Record(
        entity, Text.of(None, **names), kind, tuple(functions), original_name=original, acronym=acronym,
        transliteration=transliteration, reaches=(Reach("post", city, city=city, public=True),) if city else (), invented=True,
    )  # fmt: skip


BUREAU = {
    "en": "INTERPOL National Central Bureau",
    "fr": "Bureau central national INTERPOL",
    "es": "Oficina Central Nacional de INTERPOL",
    "ru": "Национальное центральное бюро Интерпола",
    "ar": "المكتب المركزي الوطني للإنتربول",
    "zh": "国际刑警组织国家中心局",
}
ENTRIES = {
    "egy_justice": _entry(
        "EGY",
        "justice_ministry",
        [MLA, EXTRADITION],
        "Cairo",
        ar="وزارة العدل، إدارة التعاون الدولي",
        en="Ministry of Justice, International Cooperation Department",
        fr="Ministère de la justice, Direction de la coopération internationale",
    ),
    "egy_interpol": _entry("EGY", "interpol_bureau", [POLICE], "Cairo", ar=BUREAU["ar"], en=BUREAU["en"]),
    "egy_culture": _entry(
        "EGY", "culture_ministry", [CULTURE], "Cairo", ar="المجلس الأعلى للآثار", en="Supreme Council of Antiquities"
    ),
    "fra_justice": _entry(
        "FRA",
        "justice_ministry",
        [MLA],
        "Paris",
        acronym="BEPI",
        fr="Bureau de l’entraide pénale internationale",
        en="Office for International Mutual Assistance in Criminal Matters",
    ),
    "fra_culture": _entry(
        "FRA",
        "police",
        [CULTURE],
        "Nanterre",
        acronym="OCBC",
        fr="Office central de lutte contre le trafic des biens culturels",
        en="Central Office against Trafficking in Cultural Property",
    ),
    "rus_prosecutor": _entry(
        "RUS",
        "prosecutor",
        [MLA, EXTRADITION],
        "Moscow",
        ru="Генеральная прокуратура Российской Федерации",
        en="Prosecutor General's Office of the Russian Federation",
    ),
    "rus_interpol": _entry("RUS", "interpol_bureau", [POLICE], "Moscow", ru=BUREAU["ru"], en=BUREAU["en"]),
    "chn_justice": _entry(
        "CHN",
        "justice_ministry",
        [MLA],
        "Beijing",
        zh="司法部司法协助交流中心",
        en="Ministry of Justice, Judicial Assistance Exchange Center",
    ),
    "chn_police": _entry(
        "CHN",
        "police",
        [POLICE],
        "Beijing",
        zh="公安部国际合作局",
        en="Ministry of Public Security, International Cooperation Bureau",
    ),
    "per_prosecutor": _entry(
        "PER",
        "prosecutor",
        [MLA, EXTRADITION],
        "Lima",
        es="Fiscalía de la Nación, Unidad de Cooperación Judicial Internacional y Extradiciones",
        en="Public Prosecutor's Office, Unit for International Judicial Cooperation and Extradition",
    ),
    "per_culture": _entry(
        "PER",
        "culture_ministry",
        [CULTURE],
        "Lima",
        es="Ministerio de Cultura, Dirección de Recuperaciones",
        en="Ministry of Culture, Recoveries Directorate",
    ),
    "europol": _entry(
        "EU",
        "organisation",
        [POLICE],
        "The Hague",
        acronym="EUROPOL",
        en="Europol",
        fr="Europol",
        ar="يوروبول",
        ru="Европол",
    ),
    "gbr_central": _entry(
        "GBR", "interior_ministry", [MLA], "London", acronym="UKCA", en="United Kingdom Central Authority, Home Office"
    ),
    "usa_justice": _entry(
        "USA",
        "justice_ministry",
        [MLA, EXTRADITION],
        "Washington",
        acronym="OIA",
        en="Department of Justice, Office of International Affairs",
    ),
    "civ_justice": _entry(
        "CIV",
        "justice_ministry",
        [MLA],
        "Abidjan",
        fr="Ministère de la Justice et des Droits de l’homme",
        en="Ministry of Justice and Human Rights",
    ),
    "tur_justice": _entry(
        "TUR",
        "justice_ministry",
        [MLA],
        "Ankara",
        original="Adalet Bakanlığı, Dış İlişkiler ve Avrupa Birliği Genel Müdürlüğü",
        en="Ministry of Justice, Directorate General for Foreign Relations and EU Affairs",
    ),
    "cze_prosecutor": _entry(
        "CZE",
        "prosecutor",
        [MLA],
        "Brno",
        original="Nejvyšší státní zastupitelství",
        en="Supreme Public Prosecutor's Office",
    ),
    "grc_justice": _entry(
        "GRC",
        "justice_ministry",
        [MLA],
        "Athens",
        original="Υπουργείο Δικαιοσύνης",
        transliteration="Ypourgeio Dikaiosynis",
        en="Ministry of Justice",
    ),
    "jpn_justice": _entry(
        "JPN",
        "justice_ministry",
        [MLA, EXTRADITION],
        "Tokyo",
        original="法務省刑事局",
        transliteration="Hōmushō Keijikyoku",
        en="Ministry of Justice, Criminal Affairs Bureau",
    ),
    "deu_justice": _entry(
        "DEU",
        "justice_ministry",
        [MLA],
        "Bonn",
        acronym="BfJ",
        original="Bundesamt für Justiz",
        en="Federal Office of Justice",
        fr="Office fédéral de la justice",
    ),
    "che_justice": _entry(
        "CHE",
        "justice_ministry",
        [MLA],
        "Berne",
        original="Bundesamt für Justiz",
        fr="Office fédéral de la justice",
        en="Federal Office of Justice",
    ),
    "sau_interior": _entry(
        "SAU", "interior_ministry", [POLICE], "Riyadh", ar="وزارة الداخلية", en="Ministry of Interior"
    ),
    "mmr_attorney": _entry("MMR", "prosecutor", [MLA], "Nay Pyi Taw", en="Union Attorney General's Office"),
    "cod_justice": _entry(
        "COD",
        "justice_ministry",
        [MLA],
        "Kinshasa",
        fr="Ministère de la Justice et Garde des Sceaux",
        en="Ministry of Justice",
    ),
    "swz_attorney": _entry("SWZ", "prosecutor", [MLA], "Mbabane", en="Attorney General's Chambers"),
    "ukr_justice": _entry(
        "UKR",
        "justice_ministry",
        [MLA],
        "Kyiv",
        original="Міністерство юстиції",
        en="Ministry of Justice",
        ru="Министерство юстиции",
    ),
    "sdn_justice": _entry("SDN", "justice_ministry", [MLA], "Khartoum", ar="وزارة العدل", en="Ministry of Justice"),
    "nga_customs": _entry("NGA", "customs", [POLICE], "Abuja", acronym="NCS", en="Nigeria Customs Service"),
    "mex_prosecutor": _entry(
        "MEX",
        "prosecutor",
        [MLA, EXTRADITION],
        "Ciudad de México",
        acronym="FGR",
        es="Fiscalía General de la República",
        en="Office of the Attorney General of the Republic",
    ),
    "ita_guard": _entry(
        "ITA",
        "coast_guard",
        [Function("smuggling_by_sea", "SMUGGLING", "8(6)")],
        "Roma",
        original="Guardia Costiera",
        en="Coast Guard",
    ),
}

ASKED = {
    # the same sound in other scripts
    "Interpol": "rus_interpol", "INTERPOL cairo": "egy_interpol", "الإنتربول": "egy_interpol", "إنتربول مصر": "egy_interpol",
    "Интерпол": "rus_interpol", "Enterpol": "egy_interpol", "interpoll": "rus_interpol", "国际刑警": "egy_interpol",
    "Интерпол Египет": "egy_interpol", "Europol": "europol", "Éuropol": "europol", "Европол": "europol", "يوروبول": "europol",
    "euro pol": "europol", "Yuropol": "europol",
    # mistakes
    "minstry of justce egypt": "egy_justice", "ministry of justic egypte": "egy_justice", "prosecuter russia": "rus_prosecutor",
    "procecutor general rusia": "rus_prosecutor", "antiquites": "egy_culture", "atorney general swaziland": "swz_attorney",
    "bundesammt fur justiz": "deu_justice", "departement of justice": "usa_justice", "custums nigeria": "nga_customs",
    "cooperacion judisial": "per_prosecutor", "fiscalia nacion": "per_prosecutor", "recuperasiones": "per_culture",
    "entraide penale": "fra_justice", "entrade pénal": "fra_justice", "biens culturel": "fra_culture",
    "прократура": "rus_prosecutor", "генеральная прокуратра": "rus_prosecutor", "министерство юстицыи украина": "ukr_justice",
    "وزاره العدل مصر": "egy_justice", "وزارة الداخليه": "sau_interior", "عدل السودان": "sdn_justice", "الاثار": "egy_culture",
    # Chinese, Japanese, Greek, Turkish, Czech
    "司法部": "chn_justice", "司法协助": "chn_justice", "公安": "chn_police", "公安部合作局": "chn_police", "中国 司法": "chn_justice",
    "法務省": "jpn_justice", "homusho": "jpn_justice", "日本": "jpn_justice", "Δικαιοσύνης": "grc_justice",
    "Dikaiosinis": "grc_justice", "adalet bakanligi": "tur_justice", "statni zastupitelstvi": "cze_prosecutor",
    # acronyms
    "BEPI": "fra_justice", "ocbc": "fra_culture", "UKCA": "gbr_central", "BfJ": "deu_justice", "FGR": "mex_prosecutor",
    "OIA": "usa_justice",
    # States: other languages, earlier and usual names
    "Swaziland": "swz_attorney", "Birmanie": "mmr_attorney", "Burma": "mmr_attorney", "Ivory Coast": "civ_justice",
    "Costa de Marfil": "civ_justice", "كوت ديفوار": "civ_justice", "Берег Слоновой Кости": "civ_justice", "Türkiye": "tur_justice",
    "Turquie": "tur_justice", "Zaire kinshasa": "cod_justice", "RDC": "cod_justice", "Алемания": "deu_justice",
    "Alemania": "deu_justice", "德国": "deu_justice", "Suisse": "che_justice", "瑞士": "che_justice", "مصر": "egy_justice",
    "埃及": "egy_justice", "Египет": "egy_justice", "Holland": "", "royaume uni": "gbr_central", "米国": "",
    # cities
    "Khartum": "sdn_justice", "Хартум": "sdn_justice", "الخرطوم": "sdn_justice", "Moskau": "rus_prosecutor", "kinshassa": "cod_justice",
    "nanterre": "fra_culture", "abidjan": "civ_justice",
    # competence and kind
    "coast guard": "ita_guard", "guardia costera italia": "ita_guard", "extradition peru": "per_prosecutor",
    "entraide judiciaire allemagne": "deu_justice", "культура перу": "per_culture",
    "ministerio de justicia egipto": "egy_justice", "министерство юстиции египта": "egy_justice", "extradicion mexico": "mex_prosecutor",
    # beginnings, as one types
    "mini justi jap": "jpn_justice", "bund": "deu_justice", "Прок": "rus_prosecutor", "suprem": "egy_culture",
}  # fmt: skip
"""Typed, and the entry that must be among the first three; "" where nothing may be found."""
