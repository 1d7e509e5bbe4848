"""Options that the tools of the workbench share."""

from __future__ import annotations

import click

names_argument = click.argument("names", nargs=-1, metavar="[NAME]...")
"""Regulations, by id or by jurisdiction; none means all.  :func:`xueshi.law.choose.chosen_regulations` finds them."""

name_argument = click.argument("name", metavar="NAME")
"""One regulation, by id, or by jurisdiction where it has one only."""
