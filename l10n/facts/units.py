"""Units: currencies, shares and measures, by what they mean and by how they are written."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from l10n.later import later

_CURRENCIES: Final = MappingProxyType(
    {
        "€": r"€|\beur\b|\beuro(?:s|er|ów|i|a|n|t|ja|jen|u|m)?\b|ευρώ|евро|欧元|ユーロ|يورو",
        "£": r"£|\bgbp\b|\b(?:pounds?|libras?|pfund|sterline?|livres?|pond(?:en)?)\b"
        r"|лир|паунд|фунт|λίρ|英镑|ポンド|جنيه",
        "¥": r"¥|\b(?:jpy|cny|yen(?:es)?|yuan(?:es)?|iene|ienes)\b|円|(?<![欧美])元"
        r"|\bين\b|\bيوان\b",
        "R$": r"r\$|\bbrl\b|\b(?:reais|reales|reals?|réis)\b",
        "S/": r"\bs/|\bpen\b|\bsol(?:es|i|s)?\b",
        "$": r"(?<!r)\$|\b(?:usd|cop|mxn|ars|clp|cad|aud|uyu)\b|\bd[oó]l+[aáà]r\w*"
        r"|\bpesos?\b|доллар|δολάρι|美元|ドル|دولار",
        "%": r"[%٪％]|\bper ?cent|\bpercent|\bpor ?ciento\b|\bpor ?cento\b|\bprozent|\bpour ?cent"
        r"|\bpro ?[cs]ent|yüzde|százalék|\bposto\b|процент|τοις εκατό|百分|パーセント|퍼센트"
        r"|درصد|प्रतिशत",
        "°C": r"°\s?c\b|℃|celsius|درجة مئوية|摄氏|摂氏|섭씨",
        "°F": r"°\s?f\b|℉|fahrenheit|درجة فهرنهايت|华氏|華氏|화씨",
    }
)
CODES: Final = (
    "USD|EUR|GBP|BRL|COP|MXN|ARS|CLP|PEN|BOB|UYU|PYG|VES|CHF|CZK|RON|HUF|PLN|BGN|HRK|Bs|Gs|S/"
)
"""What is written beside an amount for its currency, besides signs and names."""
_MEASURES: Final = "km²|km/h|km|cm|mm|m²|m|kg|g|mg|l|ml|ha|kwh|kw|mb|gb|kb|tb|mph|lbs?|oz|ft|mi"
_SPELLED: Final = MappingProxyType(
    {
        "km": r"kil[oóò]m[eéèë]t|quil[oóô]metr|chilometr|километр|кілометр|公里|キロメートル"
        r"|킬로미터|كيلومتر",
        "mi": r"miles?\b|millas?\b|milhas?\b|meilen?\b|migli[ao]\b|mijl|миль|мил[яи]|英里|マイル"
        r"|마일",
        "kg": r"kilo(?:gram\w*|s)?\b|quilo(?:gram\w*|s)?\b|chil[io]\b|chilogramm|килограмм|公斤"
        r"|千克|キログラム",
        "ft": r"feet\b|foot\b|pies\b|pieds?\b|pés\b|piedi\b|fuß\b|футов|英尺|フィート",
        "cm": r"cent[ií]m[eèé]t|zentimeter|сантиметр|厘米|センチ",
        "second": r"seconds?\b|segundos?\b|secondes?\b|second[oi]\b|sekunden?\b|seconden?\b|секунд"
        r"|秒|초\b",
        "minute": r"minutes?\b|minut[oi]s?\b|minuten?\b|минут|分(?:钟|鐘|間)|분\b",
        "hour": r"hours?\b|horas?\b|heures?\b|or[ae]\b|stunden?\b|u(?:ur|ren)\b|час(?:а|ов|ы)?\b"
        r"|小时|小時|時間|시간",
        "day": r"days?\b|d[ií]as?\b|jours?\b|giorn[oi]\b|tagen?\b|dag(?:en)?\b|дн(?:я|ей|и)\b"
        r"|天|일\b",
        "week": r"weeks?\b|semanas?\b|semaines?\b|settiman[ae]\b|wochen?\b|we(?:ek|ken)\b|недел"
        r"|周|週間|주\b",
        "month": r"months?\b|mes(?:es)?\b|mês\b|mois\b|mes[ei]\b|monaten?\b|maand(?:en)?\b|месяц"
        r"|个月|個月|か月|ヶ月|개월",
        "year": r"years?\b|años?\b|anos?\b|ans?\b|années?\b|ann[oi]\b|jahren?\b|jaar\b|jaren\b"
        r"|год[а]?\b|лет\b",
        "m": r"met(?:er|re)s?\b|metros?\b|mètres?\b|metr[io]\b|метр(?:а|ов)?\b|米(?!尔)|メートル",
    }
)
"""How the names of measures begin, by how these are shown to people."""

_NAMES: Final = tuple(_CURRENCIES)
_NAMED: Final = "|".join(f"({each})" for each in _CURRENCIES.values())
_AMOUNT: Final = later(rf"(?<=\d)\s?(?:{_NAMED})|(?:{_NAMED})\s?(?=\d)", re.IGNORECASE)
_NEAR: Final = re.compile(r"[^\s\d]{0,6}+\s?\d[\d.,]*+\s?[^\s\d]{0,10}+")
"""Numbers with what stands beside them: looked through first, for the names are many."""
_UNSPACED: Final = r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_LETTERS: Final = r"[A-Za-z]{3}(?![A-Za-z])"
_SEAM: Final = later(
    rf"(?<=[A-Za-z])(?={_UNSPACED})|(?<={_UNSPACED})(?={_LETTERS})|(?<=\d)(?={_LETTERS})"
)
"""Where a code or a name begins or ends without a blank: 5USD, and in scripts that have none."""
_SIGN: Final = later("[$€£¥%°℃℉٪％元円]")
_SHORT: Final = later(
    r"\d\s?(?:[^\W\d_]{1,4}(?!\w)|(?:euro|d[oó]l|peso|pound|libr|real|rea[il]|sol|yen|yuan|per|por|pro"
    r"|sec|seg|sek|min|hou|hor|heu|day|día|dia|jou|gior|stu|tag|wee|sem|set|woc|mon|mes|mês|moi"
    r"|maa|yea|año|ano|ann|jah|jaa|jar|uur|ure|dag"
    r"|mile|mill|milh|meil|migl|mijl|kil[oóò]|quil|chil|feet|foot|pie[sd]|pés|fuß|cent[ií]|zenti|m[eè]tr)"
    r"|[^\x00-\u024f])|(?<!\w)(?:[A-Z]{3}|[Ss])\W?\s?\d",
    re.IGNORECASE,
)
"""What stands beside a number and is short, or begins like a currency: looked for first."""
_MEASURE: Final = later(rf"\d\s?({_MEASURES})(?![\w²/])", re.IGNORECASE)
_SPELLED_OUT: Final = later(
    r"\d[\s-]?(?:" + "|".join(f"({each})" for each in _SPELLED.values()) + ")", re.IGNORECASE
)
_WORD: Final = later(rf"{CODES}|{_MEASURES}|{_NAMED}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def may_have_units(text: str) -> bool:
    """Return whether ``text`` may hold a currency, a share or a measure beside a number."""
    return _SIGN.search(text) is not None or _SHORT.search(text) is not None


@lru_cache(maxsize=4096)  # every language needs it of the source
def read_currencies(text: str) -> frozenset[str]:
    """Return the currencies and shares that stand beside a number: ``€``, ``%``..."""
    near = " ".join(_NEAR.findall(_SEAM.sub(" ", text)))
    found = (each.lastindex for each in _AMOUNT.finditer(near))
    return frozenset(_NAMES[(index - 1) % len(_NAMES)] for index in found if index)


def written_currency(text: str, currency: str) -> str:
    """Return how ``text`` names a currency or share for the first time; empty where it does not."""
    found = re.search(_CURRENCIES[currency], _SEAM.sub(" ", text), re.IGNORECASE)
    return found[0] if found else ""


def read_measures(text: str) -> set[str]:
    """Return the measures behind a number as they are written in short, in lower case."""
    spelled = tuple(_SPELLED)
    found = {unit.lower() for unit in _MEASURE.findall(text)}
    return found.union(
        spelled[each.lastindex - 1] for each in _SPELLED_OUT.finditer(text) if each.lastindex
    )


def is_unit(word: str) -> bool:
    """Return whether a word is a currency or a unit where it stands beside a number."""
    return _WORD.fullmatch(word) is not None
