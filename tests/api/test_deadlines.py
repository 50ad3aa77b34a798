"""Deadlines show their proof: what was counted, which days were not, and by which decree."""

from __future__ import annotations

from datetime import date

from tests.api.client import Api


def test_a_deadline_lists_each_day_it_did_not_count(officer: Api, reader: Api) -> None:
    case = officer.open().json()["id"]
    told = reader.get(f"/cases/{case}/deadlines").json()
    assert told["moves"] == []
    [found] = told["items"]
    step = officer.get(f"/cases/{case}").json()["steps"][0]
    assert (found["step"], found["date"]) == (step["id"], step["due_on"])
    assert (found["unit"], found["legal"], found["effect"]) == ("working-days", False, "remind")
    reasons = {s["date"]: (s["reason"], s["decree"]) for s in found["skipped"]}
    assert reasons["2025-08-02"] == ("Sabtu", None)
    assert all(name not in ("Senin", "Jumat") for name, _ in reasons.values())
    days = len(found["skipped"]) + found["budget"]
    assert days == (_day(found["date"]) - _day(found["start"])).days


def test_more_time_is_told_apart_from_the_budget(officer: Api) -> None:
    case = officer.open(regency="63.05").json()["id"]
    before = officer.get(f"/cases/{case}/deadlines").json()["items"][0]
    body = {
        "action": "extend",
        "step": before["step"],
        "occurred_on": "2025-07-25",
        "reason": "Sekda cuti",
        "data": {"clock": before["clock"], "more": 5},
    }
    assert officer.act(case, body).status_code == 200
    after = officer.get(f"/cases/{case}/deadlines").json()["items"][0]
    assert (after["budget"], after["extended"]) == (before["budget"], 5)
    assert after["date"] > before["date"]


def test_a_case_out_of_sight_has_no_deadlines(officer: Api, neighbour: Api) -> None:
    case = officer.open(regency="63.07").json()["id"]
    assert neighbour.get(f"/cases/{case}/deadlines").status_code == 404


def _day(text: str) -> date:
    return date.fromisoformat(text)
