"""Words compared as a search engine does (case, accents, plurals, spelling), and a typed condition taken apart; its language.

Nothing here is shown to a reader. The words that do not change which disease is meant are data: ``seeds/filler_words.txt`` (English) and
``seeds/foreign_filler_words.csv`` (by language); ``seeds/foreign_vague_words.csv`` has words of complaint. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache, partial
from typing import NamedTuple

from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import pattern

_POSSESSIVE = re.compile(r"['’`´]s\b")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_NOT_WORD = re.compile(r"[\W_]+")
_T_CELL = re.compile(r"\bt (?=cells?\b)")
"""The letter belongs to the cell: few T cells are no "low T"."""
_LONGEST_TEXT = 20_000
_PLAIN_LETTERS = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d"})
"""Letters that Unicode does not take apart into a plain letter and a sign."""


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["british"]), row["american"]) for row in seeds.table("spelling"))


@cache
def _british() -> re.Pattern[str]:
    """Any of the spellings: most words have none of them."""
    return re.compile("|".join(f"(?:{british.pattern})" for british, _ in _spellings()))


def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` in a common form: lower case, no accents, singular, American spelling.

    The singular is crude (``arthritis`` becomes ``arthriti``), but the same for both sides of a comparison.
    """
    text = text[:_LONGEST_TEXT].casefold()
    if not text.isascii():
        text = text.translate(_PLAIN_LETTERS)
        text = "".join([c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)])
    if not text.replace(" ", "").isalnum():
        text = _DOTTED.sub(lambda m: m.group().replace(".", ""), text)
        text = _NOT_WORD.sub(" ", _POSSESSIVE.sub("", text))
    if "t cell" in text:
        text = _T_CELL.sub("t", text)
    return tuple([_common_form(word) for word in text.split()])


@lru_cache(maxsize=50_000)
def _common_form(word: str) -> str:
    if _british().search(word):
        for british, american in _spellings():
            word = british.sub(american, word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def normal(text: str) -> str:
    """The words of ``text`` in their common form, joined by single spaces."""
    return " ".join(words(text))


_WORD = re.compile(r"[^\W_]+")
_EDGES = " \t\r\n.,;:!?\"'()[]«»“”„。？！、·"
_DENIALS = frozenset({"no", "not", "without"})
_SHORTEST_PART = 3
_MOST_LANGUAGES = 2
UNSPACED = ("zh", "ja")
"""Languages written without spaces between words."""


class Typed(NamedTuple):
    """A typed text. ``form`` is its common form, ``exact`` its letters as typed (small, composed, without edge signs),

    ``content`` the words of ``form`` that are no filler words, in order.
    """

    text: str
    form: str
    exact: str
    content: tuple[str, ...]

    @property
    def bag(self) -> frozenset[str]:
        """The content words in any order; see ``bag_of``."""
        return bag_of(self.content)


def typed(text: str) -> Typed:
    """Take ``text`` apart, without its words for having been told something: "I keep hearing that cells help" is about no ear."""
    text = pattern("typed.hearsay").sub(" ", text)
    form = normal(text)
    return Typed(text, form, exact_form(text), content_words(form))


def exact_form(text: str) -> str:
    """Small letters, composed, single spaces, no signs at the edges. For scripts whose vowel signs ``normal`` drops."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).strip(_EDGES)


def without_denial(form: str) -> str:
    """What a common form denies; empty where it denies nothing.

    >>> without_denial("stroke free"), without_denial("non hodgkin lymphoma")
    ('stroke', '')
    """
    found = pattern("typed.denied").fullmatch(form)
    return next(filter(None, found.groups())) if found else ""


def bag_of(content: tuple[str, ...]) -> frozenset[str]:
    """Words in any order, but a word of denial with what it denies: "without crohn" is no "without fistula"."""
    pairs = zip(("", *content), (*content, ""), strict=True)
    kept = ((before, word) for before, word in pairs if word not in _DENIALS)
    return frozenset(f"{before} {word}".strip() if before in _DENIALS else word for before, word in kept) - {""}


def stands_in(name: str, form: str) -> bool:
    """Whether a common form holds a name as whole words."""
    return f" {name} " in f" {form} "


def stands_unspaced(name: str, form: str) -> bool:
    """The same; in Chinese and Japanese, which set no spaces between words, the name may stand anywhere.

    >>> stands_unspaced("外泌体", "外泌体脱发"), stands_unspaced("exosome", "exosomes"), stands_unspaced("", "exosomes")
    (True, False, False)
    """
    signs = _KANA.search(name) or _HAN.search(name)
    return name in form if signs else bool(name) and stands_in(name, form)


def without_names(form: str, names: Iterable[str]) -> str:
    """A common form without these names, the longest first; a gap of two blanks stays, so that nothing grows together."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        form = f" {form} ".replace(f" {name} ", "  ").strip()
    return form


def content_words(form: str) -> tuple[str, ...]:
    """The words of a common form without side, severity, person and the like."""
    return tuple(w for w in pattern("typed.stage_or_age").sub(" ", form).split() if w not in words_of("filler_words"))


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of ``<name>.txt`` in their common form."""
    return frozenset(word for line in seeds.lines(name) for word in words(line))


def says_one_of(name: str, text: str) -> bool:
    """Whether a text has one of the words or phrases of ``<name>.txt``.

    >>> says_one_of("offer_denials", "free of exosomes"), says_one_of("offer_denials", "cell-free exosomes")
    (True, False)
    """
    form = normal(text)
    return any(stands_in(normal(line), form) for line in seeds.lines(name))


def telling_words(text: str) -> tuple[str, ...]:
    """The words of ``text``, as typed, that say something about the disease; see ``seeds/filler_words.txt``."""
    return tuple(w for w in dict.fromkeys(_WORD.findall(text)) if not words_of("filler_words").issuperset(words(w)))


def mentions(text: str, conditions: tuple[str, ...], *titles: str | None) -> bool:
    """Whether every word of ``text`` that says something stands in one of the conditions or titles.

    For a condition outside the vocabulary, where the registry cannot be asked.
    """
    wanted = frozenset(content_words(normal(text))) or frozenset(words(text))
    return bool(wanted) and any(wanted <= set(words(t)) for t in (*conditions, *titles) if t)


def without_foreign_fillers(given: Typed) -> dict[str, str]:
    """By language: the common form without that language's filler words, for languages of which one was found."""
    return _without_words(given, _foreign_words("foreign_filler_words"))


def without_foreign_complaints(given: Typed) -> dict[str, str]:
    """By language: the common form without that language's filler words and words of complaint ("tut weh")."""
    fillers, complaints = _foreign_words("foreign_filler_words"), _foreign_words("foreign_vague_words")
    found = _without_words(
        given, {language: fillers.get(language, frozenset()) | vague for language, vague in complaints.items()}
    )
    plain = {language: found.get(language, given.form) for language in _complaint_endings()}
    parts = {language: " ".join(map(partial(_body_part, language), rest.split())) for language, rest in plain.items()}
    return found | {language: rest for language, rest in parts.items() if rest != given.form}


def _body_part(language: str, word: str) -> str:
    """The first part of a word that is put together from a body part and a complaint ("Nierenprobleme")."""
    short = (word.removesuffix(ending) for ending in _complaint_endings()[language] if word.endswith(ending))
    return next((part for part in short if len(part) >= _SHORTEST_PART), word)


@cache
def _complaint_endings() -> dict[str, tuple[str, ...]]:
    """The rows of words of complaint that begin with a hyphen: ends of words put together, by language."""
    rows = [row for row in seeds.table("foreign_vague_words") if row["word"].startswith("-")]
    return seeds.grouped((row["language"], normal(row["word"])) for row in rows)


def without_fillers_of(language: str, form: str) -> str:
    """A common form without the filler words of one language that divides its words by spaces."""
    return " ".join(w for w in form.split() if w not in _foreign_words("foreign_filler_words").get(language, ()))


def _without_words(given: Typed, unwanted_of: dict[str, frozenset[str]]) -> dict[str, str]:
    found = {}
    form = pattern("typed.foreign_age").sub(" ", given.form)
    for language, unwanted in unwanted_of.items():
        kept = [w for w in form.split() if w not in unwanted]
        if language in UNSPACED:
            longest_first = "|".join(map(re.escape, sorted(unwanted, key=len, reverse=True)))
            kept = _NOT_WORD.sub(" ", re.sub(longest_first, " ", given.exact)).split()
        found[language] = " ".join(kept)
    return {language: rest for language, rest in found.items() if rest not in ("", given.form, given.exact)}


@cache
def _foreign_words(table: str) -> dict[str, frozenset[str]]:
    """The words of a table of foreign words, by language."""
    rows = ((row["language"], row["word"]) for row in seeds.table(table))
    found = seeds.grouped((tongue, w) for tongue, word in rows for w in ([word] if tongue in UNSPACED else words(word)))
    return {language: frozenset(own) for language, own in found.items()}


_KANA, _HAN, _HANGUL = (re.compile(letters) for letters in ("[\u3040-\u30ff]", "[\u4e00-\u9fff]", "[\uac00-\ud7af]"))


_CODES_OF_SCRIPTS = {"ja": ("shift_jis",), "zh": ("gb2312", "big5")}
"""Character sets of the two languages written in Chinese signs. Signs of one country only are missing in those of the others."""


def languages_of(text: str) -> tuple[str, ...]:
    """Two-letter codes of the languages a text may be in, several where its signs are shared; empty for English and unknown.

    The small words of a language decide, then letters that only it has, then words of its names of diseases.

    >>> languages_of("肝臓"), languages_of("肝脏"), languages_of("胃炎"), languages_of("mi madre tiene dolor de rodilla")
    (('ja',), ('zh',), ('zh', 'ja'), ('es',))
    """
    if _KANA.search(text):
        return ("ja",)
    if _HAN.search(text) and not _HANGUL.search(text):
        signs = "".join(_HAN.findall(text))
        written = [language for language, sets in _CODES_OF_SCRIPTS.items() if any(_has(signs, s) for s in sets)]
        return tuple(written) if len(written) == 1 else ("zh", "ja")
    there = set(words(text))
    small = (*seeds.table("foreign_filler_words"), *seeds.table("foreign_vague_words"))
    rows = [row for row in small if row["language"] not in UNSPACED]
    english = words_of("filler_words")  # "is it a scam": one letter is a word in French, too
    spelled = ((row["language"], set(words(row["word"]))) for row in rows)
    found = Counter(language for language, word in spelled if word <= there and not word <= english)
    best, second = (*found.most_common(2), ("", 1), ("", 1))[:2]  # one small word may be English or a name
    if best[1] > second[1]:
        return (best[0],)
    own = seeds.table("language_names")
    letters = tuple(row["language"] for row in own if not set(row["letters"]).isdisjoint(text.casefold()))
    return letters or _languages_of_words(words(text))


def _has(signs: str, character_set: str) -> bool:
    try:
        signs.encode(character_set)
    except UnicodeEncodeError:
        return False
    return True


def _languages_of_words(there: tuple[str, ...]) -> tuple[str, ...]:
    """The one or two languages in whose names of diseases most of these words stand; empty for words that are English too."""
    found = Counter(language for word in dict.fromkeys(there) for language in _words_of_names().get(word, ()))
    most = [language for language, count in found.items() if count == max(found.values())]
    return tuple(most) if len(most) <= _MOST_LANGUAGES else ()


@cache
def _words_of_names() -> dict[str, tuple[str, ...]]:
    """Each longer word of a foreign name with its languages, without words that stand in English names."""
    rows = (*seeds.table("foreign_names"), *seeds.table("foreign_group_words"))
    foreign = seeds.grouped((w, row["language"]) for row in rows for w in words(row["name"]) if len(w) > _SHORTEST_PART)
    english = {w for row in seeds.table("conditions") for w in words(f"{row['name']} {row['lay_terms']}")}
    return {w: tuple(dict.fromkeys(languages)) for w, languages in foreign.items() if w not in english}


def urgent_language(text: str) -> str:
    """The language of words that may describe an emergency (``seeds/urgent_words.csv``), English first; empty for none."""
    plain = text.casefold().replace("’", "'")
    return next((row["language"] for row in seeds.table("urgent_words") if re.search(row["pattern"], plain)), "")
