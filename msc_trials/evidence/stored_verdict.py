"""How a verdict is stored: as a JSON object without its empty values, and back."""

from __future__ import annotations

from typing import Any

from msc_trials.results.findings import (
    Effect,
    GroupNumbers,
    OutcomeFinding,
    Reason,
    TwoGroups,
    Verdict,
    VerdictStatus,
)


def encode_verdict(verdict: Verdict) -> dict[str, Any]:
    """A JSON object from which ``decode_verdict`` makes an equal verdict; empty values are left out."""
    return _lean(
        {
            "status": verdict.status.value,
            "source": verdict.source,
            "confidence": verdict.confidence,
            "reasons": [[r.code, r.text, r.path, r.quote] for r in verdict.reasons],
            "findings": [_encode_finding(f) for f in verdict.findings],
            "worse": verdict.worse,
            "effect": _encode_effect(verdict.effect),
            "citation": verdict.citation,
            "stop_class": verdict.stop_class,
            "disagreement": verdict.disagreement,
            "result_publications": verdict.result_publications,
            "decisive": verdict.decisive,
        }
    )


def _encode_finding(finding: OutcomeFinding) -> dict[str, Any]:
    return _lean(
        {
            "index": finding.index,
            "path": finding.path,
            "measure": finding.measure,
            "direction": finding.direction,
            "status": finding.status.value,
            "reasons": [[r.code, r.text, r.path, r.quote] for r in finding.reasons],
            "p_text": finding.p_text,
            "effect": _encode_effect(finding.effect),
            "groups": [list(g) for g in finding.groups],
            "worse": finding.worse,
            "unadjusted": _encode_numbers(finding.unadjusted),
        }
    )


def _lean(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if v is not None and v is not False and v not in ("", [])}


def _encode_effect(effect: Effect | None) -> list[Any] | None:
    if effect is None:
        return None
    return [effect.kind, effect.estimate, effect.ci_low, effect.ci_high, effect.ci_level, effect.unit, effect.null]


def _encode_numbers(compared: TwoGroups | None) -> list[Any] | None:
    if compared is None:
        return None
    return [compared.row, *([g.value, g.size, g.deviation] for g in (compared.tested, compared.comparator))]


def _decode_numbers(row: list[Any] | None) -> TwoGroups | None:
    return TwoGroups(row[0], GroupNumbers(*row[1]), GroupNumbers(*row[2])) if row else None


def decode_verdict(row: dict[str, Any]) -> Verdict:
    """The verdict of a stored row. Raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is not one."""
    return Verdict(
        status=VerdictStatus(row["status"]),
        source=row["source"],
        confidence=row["confidence"],
        reasons=tuple(Reason(*r) for r in row.get("reasons", ())),
        findings=tuple(map(_decode_finding, row.get("findings", ()))),
        worse=row.get("worse", False),
        effect=Effect(*row["effect"]) if "effect" in row else None,
        citation=row.get("citation", ""),
        stop_class=row.get("stop_class", ""),
        disagreement=row.get("disagreement", ""),
        result_publications=row.get("result_publications", 0),
        decisive=row.get("decisive"),
    )


def _decode_finding(row: dict[str, Any]) -> OutcomeFinding:
    return OutcomeFinding(
        index=row["index"],
        path=row.get("path", ""),
        measure=row.get("measure", ""),
        status=VerdictStatus(row["status"]),
        direction=row.get("direction", "unclear"),
        reasons=tuple(Reason(*r) for r in row.get("reasons", ())),
        p_text=row.get("p_text", ""),
        effect=Effect(*row["effect"]) if "effect" in row else None,
        worse=row.get("worse", False),
        groups=tuple((g[0], g[1]) for g in row.get("groups", ())),
        unadjusted=_decode_numbers(row.get("unadjusted")),
    )
