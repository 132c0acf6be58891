"""What every table shares: the declarative base, how values are stored, and how constraints are named."""

from __future__ import annotations

import enum
from typing import ClassVar

from sqlalchemy import Enum, Index, MetaData, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def _values(kind: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in kind]


def at_most_one(name: str, *columns: str, where: str) -> Index:
    """Keeps the file from holding two rows of which `where` holds with the same values in `columns`."""
    return Index(f"uq_{name}", *columns, unique=True, sqlite_where=text(where))


class Base(DeclarativeBase):
    """One row of a register. Enumerations are stored by their plain word, checked by the file itself."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=True,
            validate_strings=True,
            values_callable=_values,
            length=32,
        )
    }

    id: Mapped[int] = mapped_column(primary_key=True)
