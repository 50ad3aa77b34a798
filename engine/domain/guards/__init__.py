"""The closed vocabulary of guards. A procedure names them; it never holds an expression."""

from engine.domain.guards.base import Ask, Param, Rule
from engine.domain.guards.records import RECORD_RULES
from engine.domain.guards.relations import RELATION_RULES
from engine.domain.guards.villages import VILLAGE_RULES

VOCABULARY: dict[str, Rule] = {**RECORD_RULES, **VILLAGE_RULES, **RELATION_RULES}

__all__ = ["VOCABULARY", "Ask", "Param", "Rule"]
