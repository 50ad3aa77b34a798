"""How a case under way meets the steps that a new version changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.domain.law import Citation


class Crossing(StrEnum):
    """How a case under way meets a changed step."""

    FINISH_OLD = "finish-old"  # what was begun is finished under the old version first
    SWITCH_NEXT = "switch-next"  # what is done stays done; what comes next follows the new one
    RESTART = "restart"  # the step is done anew


@dataclass(frozen=True, slots=True)
class Transition:
    """The transitional rule of one step, and what it rests on."""

    step: str
    rule: Crossing
    basis: tuple[Citation, ...]
