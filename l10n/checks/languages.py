"""Languages, for checks: their commonest words, their scripts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _words(**lists: str) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({each: frozenset(words.split()) for each, words in lists.items()})


COMMON_WORDS: Final = _words(
    en="the of and to in is for on with as by at from or be are an this that it you your can will "
    "not have has if which their who may must when how what any all it's does do into should",
    es="el la los las de del y en que por para con un una se su sus al como o es son no más si "
    "este esta pueden puede lo ser cuando desde debe qué cómo quién tu tus sobre entre",
    pt="o a os as de do da dos das e em no na nos nas que por para com um uma se seu sua ao à como "
    "ou é são não mais pode podem ser quando deve você pela pelo quem isso este esta",
    it="il lo la i gli le di del della dei delle e in che per con un una si è sono non più al alla "
    "nel nella da dal come o può essere se questo questa tuo tua deve gli chi cosa",
    fr="le la les de du des et en que qui pour par avec un une dans est sont au aux ce cette se "
    "sur ou vous votre vos ne pas plus être peut il elle comment quand doit l' d'",
    de="der die das und in den von zu mit des dem für auf ist im ein eine nicht sich auch es an "
    "werden als oder bei nach aus sie ihre ihr wird sind kann zum zur einen einer wie was wer",
    nl="de het een en van in is dat op te voor met zijn er aan niet die bij of om door als ook "
    "naar kan uw wordt worden deze dit moet hoe wat wie u",
    pl="i w na z do się nie to jest że o od za po przez dla oraz lub są jak czy który może być",
    cs="a v na se je z do že s o pro k jako nebo jsou které který může být od po při za",
    sk="a v na sa je z do že s o pre k ako alebo sú ktoré ktorý môže byť od po pri za",
    hr="i u na je za se od da s o ili koji su kako iz po do te može biti kao što",
    ro="și de în la a cu pe pentru din care nu este sau un o al ai prin ca sunt poate fi se",
    hu="a az és hogy nem is egy van meg vagy ha kell mint ez azt aki amely lehet",
    sv="och i att det som en på är av för med till den har inte om ett eller kan",
    bg="и в на за от да се с по не е са или при който може като до",
    el="το η ο και της του να την με για από στο των είναι που τα στην σε θα ή",
)

SHARED_WORDS: Final = _words(en="a an are as at be by do has if is it on will all")
"""Common words that are others in other languages."""

SISTERS: Final = MappingProxyType({"es": "pt", "pt": "es"})
"""The language that a text may slip into for a word, unseen."""

SISTER_WORDS: Final = _words(
    es="em ou não você uma são ao seu pela pelo também então isso do",
    pt="el los las una con más muy pero también cuando del sin",
)
"""Common words of the sister that no text of the language has."""

_LATIN: Final = (
    "af ca cs cy da de en es et eu fi fr ga gl hr hu id is it lt lv ms mt nb nl nn no pl pt ro sk"
    " sl sq sv sw tl tr vi"
)
SCRIPTS: Final = MappingProxyType(
    {
        **dict.fromkeys(_LATIN.split(), "Latin"),
        "ar": "Arabic", "fa": "Arabic", "ur": "Arabic", "he": "Hebrew", "el": "Greek",
        "bg": "Cyrillic", "ru": "Cyrillic", "uk": "Cyrillic", "mk": "Cyrillic", "be": "Cyrillic",
        "zh": "Chinese", "ja": "Japanese", "ko": "Hangul", "th": "Thai", "hi": "Devanagari",
        "ka": "Georgian", "hy": "Armenian",
    }
)  # fmt: skip
"""The script of a language's letters, by primary subtag; of the others we are not sure."""

RANGES: Final = MappingProxyType(
    {
        "Latin": "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ",
        "Greek": "Ͱ-Ͽἀ-῿",
        "Cyrillic": "Ѐ-ԯ",
        "Armenian": "԰-֏",
        "Hebrew": "֐-׿",
        "Arabic": "؀-ۿݐ-ݿࢠ-ࣿﭐ-﷿ﹰ-ﻼ",
        "Devanagari": "ऀ-ॿ",
        "Thai": "฀-๿",
        "Georgian": "Ⴀ-ჿ",
        "Hangul": "ᄀ-ᇿ가-힣",
        "Chinese": "㐀-䶿一-鿿豈-﫿",
        "Japanese": "぀-ヿ㐀-䶿一-鿿豈-﫿",
    }
)
"""Character ranges for a regular expression."""

DIGITS: Final = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙၀၁၂၃၄၅၆၇၈၉０１２３４５６７８９"
"""The decimal digits of the scripts that have their own."""
