"""A cache whose entries prove that this user's Muster wrote them: what goes from it into a pack gets signed.

Whoever can write into the cache's folder could otherwise put pages of their own into a pack. Each entry carries an HMAC-SHA256
(RFC 2104) over its key and its bytes, under a secret that lies elsewhere and that only the user can read. What doesn't fit is as good
as not there: it is made again and replaced.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
import tempfile
from pathlib import Path

from builder.model.error import BuilderError
from builder.read.cache import DirectoryCache
from builder.read.plain_file import open_plain_file

SECRET_NAME = "cache.key"  # noqa: S105  the name of the file, not what stands in it
SECRET_BYTES = 32

_FORMAT = b"muster-sealed-1\0"
_MADE_AGAIN = "Delete it; the next run makes another, and renders every section once more."


class SealedCache:
    """A folder of entries that are believed only with a proof.

    Args:
        directory: Where the entries lie; anyone may be able to write there.
        secret: From `read_secret`.
    """

    def __init__(self, directory: Path, secret: bytes) -> None:
        self._entries = DirectoryCache(directory)
        self._secret = secret

    def get(self, key: str) -> bytes | None:
        """The bytes that were put under this very key with this secret; None for everything else that may lie there."""
        kept = self._entries.get(_place(key))
        if kept is None:
            return None
        proof, value = kept[:32], kept[32:]
        return value if hmac.compare_digest(proof, self._prove(key, value)) else None

    def put(self, key: str, value: bytes) -> None:
        """Keep the bytes with their proof, in place of whatever lay there."""
        self._entries.put(_place(key), self._prove(key, value) + value)

    def time(self) -> int | None:
        """See `Cache.time`."""
        return self._entries.time()

    def _prove(self, key: str, value: bytes) -> bytes:
        # The key goes in at a fixed length: no bytes can move between it and the value.
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
        proof = hmac.new(self._secret, _FORMAT + digest, hashlib.sha256)
        proof.update(value)
        return proof.digest()


def _place(key: str) -> str:
    """Apart from what other caches keep under the same key in the same folder."""
    return f"sealed\n{key}"


def read_secret(settings: Path, cache: Path) -> bytes:
    """The user's secret, made if there is none yet.

    Args:
        settings: The folder it stands in.
        cache: The folder of the entries; the secret must not lie in it.

    Raises:
        BuilderError: It can't be made or read, or others could read or replace it.
    """
    if settings.resolve().is_relative_to(cache.resolve()):
        raise BuilderError(f"The secret of the cache would lie inside the cache itself, in {settings}.")
    file = settings / SECRET_NAME
    try:
        settings.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.path.lexists(file):
            _make_secret(file)
        _refuse_open_to_others(settings.stat(), settings)
        return _read_own(file)
    except OSError as error:
        raise BuilderError(f"The secret of the cache can't be used: {file}: {error.strerror}.") from None


def _make_secret(file: Path) -> None:
    # Whole or not at all: of two programs that make it at once, both must end up with one of the two.
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # readable by its owner only
    try:
        with os.fdopen(handle, "wb") as made:
            made.write(secrets.token_bytes(SECRET_BYTES))
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _read_own(file: Path) -> bytes:
    # Never through a link: it could lead to a file whose content somebody else knows.
    with open_plain_file(file) as opened:
        _refuse_open_to_others(os.fstat(opened.fileno()), file)
        secret = opened.read(SECRET_BYTES + 1)
    if len(secret) != SECRET_BYTES:
        raise BuilderError(f"The secret of the cache, {file}, is not {SECRET_BYTES} bytes long.", _MADE_AGAIN)
    return secret


def _refuse_open_to_others(state: os.stat_result, path: Path) -> None:
    """Of a file nobody else may read or write it, of a folder nobody else may write in it. Windows keeps both by other means."""
    if os.name != "posix":
        return
    forbidden = 0o022 if stat.S_ISDIR(state.st_mode) else 0o077
    if state.st_uid != os.getuid():
        raise BuilderError(f"{path} belongs to somebody else, so others could have made the secret of the cache.")
    if state.st_mode & forbidden:
        what = "folder" if stat.S_ISDIR(state.st_mode) else "file"
        right = "700" if what == "folder" else "600"
        raise BuilderError(
            f"Others than you can get at the secret of the cache: the {what} {path} is open to them.",
            f"Run `chmod {right} {path}`, and delete {SECRET_NAME} if others may have seen it.",
        )
