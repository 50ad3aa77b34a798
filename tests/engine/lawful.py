"""Data that satisfies a step's guards: what rehearsals use, tests use."""

from engine.domain.lawful import data_for, evidence_for

__all__ = ["data_for", "evidence_for"]
