#!/usr/bin/env python3
"""Checks an unpacked bundle with Python's standard library and OpenSSL 3 alone: python3 verify.py [FOLDER]

Sixty lines, so that you can read them before you trust them. To judge by keys from a source of your own, put that
jwks.json in the place of keys.json."""
import base64, datetime, gzip, hashlib, json, pathlib, subprocess, sys, tempfile

def sha(data): return hashlib.sha256(data).digest()
def jcs(value): return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()  # RFC 8785
def b64(text): return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))  # of both alphabets
def u64(data): return base64.urlsafe_b64encode(data).decode().rstrip("=")
def read(name): return pathlib.Path(*sys.argv[1:2], name).read_bytes()
def check(what, holds): print("holds:" if holds else "DOES NOT HOLD:", what); holds or sys.exit(1)

def ed25519(key, signature, message, der=bytes.fromhex("302a300506032b6570032100")):  # RFC 8410
    with tempfile.TemporaryDirectory() as room:
        for name, data in ("k", der + key), ("s", signature), ("m", message): pathlib.Path(room, name).write_bytes(data)
        return not subprocess.run("openssl pkeyutl -verify -pubin -keyform DER -inkey k -sigfile s -rawin -in m".split(), cwd=room, capture_output=True).returncode

def base58(text, digits="123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"):  # behind the letter z
    return sum(digits.index(digit) * 58 ** place for place, digit in enumerate(reversed(text[1:])))

def seconds(time): return datetime.datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp()

def signed(what, document, owner, keys):  # W3C eddsa-jcs-2022
    proof, body = dict(document["proof"]), {name: value for name, value in document.items() if name != "proof"}
    value, at = proof.pop("proofValue"), seconds(proof["created"])
    key = next(k for k in keys if proof["verificationMethod"] == f"{owner}#{k['kid']}" and k["purpose"] == "credential")
    in_force = key["nbf"] <= at < min(key.get("exp", 1e12), key.get("revoked", {}).get("revoked_at", 1e12))
    form = value[0], proof["type"], proof["cryptosuite"], proof["proofPurpose"], proof["@context"], in_force
    check(f"{what}: key in force", form == ("z", "DataIntegrityProof", "eddsa-jcs-2022", "assertionMethod", body["@context"], True))
    check(f"{what}: signed by {owner}#{key['kid']}", ed25519(b64(key["x"]), base58(value).to_bytes(64, "big"), sha(jcs(proof)) + sha(jcs(body))))
    return key.get("revoked", {"log_size": 1e15}).get("log_size", 0)  # whoever stole the key can date back, but not in the log

def root(index, size, node, path):  # RFC 9162, 2.1.3
    if size == 1: return node if index == 0 and not path else b""
    half, rest, last = 1 << (size - 1).bit_length() - 1, path[:-1], path[-1]
    return sha(b"\1" + (root(index, half, node, rest) + last if index < half else last + root(index - half, size - half, node, rest)))

def logged(what, name, entry, before):  # the index in the log, under a checkpoint that the log signed
    (_, index, *path), (origin, size, top), notes = (part.split("\n") for part in read(name).decode().split("\n\n"))
    has_it = root(int(index[6:]), int(size), sha(b"\0" + jcs(entry)), list(map(b64, path))) == b64(top)
    check(f"log {origin}: has {what}", int(index[6:]) < before and has_it)
    pairs = [(b64(key.split("+", 2)[2])[1:], b64(note.split(" ")[2])[4:]) for key in keyset["logKeys"] for note in notes if origin in note]
    check(f"log {origin}: signed", any(ed25519(key, signature, f"{origin}\n{size}\n{top}\n".encode()) for key, signature in pairs))
    return int(index[6:])

record, keyset = json.loads(read("report.vc.json")), json.loads(read("keys.json"))
issuer, stated = record["issuer"], record["credentialSubject"]["inventory"]
home, multikey, since = issuer["id"].split(":keys:")[0], issuer["key"]["publicKeyMultibase"], issuer["key"]["since"]
h_inv, h_pdf = stated["hashes"]["inventory"], [one["sealedPdf"] or one["unsignedPdf"] for one in stated["hashes"]["editions"]]
check("report.pdf and inventory.json: as issued", sha(read("report.pdf")).hex() in h_pdf and sha(read("inventory.json")).hex() == h_inv)
own = dict(crv="Ed25519", kty="OKP", x=u64(base58(multikey).to_bytes(34, "big")[2:]))
own = dict(own, kid=u64(sha(jcs(own))), purpose="credential", nbf=seconds(since))
for gone in keyset.get("revokedIssuerKeys", []): own.update(gone if (gone["kid"], gone["iss"]) == (own["kid"], issuer["id"]) else {})
counts = signed(stated["reportNumber"], record, issuer["id"], [own])
said = dict(type="issue", number=stated["reportNumber"], h_inv=h_inv, h_pdf=h_pdf, h_vc=sha(jcs(record)).hex(), ts=record["validFrom"])
opening = b"report-log-commitment-v1\n" + stated["logSalt"].encode() + b"\n" + jcs(said)
place = logged("the report", "report.tlog-proof", dict(type="commitment", hash=sha(opening).hex()), counts)
entry = dict(type="issuer_key", issuer=issuer["id"], name=issuer["name"], key=multikey, ts=since)
logged(f"this key of {issuer['name']} before it", "issuer-key.tlog-proof", entry, place)
check(f"keys of {home}", keyset["didDocument"]["id"] == home)
for number, place in enumerate(record["credentialStatus"], 1):
    status, at = json.loads(read(f"status-{number}.json")), int(place["statusListIndex"])
    signed(f"status-{number}.json", status, home, keyset["keys"])
    is_set = gzip.decompress(b64(status["credentialSubject"]["encodedList"][1:]))[at >> 3] & 128 >> at % 8
    check(f"no {place['statusPurpose']} as of {status['validFrom']}", status["id"] == place["statusListCredential"] and not is_set)
