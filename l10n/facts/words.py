"""How languages say numbers and dates: words, months, weekdays, scales, parts of the day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

VALUES: Final = (*range(21), *range(30, 101, 10))
"""The numbers that are often spelled out."""
_NUMBERS: Final = MappingProxyType(
    {
        "en": "zero/midnight one/first/once/single two/second/twice/both/double third/three/triple "
        "four/fourth five/fifth six/sixth seven/seventh eight/eighth nine/ninth ten/tenth "
        "eleven/eleventh twelve/twelfth/noon thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred",
        "es": "cero/medianoche un/una/uno/primer/primero/primera dos/ambos/ambas/segundo/segunda "
        "tres/tercer/tercero/tercera cuatro/cuarto/cuarta cinco/quinto/quinta seis/sexto/sexta "
        "siete/séptimo/séptima ocho/octavo/octava nueve/noveno/novena diez/décimo/décima once "
        "doce/mediodía trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte "
        "treinta cuarenta cincuenta sesenta setenta ochenta noventa cien/ciento",
        "pt": "zero um/uma/primeiro/primeira dois/duas/ambos/segundo/segunda três/terceiro/terceira"
        " quatro/quarto/quarta cinco/quinto/quinta seis/sexto/sexta sete/sétimo/sétima oito/oitavo/"
        "oitava nove/nono/nona dez/décimo/décima onze doze treze catorze/quatorze quinze "
        "dezasseis/dezesseis dezassete/dezessete dezoito dezanove/dezenove vinte trinta quarenta "
        "cinquenta sessenta setenta oitenta noventa cem/cento",
        "it": "zero/mezzanotte un/uno/una/primo/prima due/entrambi/secondo/seconda tre/terzo/terza "
        "quattro/quarto/quarta cinque/quinto/quinta sei/sesto/sesta sette/settimo/settima "
        "otto/ottavo/ottava nove/nono/nona dieci/decimo/decima undici/undicesimo/undicesima "
        "dodici/dodicesimo/dodicesima/mezzogiorno tredici quattordici quindici sedici diciassette "
        "diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta "
        "cento",
        "fr": "zéro/minuit un/une/premier/première deux/deuxième/second trois quatre cinq six sept "
        "huit neuf dix onze douze/midi treize quatorze quinze seize dix-sept dix-huit dix-neuf "
        "vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix cent",
        "de": "null/Mitternacht ein/eine/einen/einem/einer/eines/eins/erste/ersten "
        "zwei/beide/beiden/zweite/zweiten drei/dritte/dritten vier fünf sechs sieben acht neun zehn"
        " elf zwölf/Mittag/mittags dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn "
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert",
        "nl": "nul/middernacht een/één/eerste twee/beide/tweede drie/derde vier vijf zes zeven acht"
        " negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien "
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd",
    }
)
NUMBER_WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        language: MappingProxyType(
            {
                word.lower(): str(value)
                for value, words in zip(VALUES, numbers.split(), strict=True)
                for word in words.split("/")
            }
        )
        for language, numbers in _NUMBERS.items()
    }
)
"""From words in lower case to digits, by language; of ``VALUES`` only."""

MONTHS: Final = MappingProxyType(
    {
        "en": "January February March April May June July August September October November "
        "December",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
        "diciembre",
        "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
        "dezembro",
        "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
        "novembre dicembre",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "nl": "januari februari maart april mei juni juli augustus september oktober november "
        "december",
        "cs": "ledna/leden února/únor března/březen dubna/duben května/květen června/červen "
        "července/červenec srpna/srpen září října/říjen listopadu/listopad prosince/prosinec",
    }
)
"""The names of the months in their order, written as inside a sentence, by language."""
MONTH: Final = r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?|" + "|".join(
    sorted({*re.split("[ /]", " ".join(MONTHS.values()))})
)
"""A pattern of all of them, and of the short ones of English; case is to be ignored."""
WEEKDAY: Final = (
    "(?:mon|tues|wednes|thurs|fri|satur|sun)days?|lunes|martes|miércoles|jueves|viernes|sábados?"
    "|domingos?|lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|montags?"
    "|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?"
)

# These say one as well, though they rarely mean it.
_ARTICLES: Final = "un una uno um uma une ein eine einen einem einer eines een"
_OTHERS: Final = """
    mon tue tues wed thu thur thurs fri sat sun hundreds thousand thousands million millions billion
    dozen half quarter thrice couple daily weekly fortnightly monthly quarterly yearly annual
    annually biennial day days week weeks fortnight month months year years hour hours minute
    minutes am pm today tomorrow free mil millón millones gratis gratuito día días semana semanas
    mes meses año años hora horas dia mês ano tausend tag tage woche wochen monat monate jahr jahre
    stunde stunden kostenlos mille jour jours semaine semaines mois ans année heure heures giorno
    giorni settimana settimane mese mesi jeden jedna dva dvě tři čtyři pět šest sedm osm devět deset
    sto tisíc zdarma dny dní týden týdny týdnů měsíc měsíce měsíců rok roky hodina hodin
"""
FACT_WORDS: Final = frozenset(_OTHERS.split()).union(*NUMBER_WORDS.values()) - {*_ARTICLES.split()}
"""What may state a number, a time or a price in words, in lower case, whatever the language."""

SCALES: Final = (
    (
        3,
        r"thousand|k|mil(?! mil|\.\s?[\w€$])|mille|mila|tausend|tsd\.?|duizend"
        r"|tys(?:\.|i[aą]c\w*|ięcy)|tisíc\w*|tisuć\w*|mi[ie]|ezer|tusen|bin"
        r"|хил(?:яд\w*|\.)|тыс(?:яч\w*|\.)|тисяч\w*|χιλιάδ\w*|ألف|آلاف",
        "千|천",
    ),
    (4, "", "万|萬|만"),
    (5, "lakhs?|लाख", ""),
    (
        6,
        r"million\w*|mill(?:ón|ones)|milh(?:ão|ões)|mili(?:on|oan)\w*|mio\.?|ml?n\.?"
        r"|miljo\w*|milijun\w*|millió|mil\.(?=\s?[\w€$])|ми[лљ]+и?он\w*|мільйон\w*|млн\.?|εκατομμύρι\w*|εκατ\.?"
        r"|مليون|ملايين",
        "百万|백만",
    ),
    (7, "crores?|करोड़", ""),
    (
        9,
        r"billions?|bn|milliard\w*|ml[dr]\.?|mrd\.?|mil(?:i|j|ij)ard\w*|mil millones|bilh(?:ão|ões)"
        r"|мил(?:иа|ья)рд\w*|мільярд\w*|млрд\.?|δισεκατομμύρι\w*|δισ\.?|مليار\w*",
        "",
    ),
    (12, r"trillions?|trilh(?:ão|ões)|bill(?:ón|ones|onen)", ""),
    (8, "", "億|亿|억"),
)
"""Words after a number for a power of ten, and signs after which digits may go on; the small ones
first, for they stand inside greater ones."""

AFTERNOON: Final = (
    r"p\.?\s?m\b|afternoon|evening|tarde|noche|noite|pomeriggio|sera\b|après-midi|soir|nachmittag"
    r"|abend|middag|avond|popołudni|wieczor|odpoledne|večer|popoldne|popodne|следобед|вечер|μ\.?μ"
    r"|午後|下午|晚上|오후|مساء"
)
"""What says that an hour is after noon."""

HALF_HOUR: Final = (
    r"\bhalf[ -](?:an[ -])?hour|\bmedia hora|\bmeia hora|\bmezz['’]?\s?ora|\bdemi-heure"
    r"|\bhalb\w* Stunde|\bhalf ?uur|\bpół godziny|\bpůl ?hodin|\bпол ?часа|\bпівгодини"
    r"|半時間|半小時|半小时|نصف ساعة"
)
"""What says thirty minutes."""

PARTS: Final = (
    r"[½¼¾⅓⅔⅕⅛]|\b(?:half|halves|quarters?|thirds?|fifth|in five|dozens?|decades?|mitad|tercio"
    r"|cuarta parte|docena|década|metade|terço|dúzia|metà|terzo|quarto|dozzina|decennio|moitié"
    r"|tiers|quart|douzaine|décennie|hälfte|drittel|viertel|dutzend|jahrzehnt|helft|derde|kwart"
    r"|połow\w+|jedn\w+ trzeci\w*|polovi\w+|tretin\w*|štvrtin\w*|třetin\w*|čtvrtin\w*|trećin\w*"
    r"|četvrtin\w*|jumătate|treime|sfert|половин\w*|трет\w*|четвърт\w*|μισ[όάή]|τρίτο|τέταρτο)\b"
    r"|半|分之|分の|[〇二三四五六七八九十]"
)
"""Words of shares and groups, which other languages may write in digits."""
