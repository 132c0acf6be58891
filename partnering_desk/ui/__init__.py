"""The windows: everything that is seen, and nothing that decides."""

import sys

if sys.version_info < (3, 12):
    # PySide6 6.12 is built for interpreters in which None and True cannot die, and lets go of one reference too
    # many with each call that returns nothing. Python 3.11 would end the program after some thousand calls.
    import ctypes

    for lasting in (None, True, False):
        ctypes.c_ssize_t.from_address(id(lasting)).value += sys.maxsize >> 2
