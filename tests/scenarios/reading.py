"""Reading YAML without loss: decimals stay exact, dates stay text, a key given twice is an error."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import yaml


class ExactLoader(yaml.SafeLoader):
    """A safe loader for amounts and dates."""


def _mapping(loader: ExactLoader, node: yaml.MappingNode) -> dict[object, object]:
    seen: dict[object, object] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"key {key!r} is given twice", key_node.start_mark)
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


def _amount(loader: ExactLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(loader.construct_scalar(node)))


def _date(loader: ExactLoader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


ExactLoader.add_constructor("tag:yaml.org,2002:float", _amount)
ExactLoader.add_constructor("tag:yaml.org,2002:timestamp", _date)
ExactLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(text: str, where: Path | str) -> object:
    """Return the data of one YAML document.

    Raises:
        ValueError: if the text is no YAML, or gives a key twice.
    """
    try:
        return yaml.load(text, Loader=ExactLoader)  # noqa: S506  (a SafeLoader that keeps amounts)
    except yaml.YAMLError as error:
        raise ValueError(f"{where}: {error}") from error
