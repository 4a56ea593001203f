"""A zip whose bytes are the same wherever and whenever it is made, and whose every byte is accounted for when it is read.

```
manifest.json   who, for whom, and name, size and SHA-256 of every other member
manifest.sig    Ed25519 signature over the manifest (base64), where it is signed
```

A file that is read may come from anywhere: nothing is believed but the manifest, and that no further than it can be checked.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from auditor.errors import InputError
from auditor.proof.signing import decoded, encoded, fingerprint, valid
from reports.files import whole_file

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
SCHEMA = "auditor.bundle/1"
BLOCK = 1024 * 1024
MAX_MANIFEST = 20 * 1024 * 1024
MAX_SIGNATURE = 1000
MAX_MEMBERS = 200_000
# a store of a year packs eight to one; nothing of ours more than forty to one, a megabyte of zeros a thousand to one (11/2026)
MOST_PACKED = 200
SMALL = 50 * 1024 * 1024
# as old as a zip can say
_TIME = (1980, 1, 1, 0, 0, 0)
_MEMBER = re.compile(r"^[^\x00-\x1f<>:\"|?*\\/]+(/[^\x00-\x1f<>:\"|?*\\/]+)*$")
# names that Windows takes for devices
_DEVICE = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)
# a signature of ours under a manifest can never be one under anything else
_PREFIX = b"auditor.bundle/1\n"
# what zipfile and zlib raise for files that are none
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    RecursionError,
)


class BadBundle(InputError):
    """The file is no bundle, or a damaged or tampered one; nothing was written. Values: file, detail."""

    code = "bad_bundle"


class BadSignature(BadBundle):
    """The signature does not belong to this content. Values: file, detail."""

    code = "bad_signature"


class ForeignKey(BadBundle):
    """Signed, and not by who was expected. Values: file, found, expected."""

    code = "foreign_key"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A zip whose manifest was read and whose signature, where it has one, is right. ``signer``: fingerprint, "" unsigned."""

    file: Path
    head: Mapping[str, Any]
    members: Mapping[str, tuple[int, str]]
    signer: str

    @property
    def circulation(self) -> str:
        return str(self.head["circulation"])


def write(
    target: Path, head: Mapping[str, Any], members: Mapping[str, Path | bytes], signer: Any = None
) -> tuple[int, str]:
    """Writes the zip whole or not at all; answers its size and SHA-256. ``signer``: bytes -> (public key, signature)."""
    files: dict[str, dict[str, object]] = {}
    with whole_file(target) as beside:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(members.items()):
                files[name] = _add(archive, name, content)
            told = {"schema": SCHEMA, **head, "key": "", "fingerprint": "", "files": files}
            if signer is not None:
                public, _ = signer(b"")
                told |= {"key": encoded(public), "fingerprint": fingerprint(public)}
            text = (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
            _add(archive, MANIFEST, text)
            if signer is not None:
                _add(archive, SIGNATURE, (encoded(signer(_PREFIX + text)[1]) + "\n").encode("ascii"))
        size = beside.stat().st_size
        with beside.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return size, digest


def _add(archive: zipfile.ZipFile, name: str, content: Path | bytes) -> dict[str, object]:
    info = zipfile.ZipInfo(name, _TIME)
    # pages are packed already
    info.compress_type = zipfile.ZIP_STORED if name.endswith((".gz", ".zip")) else zipfile.ZIP_DEFLATED
    # the same on Windows and Linux: a plain file, readable
    info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
    digest = hashlib.sha256()
    size = 0
    with archive.open(info, "w", force_zip64=True) as out:
        for block in _blocks(content):
            digest.update(block)
            size += len(block)
            out.write(block)
    return {"sha256": digest.hexdigest(), "size": size}


def _blocks(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as source:
        while block := source.read(BLOCK):
            yield block


@contextmanager
def opened(file: Path) -> Iterator[zipfile.ZipFile]:
    """The zip for reading; whatever a crafted one makes zipfile raise is a BadBundle."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except BadBundle:
        raise
    except BROKEN as error:
        raise BadBundle(f"{file}: {error}", file=str(file), detail=str(error)[:200]) from error


def read_head(archive: zipfile.ZipFile, file: Path) -> Sealed:
    """The manifest, its signature checked, its names safe and its sizes possible; no other member is read yet."""
    raw = bounded(archive, MANIFEST, MAX_MANIFEST, file)
    head = json.loads(raw.decode("utf-8"))
    if head["schema"] != SCHEMA:
        raise BadBundle(file=str(file), detail=str(head["schema"])[:80])
    members = {str(n): (int(f["size"]), str(f["sha256"])) for n, f in head["files"].items()}
    names = [entry.filename for entry in archive.infolist()]
    own = {MANIFEST, SIGNATURE} & set(names)
    if len(names) > MAX_MEMBERS or sorted(names) != sorted([*members, *own]):
        raise BadBundle(file=str(file), detail=MANIFEST)
    if len({name.casefold() for name in names}) != len(names):
        raise BadBundle(file=str(file), detail=MANIFEST)
    for name in members:
        if not safe(name):
            raise BadBundle(file=str(file), detail=f"{name[:80]!r}")
    total = sum(size for size, _ in members.values())
    if total > SMALL + MOST_PACKED * file.stat().st_size:
        raise BadBundle(file=str(file), detail=f"{total} bytes?")
    signed = bounded(archive, SIGNATURE, MAX_SIGNATURE, file) if SIGNATURE in archive.namelist() else None
    return Sealed(file, head, members, _signer(signed, head, raw, file))


def held(folder: Path) -> str:
    """Holds a bundle that was unpacked into a folder against its manifest and signature; answers who signed, "" nobody.

    Files that the manifest does not name are nobody's concern. Raises BadBundle kinds for the first that differs or is gone.
    """
    try:
        return _held(folder)
    except BadBundle:
        raise
    except (*BROKEN, OSError) as error:
        raise BadBundle(f"{folder}: {error}", file=str(folder), detail=str(error)[:200]) from error


def _held(folder: Path) -> str:
    raw = (folder / MANIFEST).read_bytes()
    head = json.loads(raw.decode("utf-8"))
    if head["schema"] != SCHEMA:
        raise BadBundle(file=str(folder), detail=str(head["schema"])[:80])
    signed = (folder / SIGNATURE).read_bytes() if (folder / SIGNATURE).is_file() else None
    signer = _signer(signed, head, raw, folder)
    for name, told in head["files"].items():
        file = folder.joinpath(*name.split("/"))
        if not safe(name) or not file.is_file():
            raise BadBundle(file=str(folder), detail=f"{name[:80]!r}")
        with file.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != told["sha256"]:
                raise BadBundle(file=str(folder), detail=name[:80])
    return signer


def _signer(signed: bytes | None, head: Mapping[str, Any], raw: bytes, file: Path) -> str:
    if signed is None:
        if head["key"]:
            # a signature that was taken away is no unsigned bundle
            raise BadSignature(file=str(file), detail=SIGNATURE)
        return ""
    public = decoded(str(head["key"]))
    signature = decoded(signed[:MAX_SIGNATURE].decode("ascii", "replace"))
    if not valid(public, signature, _PREFIX + raw) or fingerprint(public) != head["fingerprint"]:
        raise BadSignature(file=str(file), detail=str(head["fingerprint"])[:60])
    return fingerprint(public)


def safe(name: str) -> bool:
    """Is this a plain place below a folder, on every system?"""
    parts = PurePosixPath(name).parts
    if not _MEMBER.match(name) or len(name) > 240:
        return False
    return not any(p in (".", "..") or p != p.strip(" .") or _DEVICE.match(p) for p in parts)


def bounded(archive: zipfile.ZipFile, name: str, most: int, file: Path) -> bytes:
    """A member of at most so many bytes. Raises BadBundle."""
    info = archive.getinfo(name)
    if info.file_size > most:
        raise BadBundle(file=str(file), detail=name)
    with archive.open(info) as packed:
        data = packed.read(most + 1)
    if len(data) > most:
        raise BadBundle(file=str(file), detail=name)
    return data


def check(archive: zipfile.ZipFile, sealed: Sealed) -> None:
    """Reads every member against its hash. Raises BadBundle."""
    for name in sealed.members:
        for _ in content(archive, sealed, name):
            pass


def content(archive: zipfile.ZipFile, sealed: Sealed, name: str) -> Iterator[bytes]:
    """The blocks of a member; raises BadBundle as soon as it is more than, and at its end if it is other than, the manifest says."""
    if name not in sealed.members:
        raise BadBundle(file=str(sealed.file), detail=name)
    size, wanted = sealed.members[name]
    info = archive.getinfo(name)
    if stat.S_ISLNK(info.external_attr >> 16) or info.is_dir():
        raise BadBundle(file=str(sealed.file), detail=name)
    digest = hashlib.sha256()
    left = size
    with archive.open(info) as packed:
        while block := packed.read(BLOCK):
            left -= len(block)
            if left < 0:
                raise BadBundle(file=str(sealed.file), detail=name)
            digest.update(block)
            yield block
    if left or digest.hexdigest() != wanted:
        raise BadBundle(file=str(sealed.file), detail=name)


def unpack(archive: zipfile.ZipFile, sealed: Sealed, places: Mapping[str, Path]) -> None:
    """Writes members to places that the caller chose."""
    for name, target in places.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            for block in content(archive, sealed, name):
                out.write(block)


def pack(target: Path, members: Mapping[str, bytes]) -> None:
    """A plain zip of the same bytes every time, without manifest and signature. Raises WriteError."""
    with whole_file(target) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(members.items()):
            _add(archive, name, data)
