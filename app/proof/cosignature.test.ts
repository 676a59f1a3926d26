import { expect, it } from "vitest";
import { decodeBase64, encodeBase64 } from "#app/encoding/base64.ts";
import { concatBytes } from "#app/encoding/bytes.ts";
import { encodeHex } from "#app/encoding/hex.ts";
import { cosign, readCosignatures } from "./cosignature.ts";
import { formatVerifierKey, noteKeyIdOf, parseNote, parseVerifierKey, signNote } from "./signed-note.ts";
import { createWebCryptoSigner, generatePrivateKey } from "./signer.ts";

const TEXT = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

/** Transcribed from the text of c2sp.org/tlog-cosignature (C2SP/C2SP at 01194db, tlog-cosignature.md). */
const PUBLISHED_LINE =
  "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==";

async function makeWitness(name = "witness.example/w1") {
  const signer = await createWebCryptoSigner(await generatePrivateKey());
  const vkey = await formatVerifierKey(name, signer.publicKey, "cosignature");
  return { name, signer, verifier: await parseVerifierKey(vkey, "cosignature"), vkey };
}

async function makeNote() {
  const log = await createWebCryptoSigner(await generatePrivateKey());
  return signNote(TEXT, "example.com/behind-the-sofa", log);
}

it("has the form of the published example: key id, time of 64 bits, signature", async () => {
  const [line] = parseNote(`${TEXT}\n${PUBLISHED_LINE}\n`).signatures;
  expect(line?.signature).toHaveLength(72);
  const seconds = new DataView(line!.signature.slice(0, 8).buffer).getBigUint64(0);
  expect(seconds).toBe(1_679_315_147n);
  const { name, signer } = await makeWitness();
  const made = parseNote(`${TEXT}\n${await cosign(TEXT, name, signer, 1_679_315_147)}`).signatures[0]!;
  expect(encodeHex(made.signature.slice(0, 8))).toBe(encodeHex(line!.signature.slice(0, 8)));
  expect(encodeHex(made.keyId)).toBe(encodeHex(await noteKeyIdOf(name, signer.publicKey, "cosignature")));
});

it("is read with its time, next to the log's own signature and unknown lines", async () => {
  const [one, two] = [await makeWitness("w.example/1"), await makeWitness("w.example/2")];
  const lines = [await cosign(TEXT, one.name, one.signer, 1_700_000_000), await cosign(TEXT, two.name, two.signer, 5)];
  const note = `${await makeNote()}${lines.join("")}${PUBLISHED_LINE}\n`;
  expect(await readCosignatures(note, [one.verifier, two.verifier])).toMatchObject([
    { witness: "w.example/1", at: "2023-11-14T22:13:20.000Z", line: lines[0]!.trimEnd() },
    { witness: "w.example/2", at: "1970-01-01T00:00:05.000Z" },
  ]);
  expect(await readCosignatures(note, [two.verifier])).toHaveLength(1);
  expect(await readCosignatures(note, [])).toEqual([]);
});

it.each([
  ["another time", (bytes: Uint8Array) => bytes.with(11, bytes[11]! ^ 1)],
  ["another signature", (bytes: Uint8Array) => bytes.with(40, bytes[40]! ^ 1)],
  ["a time beyond all dates", (bytes: Uint8Array) => bytes.with(4, 0x7f)],
  ["bytes left out", (bytes: Uint8Array) => bytes.slice(0, -1)],
  ["no time at all", (bytes: Uint8Array) => concatBytes(bytes.slice(0, 4), bytes.slice(12))],
])("rejects a known witness's line with %s", async (_, change) => {
  const { name, signer, verifier } = await makeWitness();
  const line = await cosign(TEXT, name, signer, 1_700_000_000);
  const encoded = line.trimEnd().split(" ").at(-1)!;
  const forged = line.replace(encoded, encodeBase64(change(decodeBase64(encoded))));
  const note = await makeNote();
  await expect(readCosignatures(note + forged, [verifier])).rejects.toMatchObject({ code: "wrong_cosignature" });
  await expect(readCosignatures(note + line, [verifier])).resolves.toHaveLength(1);
});

it("is over one checkpoint: on another text it is wrong", async () => {
  const { name, signer, verifier } = await makeWitness();
  const line = await cosign(TEXT.replace("20852163", "20852164"), name, signer, 1_700_000_000);
  await expect(readCosignatures((await makeNote()) + line, [verifier])).rejects.toMatchObject({
    code: "wrong_cosignature",
  });
});

it("has a key of its own type: a log's key is no witness's, nor the other way round", async () => {
  const { vkey, signer } = await makeWitness();
  await expect(parseVerifierKey(vkey)).rejects.toMatchObject({ code: "invalid_verifier_key" });
  const plain = await formatVerifierKey("witness.example/w1", signer.publicKey);
  await expect(parseVerifierKey(plain, "cosignature")).rejects.toMatchObject({ code: "invalid_verifier_key" });
  expect(plain).not.toBe(vkey);
});
