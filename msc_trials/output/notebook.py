"""How a notebook shows an answer, a trial or a verdict: small, escaped, self-contained pieces of HTML, without scripts.

Where a viewer strips the styles, the plain text in ``<pre>`` is what remains readable (the pattern of xarray's display).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msc_trials.evidence import wording, words
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment, is_goal_unread, with_ledger
from msc_trials.evidence.words import sentence, verdict_word, word
from msc_trials.knowledge.products import harm_facts
from msc_trials.matching.text import printable
from msc_trials.output import lookup_text
from msc_trials.output.approval_words import approval_line, none_listed
from msc_trials.output.links import escaped, registry_link, with_links
from msc_trials.output.main_goal import main_goal
from msc_trials.output.marks import mark_svg
from msc_trials.output.papers_text import reported_sentence
from msc_trials.output.pictures import trial_words, verdict_words
from msc_trials.output.sizes import sizes_of
from msc_trials.output.trial_facts import trial_facts
from msc_trials.output.trial_words import display_name, harm_lines, name_and_number, short_caution
from msc_trials.output.without_level_text import member_level, members_title
from msc_trials.registry.query import search_page
from msc_trials.results.findings import OutcomeFinding, Reason, Verdict

if TYPE_CHECKING:
    from msc_trials.extraction.trial import Trial

MAX_TRIALS = 20
"""Most trials listed in a fragment."""
MAX_REASONS = 12
MAX_BYTES = 20_000
"""Size a fragment stays under; notebooks keep every one of them."""
_LONGEST = 160

_STYLE = (
    "<style>.msct-plain{display:none}.msct{display:block!important;max-width:60rem;line-height:1.4}"
    ".msct table{border-collapse:collapse;font-size:.92em}.msct th,.msct td{text-align:left;vertical-align:top;"
    "padding:.15rem .7rem .15rem 0;border-bottom:1px solid rgba(128,128,128,.35)}"
    ".msct .g{fill:currentColor;stroke:currentColor;vertical-align:-1px;overflow:visible}.msct .hollow{fill:none;stroke-width:2}"
    ".msct small{opacity:.8}.msct summary{cursor:pointer}</style>"
)


def answer_fragment(answer: Answer) -> str:
    """An answer for a notebook: level, headline, deciding and other counted trials, caveats, data date."""
    provenance = answer.provenance
    if answer.level is None:
        parts = [*_without_level(answer), f"<p><small>{escaped(sentence('disclaimer'))}</small></p>"]
        return _wrapped(parts, [answer.headline, *answer.explanation])
    first = (*lookup_text.urgent(answer.condition), lookup_text.searched_as(answer.understood))
    parts = [
        *(f"<p>{escaped(text)}</p>" for text in first if text),
        f"<p><strong>{escaped(answer.heading.capitalize())}</strong></p>",
        f"<p>{escaped(answer.headline)}</p>",
        f"<p>{escaped(' '.join(filter(None, (answer.balance, answer.largest, answer.ending))))}</p>",
        _approvals(answer),
    ]
    said = reported_sentence(answer.reported)
    if said:
        parts.append(f"<p>{escaped(said)}</p>")
    deciding = answer.deciding
    others = tuple(a for a in answer.counted if a not in deciding)
    if deciding:
        parts.append(_trial_table(deciding, MAX_TRIALS))
    room = max(0, MAX_TRIALS - len(deciding))
    if others:
        rows = _trial_table(others, room) if room else ""
        parts.append(f"<details><summary>{words.many(len(others), 'other counted trial')}</summary>{rows}</details>")
    parts += [f"<p>{escaped(text)}</p>" for text in lookup_text.related(answer.understood)]
    parts.append(_harms(deciding))
    if answer.caveats:
        parts.append(f"<details><summary>What to keep in mind</summary>{_bullets(answer.caveats)}</details>")
    dated = provenance.data_timestamp[:10] or "not stated"
    parts.append(
        f"<p><small>{escaped(wording.REGISTRY)}, data of {escaped(dated)}; "
        f"{escaped(word('data', provenance.source))}. {escaped(sentence('disclaimer'))}</small></p>"
    )
    plain = [answer.headline, answer.ending, *(f"{a.trial_id}  {verdict_words(a)}" for a in deciding[:MAX_TRIALS])]
    return _wrapped(parts, plain)


def _without_level(answer: Answer) -> list[str]:
    """Paragraphs: urgent words, headline, members with their own levels, one link for each name to choose, what to do."""
    parts = [f"<p><strong>{escaped(text)}</strong></p>" for text in lookup_text.urgent(answer.condition)]
    parts.append(f"<p>{escaped(answer.headline)}</p>")
    if answer.members:
        items = (f"{escaped(m.name)}: {escaped(member_level(m))}. {escaped(m.headline)}" for m in answer.members)
        parts.append(f"<p>{escaped(members_title(answer))}</p>{_items(items)}")
    elif answer.understood.candidates:
        names = [condition.name for condition in answer.understood.candidates]
        parts.append(_items(f'<a href="{escaped(search_page(name))}">{escaped(name)}</a>' for name in names))
    parts += [f"<p>{with_links(text)}</p>" for text in answer.explanation]
    return parts


def _approvals(answer: Answer) -> str:
    """Decisions of agencies, which do not change the level."""
    if not answer.approvals:
        return f"<p>{escaped(none_listed())}</p>"
    lines = _bullets([f"{approval_line(a)} (source: {_short(a.source)})" for a in answer.approvals])
    return f"<p>What agencies decided (it does not change the level):</p>{lines}"


def _harms(deciding: tuple[Assessment, ...]) -> str:
    lines = [f"{name_and_number(t)}: {' '.join(harm_lines(t))}" for t in deciding[:MAX_TRIALS]]
    facts = [f.fact for f in harm_facts()]
    return f"<details><summary>Harms</summary>{_bullets([*lines, *([sentence('harms_in_general')] if facts else []), *facts])}</details>"


def trial_fragment(trial: Trial) -> str:
    """A trial for a notebook: what was given and compared, and the verdict with its reasons."""
    from msc_trials.evidence.assess import assess  # the reading rules; answers and verdicts are shown without them

    seen = with_ledger(assess(trial))
    parts = [
        f"<p><strong>{registry_link(seen.trial_id)}</strong> {escaped(_short(seen.name))}</p>",
        _pairs(trial_facts(seen)),
        *_verdict_parts(seen.verdict, verdict_word(seen.verdict.status.value, seen.status)),
    ]
    return _wrapped(
        parts, [f"{seen.trial_id}  {_short(seen.name)}", f"{word('phase', seen.phase)}; {verdict_words(seen)}"]
    )


def verdict_fragment(verdict: Verdict) -> str:
    """A verdict for a notebook, never without its reasons."""
    words = word("verdict", verdict.status.value)
    return _wrapped(_verdict_parts(verdict, words), [words, *(r.text for r in verdict.reasons[:MAX_REASONS])])


def _verdict_parts(verdict: Verdict, said: str) -> list[str]:
    source = word("verdict_source", verdict.source)
    mark = mark_svg(verdict.status)
    trust = f"<small>(from {source}; confidence {escaped(verdict.confidence)})</small>"
    parts = [
        f"<p>{mark} <strong>{escaped(said)}</strong> {trust}</p>",
    ]
    if verdict.disagreement:
        parts.append(f"<p>{escaped(_short(verdict.disagreement, 400))}</p>")
    steps = [*verdict.reasons, *(r for f in verdict.findings for r in f.reasons)]
    items = [_reason(r) for r in steps[:MAX_REASONS]]
    if len(steps) > MAX_REASONS:
        items.append(escaped(words.more(len(steps) - MAX_REASONS, "step")))
    if items:
        parts.append(
            f"<details open><summary>Why</summary><ol>{''.join(f'<li>{i}</li>' for i in items)}</ol></details>"
        )
    if verdict.findings:
        parts.append(f"<details><summary>{words.many(len(verdict.findings), 'main outcome')}</summary>"
                     f"{_findings(verdict.findings[:MAX_REASONS])}</details>")  # fmt: skip
    if verdict.citation:
        parts.append(f"<p><small>{with_links(_short(verdict.citation, 400))}</small></p>")
    return parts


def _reason(reason: Reason) -> str:
    told = escaped(_short(reason.text, 300))
    place = word("verdict_source", "ledger") if reason.path == "seeds/ledger.csv" else reason.path
    where = f" <small>[{escaped(_short(place))}]</small>" if reason.path else ""
    quote = f" <q>{escaped(_short(reason.quote))}</q>" if reason.quote and reason.quote not in reason.text else ""
    return told + quote + where


def _findings(findings: Iterable[OutcomeFinding]) -> str:
    rows = []
    for finding in findings:
        name = _short(finding.measure) or f"main outcome {finding.index + 1}"
        number = f" (p: {_short(finding.p_text, 40)})" if finding.p_text else ""
        rows.append(f"{name}: {word('verdict', finding.status.value)}{number}")
    return _bullets(rows)


def _trial_table(trials: Iterable[Assessment], limit: int) -> str:
    every = list(trials)
    rows = "".join(
        f"<tr><td>{registry_link(t.trial_id)}</td><td>{escaped(word('phase', t.phase))}</td>"
        f"<td>{mark_svg(t.verdict.status)} {escaped(trial_words(t))}</td>"
        f"<td>{escaped(_short(display_name(t)))}{_notes(t)}</td></tr>"
        for t in every[:limit]
    )
    rest = f"<p>{escaped(words.more(len(every) - limit))}</p>" if len(every) > limit else ""
    head = '<tr><th scope="col">Trial</th><th scope="col">Phase</th><th scope="col">Verdict</th><th scope="col">What</th></tr>'
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>{rest}"


def _notes(trial: Assessment) -> str:
    """Main goal where it was read, figures with their sides and the caution of a trial."""
    goal = "" if is_goal_unread(trial) else main_goal(trial).sentence
    notes = [goal, *(size.sentence for size in sizes_of(trial)[:1]), short_caution(trial)]
    return "".join(f"<br><small>{escaped(_short(note))}</small>" for note in notes if note)


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    rows = (f'<tr><th scope="row">{escaped(k)}</th><td>{escaped(_short(v))}</td></tr>' for k, v in pairs)
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _bullets(lines: Iterable[str]) -> str:
    return _items(map(escaped, lines))


def _items(lines: Iterable[str]) -> str:
    """A list of lines that are escaped already."""
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _short(text: str, limit: int = _LONGEST) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _wrapped(parts: list[str], plain: Iterable[str]) -> str:
    """Style, plain text and parts; whole parts that would make it longer than ``MAX_BYTES`` are left out, and it says so."""
    text = _escaped_lines(plain)
    room = MAX_BYTES - len(_STYLE) - len(text.encode()) - 200
    kept = []
    for part in parts:
        room -= len(part.encode())
        if room < 0:
            kept.append("<p>Shortened here.</p>")
            break
        kept.append(part)
    body = "".join(kept)
    return f'{_STYLE}<pre class="msct-plain">{text}</pre><div class="msct" style="display:none">{body}</div>'


def _escaped_lines(plain: Iterable[str]) -> str:
    """The plain text of a fragment: at most some thousand characters, escaped."""
    text = "\n".join(printable(line) for line in plain if line)
    return "\n".join(map(escaped, _short(text, 1_500).split("\n")))
