"""The texts of one outcome, cleaned, and the patterns that the rules of direction ask of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from msc_trials.matching.text import normalize
from msc_trials.results.direction.scale_direction import Statement, agreed_statement, statements, words


@dataclass(frozen=True)
class OutcomeText:
    """The texts of one outcome, cleaned once."""

    title: str
    description: str
    unit: str
    time_frame: str

    @classmethod
    def of(cls, measure: str, description: str, unit: str, time_frame: str) -> OutcomeText:
        """Clean the texts as the registry sends them."""
        return cls(_clean(measure), normalize(description or ""), _clean(unit), _clean(time_frame))

    @property
    def context(self) -> str:
        """Where rows of the lexicon look for what else they need."""
        return f"{self.title} {self.unit} {self.description[:600]}"

    @property
    def core(self) -> str:
        """The title without whom it was measured in and after what: names there are not what was measured."""
        core = patterns()["population"].sub(" ", self.title)
        core = patterns()["tail"].sub(" ", core)
        core = patterns()["efficacy_in"].sub(r"\1 ", core)
        return core if len(core.strip()) >= 3 else self.title

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What the record states about direction: title and description, else unit and time frame."""
        found = statements(f"{self.title}. {self.description}")
        return found or statements(f"{self.unit}. {self.time_frame}")

    @cached_property
    def stated(self) -> Statement | None:
        """The statement on which the record agrees with itself."""
        return agreed_statement(self.statements)


def _clean(text: str) -> str:
    return " ".join(normalize(text or "").split())


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Patterns by name; the words in them come from ``seeds/direction_words.csv``."""
    number = r"\d+(?:\.\d+)?"
    compiled = {
        "population": r"\b(?:in|among|for)\s+(?:the\s+)?(?:\w+[\s-]+){0,4}?(?:patients|subjects|participants|adults|children|"
        r"people|women|men|individuals|infants|volunteers|adolescents)\s+(?:with|who|having|undergoing|suffering|treated|"
        r"receiving|previously|at\s+risk|infected|aged)\b[^,;:(]*",
        "tail": r"\b(?:after|following|post|due\s+to|secondary\s+to|associated\s+with|related\s+to|caused\s+by|during|prior\s+to|at\s+(?:the\s+)?time\s+of)\s+"
        r"(?!(?:.{0,25}\b(?:free|relief)))(?:(?!\s-\s)[^,;:(])*",
        "efficacy_in": r"(\befficacy\b[^,;:(]*?)\bin\s+(?:(?!\b(?:by|using|with|measured|assessed|through|terms)\b)[^,;:(])*",
        "from_baseline": r"(?:minus|\s[-–]|subtract\w+)\s+(?:the\s+|his\s+|her\s+|their\s+)?(?:value\s+at\s+|score\s+at\s+|mean\s+)?"
        r"(?:baseline|pre-?treatment|pre-?op\w*|initial)\b(?![^.;]{0,40}\b(?:from|minus|to)\b)",
        "baseline_less": r"(?:baseline|pre-?treatment|pre-?op\w*|initial)\s+(?:\w+\s+){0,2}(?:minus|[-–])\s+(?:the\s+)?(?:\w+\s+){0,2}"
        r"(?:post\w*|final|follow|week|month|day|end\w*|last)\b|subtract\w+\s+from\s+(?:the\s+)?(?:baseline|pre-?treatment|initial)",
        "measured_by": r"\b(?:as\s+)?(?:measure[ds]?|assessed|evaluated|determined|indicated|quantified|defined|rated|estimated|"
        r"scored|through\s+assessment|based|using)\s*(?:by|with|using|through|via|on|according\s+to|as|of|from)?\s+(?:the\s+)?",
        "by": r"\b(?:by|using|on)\s+(?:the\s+)?",
        "concentration": r"\bppm\b|parts\s+per\s+million|\b(?:[mnpµu]?g|[mnpµ]?mol|m?I?U|ng|pg|mcg|mEq)s?\s*(?:/|per)\s*(?:m|d|µ|u)?L\b|grams? per|per (?:milli|deci)?lit",
        "aside": r"\([^()]*\)|\[[^\[\]]*\]",
        "by_score": r"\b(?:measured|assessed|evaluated|determined|scored|according)\b|\bscores?\b|\bscale\b|\bindex\b|\bVAS\b",
        "amount": r"percent|%|reduction|improvement",
        "change": r"\bchang\w+|\bdifferen\w+|\bdelta\b|\bimprov\w+|\breduc\w+",
        "denied": r"\b(?:no|not|without|never|absence\s+of|lack\s+of|free\s+(?:of|from))\s+(?:[\w-]+\s+){0,3}$",
        "worsening": rf"\b(?:{words('worsening')})\b",
        "improvement": rf"\b(?:{words('improvement')})\b",
        "reduction": rf"\b(?:{words('reduction')})\b",
        "achieve": rf"\b(?:{words('achieve')})\b",
        "less": r"^\W*(?:less|fewer|lower|reduced|decreased)\s",
        "lacking": r"\b(?:no|not|without|lack|absence|fail\w*)\b",
        "beside": r"\s(?:with\s+no|without|and\s+no)\s.*",
        "not_achieved": rf"\b(?:not|never|without|fail\w*)\s+(?:\w+\s+)?(?:{words('achieve')})\b",
        "below": rf"(?:{words('below')})\s*(?:or\s+equal\s+to\s*)?(?:a\s+|the\s+)?(?:score\s+of\s+)?\(?(?:{number}|$|\W)",
        "above": rf"(?:{words('above')})\s*(?:or\s+equal\s+to\s*)?(?:a\s+|the\s+)?(?:score\s+of\s+)?\(?(?:{number}|$|\W)",
        "small_grades": r"\b(?:sub)?(?:score|grade)\s+of\s+(?:[\"'“]?0|zero)\b|\b0\s*(?:-|to|or|/|,|and)\s*(?:1\s*,?\s*(?:or|and|-|to|/)\s*)?[12]\b(?!\s*(?:year|month|week|day|hour))",
        "normal": r"\bnormal(?:i[sz]\w+)?\b",
        "abnormal": r"\babnormal\w*|\bclinically\s+significant|\bout\s+of\s+range|\bshifts?\b",
        "unit_event": r"^\W*(?:number\s+of\s+)?events?\b|\bwith\s+(?:an\s+)?events?\b",
        "unit_negative": r"\bnegative\b|\bwithout\b|\babstinent\b|\bfree\s+of\b|-free\b",
        "sentence_end": r"(?<=[a-z)])[.;]\s+|\n\n",
        "any_event": r"^\W*(?:\w+\s+){0,2}(?:events?|interventions?)\b",
        "of_scale": r"scor|scale|rating|grade|index|value|point",
        "improved_share": r"\b(?:improvement\s+rate|rate\s+of\s+improve\w+|(?:proportion|percentage)\s+of\s+improve\w+)",
        "counts": r"\b(?:proportion|percent\w*|rates?|number|incidence|success|respon\w+|remission)\b|%",
        "responded": r"\b(?<!non-)(?<!non )(?:respon(?:ded|ders?|ding|sive)|respond)\b",
        "free_people": r"\b(?:patients|participants|subjects)\s+(?:without|free\s+(?:of|from))\b",
        "below_next": rf"\s*(?:{words('below')}|fewer\s+than)",
        "response": r"\b(?<!non-)(?<!non )respon(?:se|der)s?\b",
        "graded": r"\b(?:sub)?(?:score|grade)s?\b|\b(?:needs?|requirements?|doses?|dosages?|consumption)\b",
        "scale_word": r"\b(?:scores?|scale|index|inventory|questionnaire|grade|level)\b",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in compiled.items()}
