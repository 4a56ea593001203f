"""The key of a workspace: whoever holds a bundle can tell that it comes from the department and was not touched since.

Ed25519 by the cryptography library. The private key stands in ``signing.key`` of the workspace, readable by its owner alone
where the system knows such a thing, and goes into no backup and no bundle; ``signing.pub`` goes into both, so that a
report made from them names the same key.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import InputError
from auditor.workspace import Workspace

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PRIVATE, PUBLIC = "signing.key", "signing.pub"
# a PEM of Ed25519 has some 120 bytes
MAX_KEY = 10_000
_SIZE = 32
# 160 bits, in groups that two people can compare over the telephone
_SHOWN = 40
_OWNER_ALONE = 0o600


class BadKey(InputError):
    """A key file holds no Ed25519 key, or private and public key do not belong together. Values: file, detail."""

    code = "bad_key"


class KeyExists(InputError):
    """A key is there already, and is not written over. Values: file."""

    code = "key_exists"


class NoKey(InputError):
    """The workspace has no private key, only the public one of whoever made the bundle or backup. Values: folder."""

    code = "no_key"


def fingerprint(public: bytes) -> str:
    """How people call a key: the beginning of its SHA-256 in groups of four."""
    digest = hashlib.sha256(public).hexdigest()[:_SHOWN].upper()
    return " ".join(digest[at : at + 4] for at in range(0, _SHOWN, 4))


def same_fingerprint(one: str, other: str) -> bool:
    """Do two people mean the same key? Blanks and case say nothing; a beginning is not enough."""
    return bool(one) and _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return "".join(text.split()).replace(":", "").replace("-", "").upper()


def public_key(folder: Path) -> bytes:
    """The 32 bytes of a workspace's public key, b"" where it has none. Raises BadKey."""
    file = folder / PUBLIC
    if not file.is_file():
        return b""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415  costs 50 ms
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        found = serialization.load_pem_public_key(_read(file))
    except ValueError as error:
        raise BadKey(f"{file}: {error}", file=str(file), detail="PEM") from error
    if not isinstance(found, Ed25519PublicKey):
        raise BadKey(f"{file}: no Ed25519 key", file=str(file), detail="Ed25519?")
    return found.public_bytes_raw()


def signer_of(folder: Path) -> str:
    """The fingerprint that reports print, "" where the workspace has no key."""
    key = public_key(folder)
    return fingerprint(key) if key else ""


def has_private(folder: Path) -> bool:
    """Can this workspace sign?"""
    return (folder / PRIVATE).is_file()


def make_key(workspace: Workspace) -> bytes:
    """A new key for a workspace without one; answers its public half. Raises KeyExists, NoKey."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    folder = workspace.path
    if has_private(folder):
        raise KeyExists(file=str(folder / PRIVATE))
    if (folder / PUBLIC).exists():
        # another's figures: a key of one's own under the same reports would be a second signer
        raise NoKey(folder=str(folder))
    return _keep(folder, Ed25519PrivateKey.generate())


def save_key(workspace: Workspace, target: Path) -> None:
    """Copies the private key for safe keeping. Raises NoKey, KeyExists where the file is there."""
    private = _private(workspace.path)
    _write_secret(target, _pem(private))


def load_key(workspace: Workspace, source: Path) -> bytes:
    """Takes a private key that was kept elsewhere; it must fit the public key where there is one. Raises BadKey, KeyExists."""
    folder = workspace.path
    if has_private(folder):
        raise KeyExists(file=str(folder / PRIVATE))
    key = _parsed(source)
    known = public_key(folder)
    if known and known != key.public_key().public_bytes_raw():
        raise BadKey(file=str(source), detail=f"≠ {PUBLIC}")
    return _keep(folder, key)


def sign(workspace: Workspace, data: bytes) -> tuple[bytes, bytes]:
    """Public key and signature. Raises NoKey, BadKey."""
    key = _private(workspace.path)
    return key.public_key().public_bytes_raw(), key.sign(data)


def valid(public: bytes, signature: bytes, data: bytes) -> bool:
    """Was ``data`` signed by the holder of this key?"""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def encoded(data: bytes) -> str:
    """Bytes as text for a manifest."""
    return base64.b64encode(data).decode("ascii")


def decoded(text: str) -> bytes:
    """The opposite; b"" for what is none."""
    try:
        return base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _private(folder: Path) -> Ed25519PrivateKey:
    if not has_private(folder):
        raise NoKey(folder=str(folder))
    key = _parsed(folder / PRIVATE)
    if public_key(folder) != key.public_key().public_bytes_raw():
        raise BadKey(file=str(folder / PRIVATE), detail=f"≠ {PUBLIC}")
    return key


def _parsed(file: Path) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    try:
        found = serialization.load_pem_private_key(_read(file), password=None)
    except (ValueError, TypeError) as error:
        # TypeError: a password is asked for
        raise BadKey(f"{file}: {error}", file=str(file), detail="PEM") from error
    if not isinstance(found, Ed25519PrivateKey):
        raise BadKey(f"{file}: no Ed25519 key", file=str(file), detail="Ed25519?")
    return found


def _read(file: Path) -> bytes:
    with file.open("rb") as stream:
        data = stream.read(MAX_KEY + 1)
    if len(data) > MAX_KEY:
        raise BadKey(file=str(file), detail=f"> {MAX_KEY} bytes")
    return data


def _keep(folder: Path, key: Ed25519PrivateKey) -> bytes:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    public = key.public_key()
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    # the private half first: a public key alone would say that somebody else signs
    _write_secret(folder / PRIVATE, _pem(key))
    (folder / PUBLIC).write_bytes(pem)
    return public.public_bytes_raw()


def _pem(key: Ed25519PrivateKey) -> bytes:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write_secret(file: Path, data: bytes) -> None:
    """Never readable by others, not for a moment (on Windows the folder's own permissions decide)."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ALONE)
    except FileExistsError as error:
        raise KeyExists(file=str(file)) from error
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
    except BaseException:
        with suppress(OSError):
            file.unlink()
        raise
