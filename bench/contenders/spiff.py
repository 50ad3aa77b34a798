"""SpiffWorkflow: twelve user tasks in a row, the state loaded and serialised at each."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from bench.contenders.steps import STEPS, pragmas

_BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def prepare(folder: Path, *, tuned: bool) -> Callable[[int], float]:
    """A BPMN file of twelve user tasks, parsed once."""
    file = folder / "twelve.bpmn"
    file.write_text(_bpmn(), encoding="utf-8")
    parser = BpmnParser()
    parser.add_bpmn_file(str(file))
    spec = parser.get_spec("twelve")
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
    connection = sqlite3.connect(folder / "spiff.db", isolation_level=None)
    pragmas(connection, tuned=tuned)
    connection.execute("CREATE TABLE state (id INTEGER PRIMARY KEY, body TEXT)")

    def run(cases: int) -> float:
        spent = 0.0
        for _ in range(cases):
            workflow = BpmnWorkflow(spec)
            workflow.do_engine_steps()
            body = serializer.serialize_json(workflow)
            case = connection.execute("INSERT INTO state (body) VALUES (?)", (body,)).lastrowid
            began = time.perf_counter()
            for number in range(1, STEPS + 1):
                row = connection.execute("SELECT body FROM state WHERE id = ?", (case,))
                workflow = serializer.deserialize_json(row.fetchone()[0])
                task = workflow.get_next_task(state=TaskState.READY, manual=True)
                task.data["hasil"] = f"hasil {number}"
                task.run()
                workflow.do_engine_steps()
                body = serializer.serialize_json(workflow)
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("UPDATE state SET body = ? WHERE id = ?", (body, case))
                connection.execute("COMMIT")
            spent += time.perf_counter() - began
            if not workflow.completed:
                raise RuntimeError("the workflow did not reach its end")
        return spent

    return run


def _bpmn() -> str:
    names = ["start", *(f"step{n}" for n in range(1, STEPS + 1)), "end"]
    flows = "".join(
        f'<sequenceFlow id="f{i}" sourceRef="{a}" targetRef="{b}"/>'
        for i, (a, b) in enumerate(pairwise(names))
    )
    tasks = "".join(
        f'<userTask id="{name}"><incoming>f{i}</incoming><outgoing>f{i + 1}</outgoing></userTask>'
        for i, name in enumerate(names[1:-1])
    )
    return (
        f'<definitions xmlns="{_BPMN}" targetNamespace="bench"><process id="twelve" '
        f'isExecutable="true"><startEvent id="start"><outgoing>f0</outgoing></startEvent>{tasks}'
        f'<endEvent id="end"><incoming>f{STEPS}</incoming></endEvent>{flows}'
        "</process></definitions>"
    )
