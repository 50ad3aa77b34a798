"""A procedure as a picture (SVG) and as a standard model (BPMN 2.0); standard library only."""
