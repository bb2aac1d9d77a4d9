"""Numbers in words: which ones a text may say, in whatever form its sentences need."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from types import MappingProxyType
from typing import Final

from l10n.facts.words import NUMBER_WORDS, VALUES
from l10n.later import later

# What words of a number begin with: cardinals, ordinals, collectives and compounds. Each list has
# a place for each of VALUES, as NUMBER_WORDS has; a place may end early.
_STEMS: Final = MappingProxyType(
    {
        "en": "- primar/former/individual secondar/other/latter/pair tertiar quaternar - - - - - "
        "decade - dozen",
        "es": "- primer/únic dos/segund/dobl/par/amb tres/tercer/tercio/tripl cuart/cuatr "
        "quint/cinc sext/seis séptim/siete octav/ocho noven/nueve décim/diez",
        "pt": "- primeir/únic dua/dois/segund/dobr/dupl/par/amb três/terceir/terç/tripl "
        "quart/quatr quint/cinc sext/seis sétim/sete oitav/oito non/nove décim/dez",
        "it": "- prim/unic second/doppi/entramb/paio terz/tripl quart/quattr quint/cinqu "
        "sest/sei settim/sett ottav/otto non/nove decim/dieci",
        "fr": "- premi/uniqu/seul deux/second/doubl/pair trois/tiers/tripl quatr/quart cinq "
        "six/sixi sept/septi huit/huiti neuv/neuf dix/dixi onz douz",
        "de": "- ein/erst zwei/zwo/doppel/beid/paar drei/dritt vier fünf sechs sieb acht neun "
        "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig "
        "dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert",
        "nl": "- een/eerst twee/dubbel/beid/paar drie/derd vier vijf zes zeven acht neg tien elf "
        "twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig dertig "
        "veertig vijftig zestig zeventig tachtig negentig honderd",
        "sv": "noll ett/en/förs/enda två/andr/dubb/båd/par tre/tredj fyr/fjärd fem sex/sjätt sju "
        "åtta nio tio elv tolv tretton fjorton femton sexton sjutton arton nitton tjug trettio "
        "fyrtio femtio sextio sjuttio åttio nittio hundra",
        "da": "nul en/et/først/enest to/and/dobb/begg/par tre/tredj fir/fjerd fem seks/sjett syv "
        "otte ni ti elv/ellev tolv tretten fjorten femten seksten sytten atten nitten tyve "
        "tredive fyrre halvtreds tres halvfjerds firs halvfems hundred",
        "ru": "нол/нул/ненул/полноч один/одн/перв/единств "
        "два/две/дву/двой/двое/втор/оба/обо/обе/пар три/тре/трё/трой/трое четыр/четв пят "
        "шест/шесть семь/семи/седьм восем/восьм девят десят одиннадц двенадц/полдень/полдня "
        "тринадц четырнадц пятнадц шестнадц семнадц восемнадц девятнадц двадц тридц сорок "
        "пятьдес/пятидес шестьдес/шестидес семьдес/семидес восемьдес/восьмидес девяност сотн",
        "uk": "нул/нол/ненул/північ один/одн/перш/єдин два/дві/дво/друг/обид/оби/пар "
        "три/тре/трь/троє/трой чотир/четв п'ят/пʼят/п’ят шіст/шест сім/сьом/семи вісім/восьм "
        "дев'ят/девʼят/дев’ят десят одинадц дванадц/полудень/полудн тринадц чотирнадц "
        "п'ятнадц/пʼятнадц/п’ятнадц шістнадц сімнадц вісімнадц дев'ятнадц/девʼятнадц/дев’ятнадц "
        "двадц тридц сорок п'ятдес/пʼятдес/п’ятдес шістдес/шестидес сімдес/семидес "
        "вісімдес/восьмидес дев'яност/девʼяност/дев’яност сотн",
        "bg": "нул/полунощ един/едн/първ/единств два/две/дву/втор/двой три/трет/трой четири/четв "
        "пет шест седем/седм осем/осм девет десет единадес/единайс дванадес/дванайс/обед "
        "тринадес/тринайс четиринадес/четиринайс петнадес/петнайс шестнадес/шестнайс "
        "седемнадес/седемнайс осемнадес/осемнайс деветнадес/деветнайс двадес/двайс тридес/трийс "
        "четиридес/четирийс петдес шестдес/шейсе седемдес осемдес деветдес стот",
        "pl": "zer/północ jed/pierwsz dwa/dwi/dwo/dwu/dwó/drug/podwój/oba/obie/oboj/obu/par "
        "trz/trój cztere/czwar/cztern/czwór pię/piąt sześć/sześci/szóst siedem/siedm/siódm "
        "osiem/ośmi/ósm dziewię/dziewią dziesię/dziesią jedenas dwanaś/dwunas/południ trzynas "
        "czternas piętnas szesnas siedemnas osiemnas dziewiętnas dwadzieś/dwudzies trzydzie "
        "czterdzie pięćdzie/pięćdzies sześćdzie siedemdzie osiemdzie dziewięćdzie setk",
        "cs": "nul/půlnoc jed/prv/jedin dva/dvě/dvo/dvě/druh/oba/obě/pár tři/tře/troj "
        "čtyř/čtvrt/čtveř pět/pát šest sedm osm devět/devát deset/desát jedenáct dvanáct/poledn "
        "třináct čtrnáct patnáct šestnáct sedmnáct osmnáct devatenáct dvacet/dvacát "
        "třicet/třicát čtyřicet/čtyřicát padesát šedesát sedmdesát osmdesát devadesát stov/stý",
        "sk": "nul/polnoc jed/prv/jedin dva/dve/dvo/dvo/druh/oba/obe/pár tri/tre/troj štyr/štvr "
        "päť/piat/pät šesť/šiest/šest sedem/siedm osem/ôsm deväť/deviat desať/desiat jedenás "
        "dvanás/poludn trinás štrnás pätnás šestnás sedemnás osemnás devätnás dvadsať/dvadsiat "
        "tridsať/tridsiat štyridsať/štyridsiat päťdesiat šesťdesiat sedemdesiat osemdesiat "
        "deväťdesiat stov/stý",
        "hr": "nul/ponoć jed/prv/jedin dva/dvi/dvj/dvo/drug/oba/obj/par tri/treć/tro "
        "četir/četv/četvor pet šest sedam/sedm osam/osm devet deset jedanaest dvanaest/podne "
        "trinaest četrnaest petnaest šesnaest sedamnaest osamnaest devetnaest dvadeset trideset "
        "četrdeset pedeset šezdeset sedamdeset osamdeset devedeset stot",
        "ro": "zero/miez un/o/prim/singur doi/două/dou/dubl/ambe/ambi/pereche trei/trip patr "
        "cinc/cinci șas șap opt nou zec unsprezec doisprezec/douăsprezec/amiaz treisprezec "
        "paisprezec cincisprezec șaisprezec șaptesprezec optsprezec nouăsprezec douăzec treizec "
        "patruzec cincizec șaizec șaptezec optzec nouăzec sut",
        "hu": "null/éjfél egy/els két/kett/dupla/mindkett/pár hár/harm nég/négy/negy öt hat "
        "hét/het nyolc kilenc tíz/tiz tizenegy tizenk/dél tizenhár tizennégy tizenöt tizenhat "
        "tizenhét tizennyolc tizenkilenc húsz/husz harminc negyven ötven hatvan hetven nyolcvan "
        "kilencven száz",
        "el": "μηδέν/μεσάνυχτ έν/ένα/μία/μια/μί/πρώτ/μοναδικ δύο/δυο/δεύτερ/διπλ/δύ "
        "τρεις/τρία/τριών/τρίτ τέσσερ/τεσσάρ/τέταρτ πέντε/πέμπτ έξι/έκτ επτά/εφτά/έβδομ "
        "οκτώ/οχτώ/όγδο εννέα/εννιά/ένατ δέκα/δέκατ έντεκα/ενδέκατ δώδεκα/δωδέκατ/μεσημέρι "
        "δεκατρ δεκατέσσ/δεκατεσσ δεκαπέντε δεκαέξι/δεκάξι δεκαεπτά/δεκαεφτά δεκαοκτώ/δεκαοχτώ "
        "δεκαενν είκοσι/εικοσ τριάντα/τριακοσ σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα "
        "εκατό",
        "tr": "sıfır/gece bir/ilk/tek iki/çift üç dört/dörd beş altı/altınc yedi sekiz dokuz on "
        "onbir oniki/öğle",
        "ko": "영/공/자정 일/한/하나/첫/유일 이/두/둘/양/쌍 삼/세/셋 사/네/넷 오/다섯 육/여섯 "
        "칠/일곱 팔/여덟 구/아홉 십/열 십일/열하나/열한 "
        "십이/열두/열둘/정오",
    }
)
_SIGNS: Final = MappingProxyType(
    {
        "〇": "0", "零": "0", "一": "1", "壱": "1", "首": "1", "唯": "1", "单": "1", "初": "1",
        "二": "2", "两": "2", "兩": "2", "双": "2", "両": "2", "三": "3", "四": "4", "五": "5",
        "六": "6", "七": "7", "八": "8", "九": "9", "十": "10", "百": "100",
    }
)  # fmt: skip
"""What Chinese and Japanese write for numbers; tens of them are in two signs, which say both."""
_TENS: Final = later("([二三四五六七八九]?)十([一二三四五六七八九]?)")
_KANA_VALUES: Final = MappingProxyType(
    {
        "ひと": "1", "ふた": "2", "みっつ": "3", "よっつ": "4", "いつつ": "5", "むっつ": "6",
        "ななつ": "7", "やっつ": "8", "ここのつ": "9", "正午": "12", "中午": "12",
    }
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+")
_JOINED: Final = later(r"[^\W\d_]+(?:['ʼ’][^\W\d_]+)*")
"""Ukrainian words may have an apostrophe inside; in others it parts two words."""
_UNSPACED: Final = frozenset({"zh", "ja"})

_KANA: Final = later("|".join(_KANA_VALUES))

SPELLED: Final = frozenset(_STEMS).union(_UNSPACED, NUMBER_WORDS)
"""The languages whose words for numbers are in the tables, by primary subtag."""


def read_spelled(text: str, language: str) -> Counter[str]:
    """Return the numbers that a text may say in words, and how often; rather too many.

    None in a language that is not in ``SPELLED``.
    """
    if language in _UNSPACED:
        return _read_signs(text)
    exact, stems = NUMBER_WORDS.get(language, {}), _stems_of(language)
    pattern = _pattern_of(language)
    said: Counter[str] = Counter()
    words = _JOINED if language == "uk" else _WORD
    for word in map(str.lower, words.findall(text)):
        if word in exact:
            said[exact[word]] += 1
        elif found := pattern.match(word):
            said[stems[found[0]]] += 1
    return said


@cache
def _stems_of(language: str) -> dict[str, str]:
    places = _STEMS.get(language, "").split()
    return {
        stem: str(value)
        for value, stems in zip(VALUES, places, strict=False)
        for stem in stems.split("/")
        if stem != "-"
    }


@cache
def _pattern_of(language: str) -> re.Pattern[str]:
    """Return what finds the longest of a language's stems at the start of a word."""
    stems = sorted(_stems_of(language), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, stems)) or "(?!)")


def _read_signs(text: str) -> Counter[str]:
    said = Counter(_SIGNS[each] for each in text if each in _SIGNS)
    said.update(_KANA_VALUES[each] for each in _KANA.findall(text))
    for tens, ones in _TENS.findall(text):
        said[str(10 * int(_SIGNS.get(tens, "1")) + int(_SIGNS.get(ones, "0")))] += 1
    return said
