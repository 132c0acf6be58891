"""The keys of registers under a passphrase: made from it, held while they are open, dropped when they are locked.

A key is what SQLCipher itself would make of the passphrase, so that any SQLCipher opens the file by the passphrase
alone. It is made once, for that takes half a second on purpose, and not again for each connection. Which key opens a
file is told by its salt, the first bytes of the file: a backup has the salt of its register, another passphrase
another one.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from dataclasses import dataclass, field

SALT_BYTES = 16
_ROUNDS = 256_000
"""Of PBKDF2 with SHA-512, as SQLCipher 4 does."""
_KEY_BYTES = 32

_held: dict[bytes, bytearray] = {}


@dataclass(frozen=True, slots=True)
class Key:
    """What opens the registers that begin with `salt`."""

    salt: bytes
    secret: bytearray = field(repr=False)

    @property
    def as_sql(self) -> str:
        """The key as SQLCipher takes it in a statement."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


def key_from(passphrase: str, salt: bytes) -> Key:
    """The key that a passphrase gives with a salt. Takes half a second.

    The same letters give the same key, however a keyboard makes them: é as one character, or as e and an accent.
    """
    typed = unicodedata.normalize("NFC", passphrase).encode()
    return Key(salt, bytearray(hashlib.pbkdf2_hmac("sha512", typed, salt, _ROUNDS, _KEY_BYTES)))


def new_key(passphrase: str) -> Key:
    """A key of a new salt, which no file has yet."""
    return key_from(passphrase, os.urandom(SALT_BYTES))


def hold(key: Key) -> None:
    """Let registers of this key be opened from now on."""
    _held[key.salt] = key.secret


def held(salt: bytes) -> Key | None:
    """The key of registers that begin with `salt`; None when it is not held."""
    secret = _held.get(salt)
    return Key(salt, secret) if secret is not None else None


def drop_all() -> None:
    """Forget every key, and write zeros where it stood in memory, as far as Python lets itself be told."""
    while _held:
        _, secret = _held.popitem()
        secret[:] = bytes(len(secret))
