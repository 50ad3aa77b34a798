"""Findings and citations as plain JSON: the same in a refusal, in blockers, in a procedure."""

from __future__ import annotations

from engine.domain.findings import Finding
from engine.domain.law import Citation

Json = dict[str, object]


def citation_json(citation: Citation) -> Json:
    """Where a rule stands, what it requires in our words, and how sure we are of it."""
    return {
        "source": citation.source,
        "article": citation.article,
        "label": citation.label,
        "requires": citation.requires,
        "certainty": citation.certainty.value,
        "until": citation.until.isoformat() if citation.until else None,
    }


def finding_json(finding: Finding) -> Json:
    """One reason why something cannot be done, who can mend it, and how."""
    return {
        "kind": finding.kind.value,
        "guard": finding.guard,
        "step": finding.step,
        "village": finding.village,
        "field": finding.field,
        "message": finding.message,
        "basis": [citation_json(c) for c in finding.basis],
        "who": finding.who,
        "remedy": finding.remedy,
        "document": finding.document,
    }
