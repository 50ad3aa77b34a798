"""Check a dossier without the system that made it: ``python verify_dossier.py OUT.zip``.

Needs nothing but Python 3.8 or newer. Checks that

- every event is sealed to the one before it, none changed, dropped, added or out of order;
- every act and every piece of evidence that the dossier tells of is in those sealed events;
- every file is there, is what its SHA-256 says, and no other file is;
- the last sealed state of the case is under a daily root (``--akar``: the root you were given:
  its 64 digits, the short form printed on a document, or the root's JSON file).

Whoever made the ZIP could also have changed this file in it: use a copy you trust, and a root
that reached you another way. Ends with 0 when all holds, 1 when not, 2 on wrong usage.
"""

import argparse
import hashlib
import json
import sys
import zipfile
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Set  # noqa: UP035 - Python 3.8

FORMAT = "kawasan-dossier/1"
GENESIS = "0" * 64
FIXED = {"dossier.json", "dossier.pdf", "verify_dossier.py"}
SHORT = 16
Json = Dict[str, Any]  # noqa: UP006


def canonical(value: object) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def sha256(content: bytes) -> str:
    """The digest in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def check(path: str, expected: str = "") -> List[str]:  # noqa: UP006
    """Everything that does not hold, each with its place; nothing when all does."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            body = json.loads(archive.read("dossier.json"))
            if not isinstance(body, dict) or body.get("format") != FORMAT:
                return ["dossier.json: bukan berkas pemeriksaan yang dikenal"]
            found = list(check_chain(body))
            found += check_told(body)
            found += check_root(body, expected)
            found += check_files(archive, names, body)
            return found
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError) as error:
        return [f"berkas tidak dapat dibaca: {type(error).__name__}: {error}"]


def check_chain(body: Json) -> Iterator[str]:
    """The events against their seals."""
    case, chain = body["case"]["id"], body["chain"]
    previous, expected = GENESIS, 1
    for row in chain["events"]:
        seq = row["seq"]
        if seq != expected:
            yield f"kejadian {seq}: nomor {expected} hilang atau tidak berurutan"
        if row["previous_hash"] != previous:
            yield f"kejadian {seq}: tidak bersambung dengan kejadian sebelumnya"
        sealed = {
            "case": case,
            "seq": seq,
            "recorded_at": row["recorded_at"],
            "event": row["event"],
        }
        if sha256(row["previous_hash"].encode() + canonical(sealed)) != row["hash"]:
            yield f"kejadian {seq}: isi tidak sesuai dengan segelnya"
        previous, expected = row["hash"], seq + 1
    if len(chain["events"]) != chain["count"] or not chain["events"]:
        yield f"rantai: tercatat {chain['count']} kejadian, ada {len(chain['events'])}"
    if previous != chain["head"]:
        yield f"kejadian {expected - 1}: bukan kejadian terakhir menurut perkaranya"


def check_told(body: Json) -> Iterator[str]:
    """What the duties tell against the sealed events."""
    events = {row["seq"]: row for row in body["chain"]["events"]}
    offered = {
        (item["kind"], item["sha256"], item["name"])
        for row in events.values()
        for item in row["event"].get("evidence", [])
    }
    for duty in body["duties"]:
        place = f"langkah {duty['step']} {duty['village'] or ''}".strip()
        for act in duty["acts"]:
            row = events.get(act["seq"])
            told = (act["type"], act["occurred_on"], act["person"], act["role"])
            event = row["event"] if row else {}
            sealed = tuple(event.get(key) for key in ("type", "occurred_on", "actor", "role"))
            if row is None or told != sealed or act["recorded_at"] != row["recorded_at"]:
                yield f"{place}: kejadian {act['seq']} tidak seperti yang tersegel"
        for item in duty["evidence"]:
            if (item["kind"], item["sha256"], item["name"]) not in offered:
                yield f"{place}: bukti {item['name']} tidak ada dalam kejadian yang tersegel"


def check_root(body: Json, expected: str) -> Iterator[str]:
    """The case's last state against its daily root, and that root against the given one."""
    root = body["root"]
    if root is None:
        if expected:
            yield "akar: perkara ini belum tercakup akar mana pun"
        return
    seal = {key: root[key] for key in ("name", "written_at", "count", "root", "previous")}
    if sha256(canonical(seal)) != root["hash"]:
        yield f"akar {root['name']}: isi tidak sesuai dengan segelnya"
    row = next((r for r in body["chain"]["events"] if r["seq"] == root["seq"]), None)
    if row is None:
        yield f"akar {root['name']}: kejadian {root['seq']} yang dicakupnya tidak ada"
        return
    node = sha256(b"\x00" + canonical([body["case"]["id"], root["seq"], row["hash"]]))
    for step in root["path"]:
        pair = step["hash"] + node if step["left"] else node + step["hash"]
        node = sha256(b"\x01" + bytes.fromhex(pair))
    if node != root["root"]:
        yield f"akar {root['name']}: kejadian {root['seq']} tidak berada di bawah akar ini"
    if expected and not matches(root["hash"], expected):
        yield f"akar {root['name']}: bukan akar yang Anda sebut"
    if expected and root["seq"] < body["chain"]["count"]:
        yield f"kejadian {root['seq'] + 1}: lebih baru daripada akar {root['name']}"


def matches(seal: str, expected: str) -> bool:
    """Whether a root's seal is the given one: whole, or at least its first sixteen digits."""
    digits = expected.strip().rsplit(maxsplit=1)[-1].replace("-", "").lower()
    return len(digits) >= SHORT and seal.startswith(digits)


def check_files(
    archive: zipfile.ZipFile,
    names: List[str],  # noqa: UP006
    body: Json,
) -> Iterator[str]:
    """Every file the dossier rests on, and none besides."""
    listed = {item["sha256"]: item for item in body["files"]}
    for digest in sorted(resting_on(body)):
        if digest not in listed:
            yield f"berkas {digest}: tidak terdaftar"
    for item in [*body["files"], {"path": "dossier.pdf", **body["printed"]}]:
        path = item["path"]
        if names.count(path) != 1:
            yield f"{path}: tidak ada"
        elif sha256(archive.read(path)) != item["sha256"]:
            yield f"{path}: isi tidak sesuai dengan segelnya"
    known = FIXED | {item["path"] for item in body["files"]}
    for name in sorted(set(names) - known):
        yield f"{name}: tidak termasuk berkas ini"


def resting_on(body: Json) -> Set[str]:  # noqa: UP006
    """The hashes of all evidence and all documents."""
    evidence = {
        item["sha256"]
        for row in body["chain"]["events"]
        for item in row["event"].get("evidence", [])
    }
    return {digest for digest in evidence | {d["sha256"] for d in body["documents"]} if digest}


def tell(path: str, problems: Sequence[str]) -> str:
    """What was checked, in words."""
    if problems:
        return "\n".join([*problems, f"TIDAK COCOK: {len(problems)} hal."])
    with zipfile.ZipFile(path) as archive:
        body = json.loads(archive.read("dossier.json"))
    chain, root = body["chain"], body["root"]
    lines = [f"Perkara {body['case']['id']}: {chain['count']} kejadian bersambung utuh."]
    lines.append(f"Berkas bukti dan naskah: {len(body['files'])}, semua sesuai segelnya.")
    if root is None:
        lines.append("PERHATIAN: perkara ini belum tercakup akar harian.")
    else:
        lines.append(f"Kejadian 1 s.d. {root['seq']} berada di bawah akar {root['short']}.")
        if root["seq"] < chain["count"]:
            lines.append(f"PERHATIAN: sesudah kejadian {root['seq']} belum tercakup akar.")
    return "\n".join([*lines, "COCOK."])


def given_root(value: str) -> str:
    """The seal in a root's file, or the value itself."""
    path = Path(value)
    if value and path.is_file():
        return str(json.loads(path.read_text("utf-8"))["hash"])
    return value


def main(arguments: Optional[Sequence[str]] = None) -> int:  # noqa: UP045
    """Check one dossier and say what was found."""
    parser = argparse.ArgumentParser(description="Periksa berkas pemeriksaan tanpa sistemnya.")
    parser.add_argument("zip", help="berkas ZIP yang diperiksa")
    parser.add_argument("--akar", default="", help="akar yang Anda pegang (angka atau berkas)")
    given = parser.parse_args(arguments)
    problems = check(given.zip, given_root(given.akar))
    sys.stdout.write(tell(given.zip, problems) + "\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
