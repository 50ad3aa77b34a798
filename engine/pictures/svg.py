"""A procedure as an SVG picture on one A4 page, with the position of a case where one is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from engine.domain.procedure import ConsentRule, Procedure, Scope, Step
from engine.domain.standing import Standing
from engine.pictures.graph import Box, Edge, Layout, Node, Point
from engine.pictures.layout import Spacing, lay_out
from engine.pictures.words import width_of, wrapped

_A4 = (794.0, 1123.0)  # 210 by 297 millimetres at 96 dots per inch
_MARGIN, _HEAD, _BAND_NAME, _LEGEND_LINE = 18.0, 46.0, 98.0, 13.0
_LARGEST = 0.75  # a small procedure is drawn larger, up to a third
_BOX, _NAME, _SMALL, _BAND = (148.0, 56.0), 11.5, 9.2, 9.0
_SPACING = Spacing(between=10, above=22, band=6)
_LEADING = {"name": 12.5, "small": 10.5, "mark": 10.5}
_STYLE = """
text{font-family:"Liberation Sans",Arial,Helvetica,sans-serif;fill:#1b1b1b}
.title{font-size:16px;font-weight:bold}.sub,.legend{font-size:9px;fill:#444}
.band{fill:#f4f6f8;stroke:#c9d1d9}.band.odd{fill:#fff}.bandname{font-size:9px;font-weight:bold;fill:#33475b}
.step{fill:#fff;stroke:#33475b;stroke-width:1}.name{font-size:11.5px}.small{font-size:9.2px;fill:#555}
.voluntary{stroke-dasharray:5 2}
.done{fill:#dcefe0;stroke:#2d6a3e}.here{fill:#fff3c4;stroke:#8a5a00;stroke-width:2.4}
.passed{fill:#e9ecef;stroke:#6c757d}.mark{font-size:9.2px;font-weight:bold}
.after{fill:none;stroke:#33475b;stroke-width:1.1;marker-end:url(#to)}
.back{fill:none;stroke:#a3333d;stroke-width:1;stroke-dasharray:4 3;marker-end:url(#return)}
"""
_WORDS = {
    Standing.DONE: ("done", "✓ selesai"),
    Standing.OPEN: ("here", "● di sini"),
    Standing.SUBMITTED: ("here", "● diajukan"),
    Standing.RETURNED: ("here", "● dikembalikan"),
    Standing.WAIVED: ("passed", "dikesampingkan"),
    Standing.NOT_APPLICABLE: ("passed", "tidak berlaku"),
    Standing.LOCKED: ("", ""),
}

Position = Mapping[str, tuple[Standing, str]]
"""For each step where it stands in a case, and a note such as how many villages are done."""


def diagram(procedure: Procedure, position: Position | None = None, case: str = "") -> str:
    """The picture: phases as bands, steps as boxes, prerequisites as arrows, returns dashed.

    A well-formed SVG document with a title and a description, sized as one A4 page (upright or
    lying, whichever shows it larger).
    """
    layout = lay_out(_nodes(procedure), _edges(procedure), _SPACING)
    legend = list(_legend(procedure, position, max(layout.width + _BAND_NAME, 520)))
    width = layout.width + _BAND_NAME + 12 + 2 * _MARGIN
    height = layout.height + _HEAD + len(legend) * _LEGEND_LINE + 2 * _MARGIN + 8
    page = min(_A4, _A4[::-1], key=lambda size: max(width / size[0], height / size[1]))
    scale = max(width / page[0], height / page[1], _LARGEST)
    view = (page[0] * scale, page[1] * scale)
    shift = (_MARGIN + _BAND_NAME + 6, _MARGIN + _HEAD)
    across = view[0] - 2 * _MARGIN
    spare = (across - _BAND_NAME - 12 - layout.width) / 2
    parts = [
        *_opening(procedure, page, view, case),
        *_bands(procedure, layout, shift, across),
        f'<g transform="translate({shift[0] + spare:.1f} {shift[1]:.1f})">',
        *_arrows(procedure, layout),
        *(
            _step(step, layout.boxes[step.id], (position or {}).get(step.id))
            for step in procedure.steps
        ),
        "</g>",
    ]
    y = shift[1] + layout.height + 20
    for line in legend:
        parts.append(f'<text class="legend" x="{_MARGIN}" y="{y:.1f}">{escape(line)}</text>')
        y += _LEGEND_LINE
    return "\n".join([*parts, "</svg>", ""])


def _nodes(procedure: Procedure) -> list[Node]:
    bands = {phase.id: index for index, phase in enumerate(procedure.phases)}
    width, height = _BOX
    return [Node(s.id, bands[s.phase], width, height + _stack(s)) for s in procedure.steps]


def _stack(step: Step) -> float:
    """How far the sheets behind a step that every village does stand out below."""
    return 5.0 if step.scope is Scope.VILLAGE else 0.0


def _edges(procedure: Procedure) -> list[Edge]:
    after = [Edge(f"{b}>{s.id}", b, s.id) for s in procedure.steps for b in s.after]
    back = [
        Edge(f"{s.id}<{p.to}", s.id, p.to, back=True) for s in procedure.steps for p in s.returns
    ]
    return after + back


def _opening(
    procedure: Procedure, page: tuple[float, float], view: tuple[float, float], case: str
) -> Iterator[str]:
    millimetres = [round(side / 96 * 25.4) for side in page]
    yield (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="judul uraian" '
        f'lang="id" width="{millimetres[0]}mm" height="{millimetres[1]}mm" '
        f'viewBox="0 0 {view[0]:.1f} {view[1]:.1f}">'
    )
    title = f"{procedure.name} ({procedure.id}@{procedure.version})"
    yield f'<title id="judul">{escape(title)}</title>'
    yield f'<desc id="uraian">{escape(_described(procedure, case))}</desc>'
    yield f"<style>{escape(_STYLE)}</style>"
    for name, colour in (("to", "#33475b"), ("return", "#a3333d")):
        yield (
            f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
            f'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="{colour}"/></marker>'
        )
    yield '<rect width="100%" height="100%" fill="#fff"/>'
    yield f'<text class="title" x="{_MARGIN}" y="{_MARGIN + 14}">{escape(procedure.name)}</text>'
    under = f"{procedure.id}@{procedure.version} · segel {procedure.digest[:12]}"
    under += f" · perkara {case}" if case else ""
    yield f'<text class="sub" x="{_MARGIN}" y="{_MARGIN + 30}">{escape(under)}</text>'


def _described(procedure: Procedure, case: str) -> str:
    """The picture in words, for whoever does not see it."""
    names = {s.id: s.name for s in procedure.steps}
    lines = [procedure.description]
    for phase in procedure.phases:
        steps = [s for s in procedure.steps if s.phase == phase.id]
        told = [
            f"{s.name} (setelah {', '.join(names[b] for b in s.after)})" if s.after else s.name
            for s in steps
        ]
        lines.append(f"{phase.name}: {'; '.join(told)}.")
    if case:
        lines.append(f"Kedudukan perkara {case} ditandai.")
    return " ".join(line for line in lines if line)


def _bands(
    procedure: Procedure, layout: Layout, shift: tuple[float, float], across: float
) -> Iterator[str]:
    for index, (start, end) in layout.bands.items():
        odd = " odd" if index % 2 else ""
        top, height = shift[1] + start, end - start
        yield (
            f'<rect class="band{odd}" x="{_MARGIN}" y="{top:.1f}" width="{across:.1f}" '
            f'height="{height:.1f}"/>'
        )
        lines = wrapped(procedure.phases[index].name, _BAND, _BAND_NAME - 8, int(height // 11))
        y = top + height / 2 - 11 * len(lines) / 2 + 8
        for line in lines:
            yield f'<text class="bandname" x="{_MARGIN + 6}" y="{y:.1f}">{escape(line)}</text>'
            y += 11


def _arrows(procedure: Procedure, layout: Layout) -> Iterator[str]:
    names = {s.id: s.name for s in procedure.steps}
    for edge in sorted(_edges(procedure), key=lambda e: not e.back):
        kind = "back" if edge.back else "after"
        told = "dapat dikembalikan ke" if edge.back else "mendahului"
        title = f"{names[edge.source]} {told} {names[edge.target]}"
        path = _curve(layout.routes[edge.id])
        yield f'<path class="{kind}" d="{path}"><title>{escape(title)}</title></path>'


def _curve(points: tuple[Point, ...]) -> str:
    """A smooth line that leaves and enters every point upright."""
    x, y = points[0]
    parts = [f"M{x:.1f} {y:.1f}"]
    for nx, ny in points[1:]:
        if abs(nx - x) < 0.5:  # noqa: PLR2004 - half a pixel is straight
            parts.append(f"L{nx:.1f} {ny:.1f}")
        else:
            bend = (ny - y) / 2
            parts.append(f"C{x:.1f} {y + bend:.1f} {nx:.1f} {ny - bend:.1f} {nx:.1f} {ny:.1f}")
        x, y = nx, ny
    return "".join(parts)


def _step(step: Step, box: Box, held: tuple[Standing, str] | None) -> str:
    kind, mark = _WORDS[held[0]] if held else ("", "")
    mark = " · ".join(word for word in (mark, held[1] if held else "") if word)
    voluntary = "" if step.mandatory and not step.waivable else " voluntary"
    shape = f'class="step {kind}{voluntary}" width="{box.width}" height="{_BOX[1]}" rx="4"'
    parts = [f'<g transform="translate({box.x:.1f} {box.y:.1f})" data-step={quoteattr(step.id)}>']
    parts.append(f"<title>{escape(_told(step))}</title>")
    if step.scope is Scope.VILLAGE:
        parts += [f'<rect x="{d}" y="{d}" {shape}/>' for d in (_stack(step), _stack(step) / 2)]
    parts.append(f"<rect {shape}/>")
    lines = [("name", line) for line in wrapped(step.name, _NAME, box.width - 8, 3)]
    lines += [("small", line) for line in wrapped(_tags(step), _SMALL, box.width - 6, 1)]
    lines += [("mark", line) for line in wrapped(mark, _SMALL, box.width - 6, 1)]
    y = (_BOX[1] - sum(_LEADING[k] for k, _ in lines)) / 2 - 2.5
    for kind_of_line, line in lines:
        y += _LEADING[kind_of_line]
        parts.append(_text(kind_of_line, box.width / 2, y, line))
    return "".join([*parts, "</g>"])


def _text(kind: str, x: float, y: float, line: str) -> str:
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(line)}</text>'
    )


def _tags(step: Step) -> str:
    tags = [step.actor]
    if step.consent is not None:
        tags.append(f"per desa, {_rule(step)}")
    elif step.scope is Scope.VILLAGE:
        tags.append("per desa")
    if step.recurring:
        tags.append("berkala")
    elif step.optional:
        tags.append("pilihan")
    elif step.waivable:
        tags.append("*")
    return " · ".join(tags)


def _rule(step: Step) -> str:
    consent = step.consent
    if consent is None or consent.rule is ConsentRule.ALL:
        return "semua"
    unit = "%" if consent.rule is ConsentRule.SHARE else ""
    return f"≥ {consent.number}{unit}"


def _told(step: Step) -> str:
    """The tooltip of a step: who does it, and its legal basis."""
    return f"{step.name}. Pelaksana: {step.actor}. Dasar: {'; '.join(c.label for c in step.basis)}"


def _legend(procedure: Procedure, position: Position | None, width: float) -> Iterator[str]:
    yield from wrapped(
        "Panah utuh: mendahului. Panah putus-putus: dapat dikembalikan ke. Kotak bertumpuk: "
        "dikerjakan tiap desa. Tepi putus-putus: tidak wajib, berkala, atau (*) dapat "
        "dikesampingkan.",
        9,
        width,
        3,
    )
    if position is not None:
        yield "Hijau ✓: selesai. Kuning ●: kedudukan perkara kini. Abu-abu: tidak dikerjakan."
    actors = dict.fromkeys(s.actor for s in procedure.steps)
    line = ""
    for actor in actors:
        role = procedure.roles.get(actor)
        entry = f"{actor}: {role.name if role else actor}"
        if line and width_of(f"{line}; {entry}", 9) > width:
            yield line
            line = entry
        else:
            line = f"{line}; {entry}" if line else entry
    if line:
        yield line
