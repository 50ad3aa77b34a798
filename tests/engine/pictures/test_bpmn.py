"""The BPMN: what the standard asks of references, ids, order and shapes holds."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from engine.definitions.catalog import shipped
from engine.domain.procedure import Procedure, Scope
from engine.pictures.bpmn import bpmn

B = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
WAY = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
NODES = {"startEvent", "endEvent", "userTask", "parallelGateway", "exclusiveGateway"}
NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


@pytest.fixture(params=["tkpkp-kabupaten", "kawasan-perdesaan", "bumdesma"])
def procedure(request: pytest.FixtureRequest) -> Procedure:
    return shipped().latest(request.param)


@pytest.fixture
def root(procedure: Procedure) -> ET.Element:
    return ET.fromstring(bpmn(procedure))


def flow_nodes(root: ET.Element) -> dict[str, ET.Element]:
    process = root.find(f"{B}process")
    assert process is not None
    return {str(e.get("id")): e for e in process if e.tag.removeprefix(B) in NODES}


def flows(root: ET.Element) -> list[ET.Element]:
    return root.findall(f"{B}process/{B}sequenceFlow")


def test_every_id_is_a_name_and_used_once(root: ET.Element) -> None:
    ids = [str(e.get("id")) for e in root.iter() if e.get("id") is not None]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not NCNAME.fullmatch(i)] == []


def test_every_flow_joins_nodes_that_know_it(root: ET.Element) -> None:
    nodes = flow_nodes(root)
    for flow in flows(root):
        source, target = nodes[str(flow.get("sourceRef"))], nodes[str(flow.get("targetRef"))]
        assert flow.get("id") in [e.text for e in source.iterfind(f"{B}outgoing")]
        assert flow.get("id") in [e.text for e in target.iterfind(f"{B}incoming")]
    known = {f.get("id") for f in flows(root)}
    held = {e.text for n in nodes.values() for e in n if e.tag in (f"{B}incoming", f"{B}outgoing")}
    assert held == known


def test_every_node_lies_on_a_way_from_the_start_to_an_end(root: ET.Element) -> None:
    nodes = flow_nodes(root)
    pairs = [(str(f.get("sourceRef")), str(f.get("targetRef"))) for f in flows(root)]

    def reached(start: set[str], steps: list[tuple[str, str]]) -> set[str]:
        found, edge = set(start), list(start)
        while edge:
            here = edge.pop()
            fresh = {b for a, b in steps if a == here} - found
            found |= fresh
            edge += fresh
        return found

    starts = {i for i, e in nodes.items() if e.tag == f"{B}startEvent"}
    ends = {i for i, e in nodes.items() if e.tag == f"{B}endEvent"}
    assert len(starts) == 1
    assert reached(starts, pairs) == set(nodes)
    assert reached(ends, [(b, a) for a, b in pairs]) == set(nodes)


def test_gateways_part_or_meet_and_a_decision_knows_its_usual_way(root: ET.Element) -> None:
    for node in flow_nodes(root).values():
        many_in = len(node.findall(f"{B}incoming")) > 1
        many_out = len(node.findall(f"{B}outgoing")) > 1
        if node.tag.endswith("Gateway"):
            assert many_in != many_out
        else:
            assert not many_in
            assert not many_out
        if node.tag == f"{B}exclusiveGateway" and many_out:
            rest = [f for f in flows(root) if f.get("sourceRef") == node.get("id")]
            assert node.get("default") in {f.get("id") for f in rest}
            for flow in rest:
                asked = flow.find(f"{B}conditionExpression") is not None
                assert asked == (flow.get("id") != node.get("default"))


def test_everything_has_a_place_and_every_flow_ends_at_its_boxes(root: ET.Element) -> None:
    boxes = {}
    for shape in root.iter(f"{DI}BPMNShape"):
        bounds = shape.find(f"{DC}Bounds")
        assert bounds is not None
        boxes[shape.get("bpmnElement")] = [
            float(str(bounds.get(k))) for k in ("x", "y", "width", "height")
        ]
    lanes = {lane.get("id") for lane in root.iter(f"{B}lane")}
    assert set(boxes) == set(flow_nodes(root)) | lanes | {"Pool"}
    edges = {e.get("bpmnElement"): e for e in root.iter(f"{DI}BPMNEdge")}
    assert set(edges) == {f.get("id") for f in flows(root)}
    for flow in flows(root):
        points = [
            (float(str(w.get("x"))), float(str(w.get("y"))))
            for w in edges[flow.get("id")].iterfind(WAY)
        ]
        for (px, py), end in ((points[0], "sourceRef"), (points[-1], "targetRef")):
            x, y, width, height = boxes[flow.get(end)]
            assert x - 0.1 <= px <= x + width + 0.1
            assert min(abs(py - y), abs(py - y - height)) < 0.2


def test_every_node_is_in_exactly_one_lane(root: ET.Element) -> None:
    listed = [e.text for e in root.iter(f"{B}flowNodeRef")]
    assert sorted(map(str, listed)) == sorted(flow_nodes(root))


def test_steps_carry_their_basis_and_village_steps_run_once_per_village(
    procedure: Procedure, root: ET.Element
) -> None:
    nodes = flow_nodes(root)
    for step in procedure.steps:
        task = nodes[f"Langkah_{step.id}"]
        told = task.findtext(f"{B}documentation") or ""
        assert all(c.label in told for c in step.basis)
        assert all(c.label in told for g in step.guards for c in g.basis)
        several = task.find(f"{B}multiInstanceLoopCharacteristics") is not None
        assert several == (step.scope is Scope.VILLAGE)


def test_paths_that_rest_on_one_step_part_in_parallel() -> None:
    nodes = flow_nodes(ET.fromstring(bpmn(shipped().latest("kawasan-perdesaan"))))
    assert nodes["Pisah_penetapan-rpkp"].tag == f"{B}parallelGateway"
    joined = flow_nodes(ET.fromstring(bpmn(shipped().latest("bumdesma"))))
    assert joined["Gabung_pendaftaran"].tag == f"{B}parallelGateway"


def test_a_closed_case_ends_every_path() -> None:
    nodes = flow_nodes(ET.fromstring(bpmn(shipped().latest("kawasan-perdesaan"))))
    assert nodes["Tutup_evaluasi-akhir"].find(f"{B}terminateEventDefinition") is not None
