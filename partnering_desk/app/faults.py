"""Faults of the surroundings, as the screens and the command line show them."""

from partnering_desk.records.fault import Fault, Locked, Stopped

__all__ = ["Fault", "Locked", "Stopped"]
