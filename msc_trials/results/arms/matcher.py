"""The registered arms of one trial, and which of them a posted group can be: by the words that tell the arms apart, in
its title and then its description, else by rapidfuzz. Source: domain notes §5c (groups that are not arms), peers
survey."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from msc_trials.knowledge.rules import pattern
from msc_trials.matching.text import normalize
from msc_trials.records.schema import Group
from msc_trials.results.arms.arm_text import ArmText, names, tokens, without_placebos
from msc_trials.results.arms.tested_arms import roles_msc, roles_of_arms, same_given
from msc_trials.results.model import ArmRole
from msc_trials.results.words import found

_FUZZY_ENOUGH = 85
FITS = 0.2
"""A score above this says that a group has telling words of an arm."""
_A_SENTENCE = 30
"""A description of so many letters is no heading that several arms could bear."""


@dataclass(eq=False)
class ArmMatcher:
    """The registered arms of one trial with their roles and telling words; made once per trial.

    ``classes`` are the product classes of the arms where those given mesenchymal cells are tested.
    """

    arms: tuple[ArmText, ...]
    titles: tuple[str, ...]
    classes: tuple[str, ...] = ()
    single_group: bool = False
    crossover: bool = False
    seen: dict[tuple[tuple[str | None, ...], ...], dict[str, ArmRole]] = field(default_factory=dict)

    @property
    def sequences(self) -> bool:
        """Whether every arm of a crossover is given the same products, in another order."""
        return self.crossover and len(self.arms) > 1 and same_given(self.arms) and len(self.arms[0].products) > 1

    @cached_property
    def roles(self) -> tuple[ArmRole, ...]:
        """The role of every arm."""
        if self.classes:
            return roles_msc(self.classes, self.arms)
        return roles_of_arms(self.arms, self.titles, self.single_group)

    @cached_property
    def interventions(self) -> tuple[str, ...]:
        """What is given in any arm."""
        return tuple(dict.fromkeys(p for a in self.arms for p in a.products))

    @cached_property
    def labels(self) -> list[str]:
        """Labels of the arms as compared with group titles."""
        return [normalize(a.label).lower().strip() for a in self.arms]

    @cached_property
    def labelled(self) -> dict[str, tuple[int, ...]]:
        """Indexes of the arms that bear a label."""
        arms: dict[str, tuple[int, ...]] = {}
        for i, label in enumerate(self.labels):
            if label:
                arms[label] = (*arms.get(label, ()), i)
        return arms

    @cached_property
    def weights(self) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
        """Weight of each telling word per arm: of labels and products, and (less) of descriptions."""
        labels = [tokens(a.label) for a in self.arms]
        own = [label.union(*map(tokens, a.actives)) for label, a in zip(labels, self.arms, strict=True)]
        told = [tokens(a.description) for a in self.arms]
        in_labels, in_own = (Counter(chain.from_iterable(words)) for words in (labels, own))
        in_any = Counter(chain.from_iterable(map(frozenset.union, own, told)))
        count = len(self.arms)
        named = [{t: 1.0 / in_own[t] for t in o if in_own[t] < count} for o in own]
        for words, label in zip(named, labels, strict=True):  # products listed in every arm tell nothing, labels do
            words |= {t: 1.0 / in_labels[t] for t in label if in_own[t] == count > in_labels[t]}
        described = [
            {t: 0.3 / in_any[t] for t in new if in_any[t] < count} for new in map(frozenset.difference, told, own)
        ]
        return named, described

    def match(self, group: Group) -> tuple[int, ...]:
        """Indexes of the arms a group can be; several when they cannot be told apart, none when nothing fits."""
        title = normalize(group.title or "").lower().strip()
        joined = title.replace(found("pooled", title), "", 1).strip(" ,:-()")
        for label in (title, joined):
            if label in self.labelled:
                return self.labelled[label]
        if told := self._as_described(group):
            return told
        named = tokens(without_placebos(title))
        known = frozenset[str]().union(*self.weights[0])
        named |= {k for k in known - named if len(k) > 3 and k.isalpha() for w in named - known if w.startswith(k)}
        return self.fitting(named, group) or self._abbreviated(named) or self._fuzzy(title)

    def _as_described(self, group: Group) -> tuple[int, ...]:
        """The one arm whose description a group's repeats or begins with (NCT01032265); none where there are several."""
        said = normalize(group.description or "").lower().strip()
        told = [normalize(a.description).lower().strip() for a in self.arms]
        same = tuple(i for i, text in enumerate(told) if len(text) >= _A_SENTENCE and said.startswith(text))
        return same if len(same) == 1 else ()

    def _abbreviated(self, named: frozenset[str]) -> tuple[int, ...]:
        """Arms whose telling words start with a shortened word of the title ("sita" for sitagliptin, NCT00482729)."""
        short = [w for w in named if len(w) > 2 and not w[0].isdigit()]
        scores = [
            sum(max((v for t, v in w.items() if t.startswith(s) and len(t) > len(s)), default=0.0) for s in short)
            for w in self.weights[0]
        ]
        best = max(scores, default=0.0)
        return tuple(i for i, s in enumerate(scores) if s == best) if best > 0 else ()

    def fitting(self, named: frozenset[str], group: Group, among: frozenset[int] | None = None) -> tuple[int, ...]:
        """The arms (of some) whose telling words stand in a group's title (``named``) or description.

        Where the title names the placebo of another treatment, that is no word of the description either (NCT01969721).
        """
        title, told = normalize(group.title or "").lower(), (group.description or "").lower()
        scores = self.scores(named, tokens(without_placebos(told) if without_placebos(title) != title else told))
        usable = [(s, i) for i, s in enumerate(scores) if among is None or i in among]
        best = max(usable, default=(0.0, 0))[0]
        return tuple([i for s, i in usable if s >= best - 0.05 * abs(best)]) if best > FITS else ()

    def scores(self, named: frozenset[str], described: frozenset[str]) -> list[float]:
        """How well each arm fits words of a group's title, which count three times, and of its description."""
        words = named | described
        scores = []
        for own, told in zip(*self.weights, strict=True):
            score = sum(w * (3 * (word in named) + (word in described)) for word, w in own.items())
            missing = sum(w for word, w in own.items() if word not in words)
            scores.append(score - 0.25 * missing + sum(w for word, w in told.items() if word in words))
        return scores

    def is_part(self, arm: int, other: int) -> bool:
        """Whether one arm gives a part of what the other gives; where both list the same, by their labels (NCT00833833)."""
        label, longer = self.arms[arm], self.arms[other]
        if label.given != longer.given:
            own, others = (frozenset[str]().union(*map(names, a.actives)) for a in (label, longer))
            return bool(own) and own < others
        added = longer.named - label.named
        pieces = [names(piece) for piece in pattern("arms.adds").split(longer.label)]
        return bool(label.named) and label.named < longer.named and any(piece and piece <= added for piece in pieces)

    def _fuzzy(self, title: str) -> tuple[int, ...]:
        if len(title) < 4 or not self.labels:
            return ()
        from rapidfuzz import fuzz

        ratios = [fuzz.token_set_ratio(title, label) if len(label) > 3 else 0.0 for label in self.labels]
        best = max(ratios)
        return tuple(i for i, r in enumerate(ratios) if r >= best - 1) if best >= _FUZZY_ENOUGH else ()
