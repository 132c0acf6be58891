"""Faults of the surroundings, as the screens and the command line show them."""

from partnering_desk.records.fault import Fault, Locked, Stopped
from partnering_desk.records.hold import InUse

__all__ = ["Fault", "InUse", "Locked", "Stopped"]
