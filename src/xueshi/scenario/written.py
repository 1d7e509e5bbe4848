"""A case as the text of a case file."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import yaml

from xueshi.read.tree import Unusable, number

WIDTH = 100


class _Writer(yaml.SafeDumper):
    """Writes amounts as they were read, and nothing by reference."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


def _number(writer: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:float", f"{value:f}")


def _unusable(writer: yaml.SafeDumper, value: Unusable) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:float", value.text)


def _mapping(writer: yaml.SafeDumper, value: Mapping[object, object]) -> yaml.Node:
    return writer.represent_mapping("tag:yaml.org,2002:map", value.items())


def _text(writer: yaml.SafeDumper, value: str) -> yaml.Node:
    """Set in quotes what a case file would take for a number, whatever YAML 1.1 takes it for."""
    style = None if number(value) is None else "'"
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Writer.add_representer(str, _text)
_Writer.add_representer(Decimal, _number)
_Writer.add_representer(Unusable, _unusable)
_Writer.add_multi_representer(dict, _mapping)


def as_yaml(case: Mapping[str, object]) -> str:
    """Return ``case`` as YAML that reads back as the same, keys in their order."""
    return yaml.dump(
        dict(case), Dumper=_Writer, allow_unicode=True, sort_keys=False, default_flow_style=None, width=WIDTH
    )
