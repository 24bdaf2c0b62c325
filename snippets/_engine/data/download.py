"""Downloads that can be interrupted, and are only ever whole when they have their final name."""

from pathlib import Path
from urllib.parse import urlsplit

import requests
import urllib3
from tqdm import tqdm

from .files import matches, move, remove
from .network import Network

# Seconds: to connect (short, for a machine without network), and between two packets.
TIMEOUT = (3.05, 20)
ATTEMPTS = 3
CHUNK = 1 << 16


class Failed(Exception):
    """This address does not give the file."""


class Interrupted(Failed):
    """The transfer broke off: what has arrived can be continued."""


def download(
    urls: tuple[str, ...],
    checksum: str,
    target: Path,
    network: Network,
    progress: bool = True,
) -> list[str]:
    """Fetches a file from the first address that gives it whole.

    What arrives is kept in ``<target>.part``, is continued by a later attempt, even of another
    process, and gets its name only with the right checksum.

    Args:
        urls: The addresses.
        checksum: What the file must have, as ``algorithm:hexdigits``.
        target: Where to put it; one that is there and whole is kept.
        network: What is known of the hosts; learns from this download.
        progress: Whether to show a bar (in a terminal).

    Returns:
        One reason for each address that failed. The file is there if and only if `target`
        exists.

    Raises:
        OSError: The file cannot be written.
    """
    if target.exists() and matches(target, checksum):
        return []
    target.parent.mkdir(parents=True, exist_ok=True)
    remove(target)
    reasons = []
    for url in urls:
        try:
            _from_one(url, checksum, target, network, progress)
            return reasons
        except Failed as failed:
            reasons.append(f"{urlsplit(url).netloc}: {failed}")
    return reasons


def _from_one(url: str, checksum: str, target: Path, network: Network, progress: bool) -> None:
    part = target.with_name(target.name + ".part")
    if not network.is_worth_trying(url):
        raise Failed("not asked, the network seems to be down")
    for attempt in range(1, ATTEMPTS + 1):
        try:
            resumed = _transfer(url, part, network, progress)
        except Interrupted:
            if attempt == ATTEMPTS or not network.is_worth_trying(url):
                raise
            continue
        if matches(part, checksum):
            move(part, target)
            return
        remove(part)
        if not resumed:
            raise Failed("the file there has another checksum")
    raise Failed("what arrived never had the right checksum")


def _transfer(url: str, part: Path, network: Network, progress: bool) -> bool:
    """Appends what is missing to the part, and tells whether there had been something."""
    start = part.stat().st_size if part.exists() else 0
    # Identity: a server that packs what is packed already would spoil lengths and checksum.
    headers = {"Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    try:
        response = requests.get(url, headers=headers, stream=True, timeout=TIMEOUT)
    except requests.RequestException as error:
        network.did_not_answer(url)
        raise Interrupted(f"no answer ({type(error).__name__})") from error
    network.answered(url)
    with response:
        if start and response.status_code == requests.codes.requested_range_not_satisfiable:
            return True
        if not response.ok:
            raise Failed(f"HTTP {response.status_code}")
        if response.status_code != requests.codes.partial_content:
            start = 0
        missing = int(response.headers.get("Content-Length", 0))
        arrived = _write(response, part, start, missing, progress)
    if arrived < missing:
        raise Interrupted(f"broke off after {start + arrived:,} of {start + missing:,} bytes")
    return start > 0


def _write(response: requests.Response, part: Path, start: int, missing: int, progress: bool) -> int:
    arrived = 0
    bar = tqdm(
        desc=part.stem,
        initial=start,
        total=start + missing or None,
        unit="B",
        unit_scale=True,
        disable=None if progress else True,
    )
    try:
        with bar, open(part, "ab" if start else "wb") as file:
            for chunk in response.raw.stream(CHUNK, decode_content=False):
                file.write(chunk)
                arrived += len(chunk)
                bar.update(len(chunk))
    except urllib3.exceptions.HTTPError as error:
        raise Interrupted(f"broke off ({type(error).__name__})") from error
    except OSError:
        # A full disk: give back what was taken of it.
        remove(part)
        raise
    return arrived
