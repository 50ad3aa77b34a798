"""BPMN 2.0 XML (OMG formal/2011-01-03) of a procedure, with its diagram and its legal basis."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

from engine.domain.law import Citation
from engine.domain.procedure import Level, Procedure, Scope, Step
from engine.pictures.flow import Element, Flow, Kind, Process, process_of
from engine.pictures.graph import Box, Edge, Layout, Node, Point
from engine.pictures.layout import Spacing, lay_out

_NS = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    # Prefixes are shared by the whole process: "dc" belongs to Dublin Core, in every PDF.
    "omgdc": "http://www.omg.org/spec/DD/20100524/DC",
    "omgdi": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_SIZES = {
    Kind.START: (36.0, 36.0),
    Kind.END: (36.0, 36.0),
    Kind.TASK: (130.0, 80.0),
    Kind.PARALLEL: (50.0, 50.0),
    Kind.EXCLUSIVE: (50.0, 50.0),
}
_SPACING = Spacing(between=40, above=50, band=20)
_REOPENS = (
    "Pengembalian membuka lagi setiap langkah yang bertumpu pada langkah tujuannya, juga yang "
    "sedang berjalan di jalur lain."
)
_POOL = 30.0
_LANE_NAME = 30.0
_EDGE = 20.0


def bpmn(procedure: Procedure) -> str:
    """The procedure as one process in a pool, a lane for each phase, every element placed.

    Steps are user tasks; a village step runs once for each village; what is required, by whom
    and on which basis is documentation of the task. Returns are decisions after a step.
    """
    for prefix, uri in _NS.items():
        ET.register_namespace(prefix, uri)
    process = process_of(procedure)
    root = ET.Element(
        _q("bpmn", "definitions"),
        {
            "id": f"Definisi_{procedure.id}",
            "name": procedure.name,
            "targetNamespace": f"urn:kawasan:prosedur:{procedure.id}:{procedure.version}",
            "exporter": "Kawasan",
            "exporterVersion": procedure.digest,
        },
    )
    pool = ET.SubElement(root, _q("bpmn", "collaboration"), {"id": "Kolaborasi"})
    ET.SubElement(
        pool,
        _q("bpmn", "participant"),
        {"id": "Pool", "name": procedure.name, "processRef": _process_id(procedure)},
    )
    root.append(_process(procedure, process))
    root.append(_diagram(procedure, process))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


def _q(prefix: str, name: str) -> str:
    return f"{{{_NS[prefix]}}}{name}"


def _process_id(procedure: Procedure) -> str:
    return f"Prosedur_{procedure.id}"


def _process(procedure: Procedure, process: Process) -> ET.Element:
    node = ET.Element(
        _q("bpmn", "process"),
        {"id": _process_id(procedure), "name": procedure.name, "isExecutable": "false"},
    )
    _document(node, _about(procedure))
    lanes = ET.SubElement(node, _q("bpmn", "laneSet"), {"id": "Tahap"})
    for phase in procedure.phases:
        lane = ET.SubElement(
            lanes, _q("bpmn", "lane"), {"id": f"Tahap_{phase.id}", "name": phase.name}
        )
        _document(lane, "\n".join(_cited(phase.basis)))
        for element in process.elements:
            if element.phase == phase.id:
                ET.SubElement(lane, _q("bpmn", "flowNodeRef")).text = element.id
    for element in process.elements:
        node.append(_element(procedure, process, element))
    for flow in process.flows:
        node.append(_flow(flow))
    return node


def _element(procedure: Procedure, process: Process, element: Element) -> ET.Element:
    attributes = {"id": element.id}
    if element.name:
        attributes["name"] = element.name
    if default := process.default_of(element):
        attributes["default"] = default
    node = ET.Element(_q("bpmn", element.kind.value), attributes)
    if element.step is not None:
        _document(node, "\n".join(_duties(procedure, element.step)))
    for flow in process.flows:
        if flow.target == element.id:
            ET.SubElement(node, _q("bpmn", "incoming")).text = flow.id
    for flow in process.flows:
        if flow.source == element.id:
            ET.SubElement(node, _q("bpmn", "outgoing")).text = flow.id
    if element.ends_all:
        ET.SubElement(node, _q("bpmn", "terminateEventDefinition"), {"id": f"{element.id}_akhir"})
    if element.step is not None:
        _loop(node, element.step)
    return node


def _loop(node: ET.Element, step: Step) -> None:
    if step.scope is Scope.VILLAGE:
        loop = ET.SubElement(
            node, _q("bpmn", "multiInstanceLoopCharacteristics"), {"isSequential": "false"}
        )
        _expression(loop, "loopCardinality", "jumlah_desa")
    elif step.recurring:
        loop = ET.SubElement(
            node, _q("bpmn", "standardLoopCharacteristics"), {"testBefore": "false"}
        )
        _expression(loop, "loopCondition", "perkara_berjalan")


def _flow(flow: Flow) -> ET.Element:
    attributes = {"id": flow.id, "sourceRef": flow.source, "targetRef": flow.target}
    if flow.name:
        attributes["name"] = flow.name
    node = ET.Element(_q("bpmn", "sequenceFlow"), attributes)
    if flow.condition:
        _expression(node, "conditionExpression", flow.condition)
    return node


def _expression(node: ET.Element, name: str, text: str) -> None:
    child = ET.SubElement(node, _q("bpmn", name))
    child.set(_q("xsi", "type"), "bpmn:tFormalExpression")
    child.text = text


def _document(node: ET.Element, text: str) -> None:
    if text:
        ET.SubElement(node, _q("bpmn", "documentation")).text = text


def _about(procedure: Procedure) -> str:
    return "\n".join(
        (
            procedure.description,
            f"{procedure.id}@{procedure.version}, SHA-256 {procedure.digest}",
            _REOPENS,
        )
    )


def _duties(procedure: Procedure, step: Step) -> Iterator[str]:
    """What a step asks, line by line: who, basis, guards, clocks, papers."""
    role = procedure.roles.get(step.actor)
    yield f"Pelaksana: {role.name if role else step.actor}"
    for line in _cited(step.basis):
        yield f"Dasar: {line}"
    if step.consent is not None:
        yield f"Kesepakatan desa: {step.consent.rule.value} {step.consent.number or ''}".rstrip()
        for line in _cited(step.consent.basis):
            yield f"  {line}"
    if step.optional or step.waivable:
        yield "Boleh dikesampingkan dengan alasan tertulis."
    for guard in step.guards:
        level = "Syarat" if guard.level is Level.HARD else "Peringatan"
        yield f"{level}: {guard.remedy} [{'; '.join(c.label for c in guard.basis)}]"
    for clock in step.clocks:
        kind = "Tenggat" if clock.legal else "Sasaran kantor"
        basis = f" [{'; '.join(c.label for c in clock.basis)}]" if clock.basis else ""
        yield f"{kind}: {clock.label}, {clock.value} {clock.unit.value}{basis}"
    if step.instruments:
        yield f"Naskah: {'; '.join(step.instruments)}"


def _cited(basis: tuple[Citation, ...]) -> list[str]:
    return [f"{c.label} ({c.certainty.value}): {c.requires}" for c in basis]


def _diagram(procedure: Procedure, process: Process) -> ET.Element:
    bands = {phase.id: index for index, phase in enumerate(procedure.phases)}
    nodes = [Node(e.id, bands[e.phase], *_SIZES[e.kind]) for e in process.elements]
    edges = [Edge(f.id, f.source, f.target, f.back) for f in process.flows]
    layout = lay_out(nodes, edges, _SPACING)
    diagram = ET.Element(_q("bpmndi", "BPMNDiagram"), {"id": "Diagram"})
    plane = ET.SubElement(
        diagram, _q("bpmndi", "BPMNPlane"), {"id": "Bidang", "bpmnElement": "Kolaborasi"}
    )
    shift = _POOL + _LANE_NAME + _EDGE
    width = shift + layout.width + _EDGE
    _shape(plane, "Pool", Box(0, 0, width, layout.height), lying=True)
    for index, (start, end) in layout.bands.items():
        lane = Box(_POOL, start, width - _POOL, end - start)
        _shape(plane, f"Tahap_{procedure.phases[index].id}", lane, lying=True)
    for element in process.elements:
        box = layout.boxes[element.id]
        _shape(plane, element.id, Box(box.x + shift, box.y, box.width, box.height))
    for number, flow in enumerate(process.flows):
        points = _waypoints(layout, process, flow, number)
        edge = ET.SubElement(
            plane, _q("bpmndi", "BPMNEdge"), {"id": f"{flow.id}_di", "bpmnElement": flow.id}
        )
        for x, y in points:
            ET.SubElement(
                edge, _q("omgdi", "waypoint"), {"x": f"{x + shift:.1f}", "y": f"{y:.1f}"}
            )
    return diagram


def _shape(plane: ET.Element, element: str, box: Box, *, lying: bool = False) -> None:
    attributes = {"id": f"{element}_di", "bpmnElement": element}
    if lying:
        attributes["isHorizontal"] = "true"
    shape = ET.SubElement(plane, _q("bpmndi", "BPMNShape"), attributes)
    sides = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    ET.SubElement(shape, _q("omgdc", "Bounds"), {k: f"{v:.1f}" for k, v in sides.items()})


def _waypoints(layout: Layout, process: Process, flow: Flow, number: int) -> list[Point]:
    """Only upright and level pieces; at gateways and events from corner to corner."""
    tasks = {e.id for e in process.elements if e.kind is Kind.TASK}
    points = list(layout.routes[flow.id])
    for index, end in ((0, flow.source), (-1, flow.target)):
        if end not in tasks:
            points[index] = (layout.boxes[end].centre, points[index][1])
    share = 0.3 + 0.1 * (number % 5)
    found = [points[0]]
    for (x, y), (nx, ny) in pairwise(points):
        if abs(nx - x) >= 1:
            level = y + (ny - y) * share
            found += [(x, level), (nx, level)]
        found.append((nx, ny))
    return found
