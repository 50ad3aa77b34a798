"""A model is its template's whole contract: nothing unused, nothing unknown."""

from dataclasses import fields
from importlib.resources import files

import pytest
from jinja2 import nodes

from documents.catalogue import CATALOGUE
from documents.environment import environment


def used(template: str) -> set[str]:
    folder = files("documents").joinpath("templates")
    tree = environment().parse(folder.joinpath(template).read_text(encoding="utf-8"))
    return {
        node.attr
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "surat"
    }


def computed(model: type[object]) -> dict[str, property]:
    """The computed properties of a model, its own and those of the form it shares."""
    held = (vars(each).items() for each in reversed(model.__mro__))
    return {name: v for each in held for name, v in each if isinstance(v, property)}


def gathered(model: type[object]) -> set[str]:
    """The fields a computed property of the model reads, which the template asks instead."""
    getters = (value.fget for value in computed(model).values())
    return {name for getter in getters if getter for name in getter.__code__.co_names}


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_template_uses_every_field_and_no_other(name: str) -> None:
    kind = CATALOGUE[name]
    declared = {field.name for field in fields(kind.model)}  # type: ignore[arg-type]
    asked = used(kind.template)
    assert asked <= declared | set(computed(kind.model))
    assert declared - asked - gathered(kind.model) == set()


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_model_is_frozen_and_has_slots(name: str) -> None:
    model = CATALOGUE[name].model
    assert hasattr(model, "__slots__")
    assert model.__dataclass_params__.frozen  # type: ignore[attr-defined]
