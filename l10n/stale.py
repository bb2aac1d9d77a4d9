"""Which translations of a changed source may still be shown (``stale = "keep"``).

Another wording of the same is harmless; an old fee, date, deadline or address is not. So what
states a fact must be the same in both texts, in the same order. When in doubt, it differs.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import Final

from l10n.catalog import Catalog, Entry, Identity
from l10n.memory import has_mark

# Everything that is no prose (addresses, link targets, code, tags, shortcodes), then numbers and
# words. A number may hold blanks, points and the like: 1 000.50, 12:30, 2024-06-26, +51-1-234.
_TOKEN: Final = re.compile(
    r"(?P<fixed>(?:https?|ftp|mailto|tel):[^\s<>()\[\]\"`]++|www\.[^\s<>()\[\]\"`]++"
    r"|(?<![^\s<>()\[\]\"`@])[^\s<>()\[\]\"`@]++@[^\s<>()\[\]\"`]++"
    r"|(?<!\w)(?:\w[\w-]{0,62}+\.){1,20}+[a-z]{2,}+(?:/[^\s<>()\[\]\"`]*+)?"
    r"|\]\([^()]*+\)|\]\[[^\[\]]*+\]|\[\^[^\[\]\s]++\]"
    r"|``(?!`)[^`]*+(?:`[^`]++)*+``|`[^`]*+`|\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*+\}\}|<[/!?a-zA-Z][^<>]*+>|&\#?\w++;)"
    r"|(?P<number>[-−+±<>≤≥~]?[^\W\d_]*+\d(?:[\w%‰°]|[.,:/'’\-–  ](?=\d))*+)"
    r"|(?P<sign>[$€£¥₡₦₱₲₴₵₹₺₽₿%‰°§])"
    r"|(?P<word>[^\W\d_]++)",
    re.DOTALL,
)

_FACTS_IN_WORDS: Final = """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday
    mon tue tues wed thu thur thurs fri sat sun
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion dozen half quarter third
    first second fourth fifth sixth seventh eighth ninth tenth once twice thrice
    double triple both single couple
    daily weekly fortnightly monthly quarterly yearly annual annually biennial
    day days week weeks fortnight month months year years hour hours minute minutes
    noon midnight am pm today tomorrow
    free
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    lunes martes miércoles jueves viernes sábado domingo
    uno una dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta
    cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil millón millones gratis
    gratuito primer primero segundo tercer tercero día días semana semanas mes meses año años hora
    horas
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
    dois três quatro seis sete oito dez vinte trinta cem dia mês ano
    januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag
    samstag sonntag eins zwei drei vier fünf sechs sieben acht neun zehn zwanzig dreißig hundert
    tausend tag tage woche wochen monat monate jahr jahre stunde stunden kostenlos
    janvier février mars avril juin juillet août septembre octobre décembre lundi mardi mercredi
    jeudi vendredi samedi dimanche deux trois quatre cinq sept huit neuf dix vingt trente cent
    mille jour jours semaine semaines mois ans année heure heures
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
    due quattro cinque sei sette otto nove dieci venti giorno giorni settimana settimane mese mesi
    ledna února března dubna května června července srpna září října listopadu prosince
    leden únor březen duben květen červen červenec srpen říjen listopad prosinec
    jeden jedna dva dvě tři čtyři pět šest sedm osm devět deset sto tisíc zdarma
    den dny dní týden týdny týdnů měsíc měsíce měsíců rok roky let hodina hodin
"""
"""Numbers, dates and prices in words, casefolded, in the languages that sources are written in."""
_FACT_WORDS: Final = frozenset(_FACTS_IN_WORDS.split())


def same_facts(one: str, other: str) -> bool:
    """Tell whether two texts state the same numbers, dates, prices and addresses.

    The words beside a number belong to it: ``30 USD``, ``1 March``, ``10 working days``.
    """
    return _facts(one) == _facts(other)


def may_stay(entry: Entry) -> bool:
    """Tell whether a fuzzy translation says nothing wrong about its changed source.

    One that the memory proposed was never a translation of this guide, so it may not.
    """
    previous = entry.previous_msgid
    usable = entry.fuzzy and not entry.obsolete and not has_mark(entry)
    if previous is None or not usable or entry.previous_msgctxt != entry.msgctxt:
        return False
    return same_facts(previous, entry.msgid)


def translations_of(catalog: Catalog, *, keep_stale: bool) -> dict[Identity, str]:
    """Return the translations that merging may use, by identity.

    ``keep_stale`` adds the fuzzy ones whose source changed in its wording alone.
    """
    stale = (entry for entry in catalog.entries if keep_stale and may_stay(entry))
    kept = {entry.identity: entry.msgstr for entry in stale if entry.msgstr}
    return catalog.published() | kept


def _facts(text: str) -> list[str]:
    tokens = [(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(text)]
    numbers = {place for place, (kind, _) in enumerate(tokens) if kind in ("number", "sign")}
    beside = {*chain.from_iterable((place - 1, place + 1) for place in numbers)}
    return [
        token if kind == "fixed" else token.casefold()
        for place, (kind, token) in enumerate(tokens)
        if kind != "word" or place in beside or token.casefold() in _FACT_WORDS
    ]
