"""A plain model of one case: sets, dicts and loops, written from the law and not from the core.

It knows who is in, how each step stands, and which record is in force; nothing of guards, forms
or dates. What the core accepts must be possible here, and must leave the two alike.
"""

from __future__ import annotations

import math
from copy import deepcopy

from engine.domain.case import CaseState, CaseStatus, Key, Mark
from engine.domain.procedure import Procedure

NONE, STARTED, SUBMITTED, DONE, RETURNED, CORRECTING = (
    "none",
    "started",
    "submitted",
    "done",
    "returned",
    "correcting",
)


class Model:
    """One case, as somebody with a pencil would keep it."""

    def __init__(self, procedure: Procedure, members: tuple[str, ...]) -> None:
        self.steps = [s.id for s in procedure.steps]
        self.after = {s.id: s.after for s in procedure.steps}
        self.in_villages = {s.id for s in procedure.steps if s.scope == "village"}
        self.approved = {s.id for s in procedure.steps if s.approval}
        self.recurring = {s.id for s in procedure.steps if s.recurring}
        self.consents = {s.id: s.consent for s in procedure.steps if s.consent}
        self.together = procedure.membership_reopens
        self.members = set(members)
        self.running = True
        self.marks: dict[Key, str] = {}
        self.records: dict[Key, dict[str, object]] = {}
        self.before_migration: Model | None = None

    # --- what can be asked -------------------------------------------------------------------

    def places(self) -> list[Key]:
        found: list[Key] = []
        for step in self.steps:
            places = sorted(self.members) if step in self.in_villages else [""]
            found += [(step, village) for village in places]
        return found

    def mark(self, key: Key) -> str:
        return self.marks.get(key, NONE)

    def stands(self, key: Key) -> bool:
        return self.mark(key) in (DONE, CORRECTING)

    def free(self, key: Key) -> bool:
        """Whether everything that the step waits for stands."""
        step, village = key
        for earlier in self.after[step]:
            if earlier not in self.in_villages:
                fulfilled = self.stands((earlier, ""))
            elif step in self.in_villages:
                fulfilled = self.stands((earlier, village))
            else:
                fulfilled = self.all_agree(earlier)
            if not fulfilled:
                return False
        return True

    def all_agree(self, step: str) -> bool:
        """Every village has answered (in this model always yes), and they are enough."""
        if not all(self.stands((step, village)) for village in self.members):
            return False
        consent = self.consents.get(step)
        if consent is None:
            return True
        share = math.ceil(len(self.members) * consent.number / 100)
        wanted = {"all": 1, "at_least": consent.number, "share": share}[consent.rule]
        return len(self.members) >= max(wanted, 1)

    def workable(self, key: Key) -> bool:
        """Whether the step may be handed in now."""
        again = self.mark(key) == DONE and key[0] in self.recurring
        return again or (self.mark(key) in (NONE, STARTED, RETURNED) and self.free(key))

    def below(self, step: str) -> set[str]:
        """Every step that waits for this one, however far off."""
        found: set[str] = set()
        edge = [step]
        while edge:
            one = edge.pop()
            later = {s for s in self.steps if one in self.after[s]} - found
            found |= later
            edge += later
        return found

    # --- what can happen ---------------------------------------------------------------------

    def hand_in(self, key: Key, record: dict[str, object]) -> None:
        self.marks[key] = SUBMITTED if key[0] in self.approved else DONE
        self.records[key] = record

    def approve(self, key: Key, record: dict[str, object]) -> None:
        self.marks[key], self.records[key] = DONE, record

    def take_back(self, key: Key) -> None:
        self.marks[key] = DONE if self.mark(key) == CORRECTING else STARTED

    def send_back(self, key: Key) -> None:
        self.marks[key] = DONE if self.mark(key) == CORRECTING else RETURNED

    def go_back(self, target: Key, origin: str = "") -> None:
        """Reopen a target; with an origin only what lies on the way from one to the other."""
        again = self.below(target[0])
        if origin:
            again = {s for s in again if s == origin or origin in self.below(s)}
        for key in self.places():
            elsewhere = bool(target[1] and key[1]) and target[1] != key[1]
            if key[0] in again and not elsewhere:
                self.marks[key] = NONE
        self.marks[target] = RETURNED

    def correct(self, key: Key, record: dict[str, object]) -> None:
        if key[0] in self.approved:
            self.marks[key] = CORRECTING
        else:
            self.records[key] = record

    def change_members(self, village: str, *, joins: bool) -> None:
        if joins:
            self.members.add(village)
            for key in [key for key in self.marks if key[1] == village]:
                self.marks[key] = NONE
        else:
            self.members.remove(village)
        for step in self.together:
            if step not in self.in_villages:
                self.marks[step, ""] = NONE

    def restart(self, steps: set[str]) -> None:
        self.before_migration = deepcopy(self)
        for key in self.places():
            if key[0] in steps and self.mark(key) != NONE:
                self.again(key)

    def again(self, target: Key) -> None:
        self.go_back(target)
        self.marks[target] = NONE

    # --- alike? ------------------------------------------------------------------------------

    def differences(self, state: CaseState) -> list[str]:
        """Where the core's state is not what this model holds."""
        found = []
        if set(state.active_villages()) != self.members:
            found.append(f"members: {state.active_villages()} and {self.members}")
        if (state.status is CaseStatus.RUNNING) != self.running:
            found.append(f"status: {state.status} and {self.running}")
        for key in self.places():
            cell = state.cell(*key)
            correcting = cell.mark is Mark.SUBMITTED and cell.correcting
            real = CORRECTING if correcting else cell.mark.value
            if real != self.mark(key):
                found.append(f"{key}: {real} and {self.mark(key)}")
            elif self.stands(key):
                record = dict(cell.rounds[-1].data)
                if record != self.records[key]:
                    found.append(f"{key}: {record} and {self.records[key]}")
        return found
