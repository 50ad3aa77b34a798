"""Which of the forms we offer an Accept header asks for."""

from __future__ import annotations

from collections.abc import Sequence


def preferred(accept: str, offered: Sequence[str]) -> str:
    """The form that an Accept header likes best; the first offered where it names none of ours."""
    weights = dict(_parsed(part) for part in accept.split(",") if part.strip())
    anything = weights.get("*/*", 0.0)

    def liking(form: str) -> float:
        family = weights.get(f"{form.partition('/')[0]}/*", anything)
        return weights.get(form, family)

    best = max(offered, key=liking)  # of equals the first
    return best if liking(best) > 0 else offered[0]


def _parsed(part: str) -> tuple[str, float]:
    form, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name == "q":
            try:
                return form, float(value)
            except ValueError:
                return form, 0.0
    return form, 1.0
