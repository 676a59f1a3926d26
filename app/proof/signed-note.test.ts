import { describe, expect, it } from "vitest";
import { decodeBase64 } from "#app/encoding/base64.ts";
import { encodeHex } from "#app/encoding/hex.ts";
import { formatCheckpoint, parseCheckpoint, signCheckpoint, verifyCheckpoint } from "./checkpoint.ts";
import { formatVerifierKey, parseNote, parseVerifierKey, signNote, verifyNote } from "./signed-note.ts";
import { createWebCryptoSigner } from "./signer.ts";
import { makeSampleKey, pkcs8Of } from "./testing/sample-keys.ts";

/** The example of the package documentation of golang.org/x/mod/sumdb/note, where the format comes from. */
const PUBLISHED_PRIVATE = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const PUBLISHED_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PUBLISHED_TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PUBLISHED_NOTE = `${PUBLISHED_TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;
/** The example of c2sp.org/tlog-checkpoint. */
const PUBLISHED_CHECKPOINT = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`;

describe("a signed note", () => {
  it("is signed and verified as published", async () => {
    const signer = await createWebCryptoSigner(pkcs8Of(decodeBase64(PUBLISHED_PRIVATE).slice(1)));
    expect(await signNote(PUBLISHED_TEXT, "PeterNeumann", signer)).toBe(PUBLISHED_NOTE);
    expect(await formatVerifierKey("PeterNeumann", signer.publicKey)).toBe(PUBLISHED_VKEY);
    const verified = await verifyNote(PUBLISHED_NOTE, [await parseVerifierKey(PUBLISHED_VKEY)]);
    expect(verified.text).toBe(PUBLISHED_TEXT);
  });

  it("may have empty lines in its text", () => {
    const note = "one\n\ntwo\n\n— someone AAAAAAAAAAA=\n";
    expect(parseNote(note).text).toBe("one\n\ntwo\n");
  });

  it("is refused when any character of text or signature changes", async () => {
    const verifier = await parseVerifierKey(PUBLISHED_VKEY);
    for (let at = 0; at < PUBLISHED_NOTE.length; at += 1) {
      const other = PUBLISHED_NOTE[at] === "x" ? "y" : "x";
      const changed = PUBLISHED_NOTE.slice(0, at) + other + PUBLISHED_NOTE.slice(at + 1);
      await expect(verifyNote(changed, [verifier]), `position ${at}`).rejects.toThrow(
        /invalid_note|unknown_note_key|wrong_note_signature|invalid_base64/,
      );
    }
  });

  it("passes over signatures of unknown keys, but not a wrong one of a known key", async () => {
    const [log, witness] = [await makeSampleKey(1, "log"), await makeSampleKey(2, "log")];
    const note = await signNote("text\n", "log.example", log.signer);
    const cosigned = note + (await signNote("text\n", "witness.example", witness.signer)).split("\n\n")[1];
    const logVerifier = await parseVerifierKey(await formatVerifierKey("log.example", log.key.publicKey));
    const witnessVerifier = await parseVerifierKey(await formatVerifierKey("witness.example", witness.key.publicKey));
    expect((await verifyNote(cosigned, [logVerifier])).signedBy).toEqual([logVerifier]);
    expect((await verifyNote(cosigned, [logVerifier, witnessVerifier])).signedBy).toHaveLength(2);
    const otherText = (await signNote("other\n", "witness.example", witness.signer)).split("\n\n")[1];
    await expect(verifyNote(note + otherText, [logVerifier, witnessVerifier])).rejects.toThrow("wrong_note_signature");
    await expect(verifyNote(note, [witnessVerifier])).rejects.toThrow("unknown_note_key");
    await expect(verifyNote(note, [])).rejects.toThrow("unknown_note_key");
  });

  it.each([
    ["no signature", "text\n"],
    ["no newline at the end", PUBLISHED_NOTE.slice(0, -1)],
    ["a carriage return", PUBLISHED_NOTE.replace("\n", "\r\n")],
    ["a tab", `a\tb\n\n— k AAAAAAAAAAA=\n`],
    ["a plus in the name", "text\n\n— a+b AAAAAAAAAAA=\n"],
    ["a signature too short", "text\n\n— a AAAAAA==\n"],
    ["something after the signatures", `${PUBLISHED_NOTE}more\n`],
  ])("is refused with %s", (_name, note) => {
    expect(() => parseNote(note)).toThrow("invalid_note");
  });

  it.each(["", "PeterNeumann", PUBLISHED_VKEY.replace("c74f20a3", "c74f20a4"), PUBLISHED_VKEY.replace("ARpc", "AhpC")])(
    "is not verified with the key %j",
    async (vkey) => {
      await expect(parseVerifierKey(vkey)).rejects.toThrow("invalid_verifier_key");
    },
  );
});

describe("a checkpoint", () => {
  const root = new Uint8Array(32).fill(9);

  it("is read as published", () => {
    const { origin, size, root: published } = parseCheckpoint(PUBLISHED_CHECKPOINT);
    expect({ origin, size }).toEqual({ origin: "example.com/behind-the-sofa", size: 20852163 });
    expect(encodeHex(published)).toBe("0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62");
  });

  it("is signed in the log's name and read back", async () => {
    const { signer, key } = await makeSampleKey(1, "log");
    const note = await signCheckpoint({ origin: "reports.example/log", size: 3, root }, signer);
    const verifier = await parseVerifierKey(await formatVerifierKey("reports.example/log", key.publicKey));
    expect(await verifyCheckpoint(note, [verifier])).toEqual({
      origin: "reports.example/log",
      size: 3,
      root,
      signedBy: [verifier],
    });
  });

  it("is not taken from a witness alone", async () => {
    const { signer, key } = await makeSampleKey(2, "log");
    const note = await signNote(
      formatCheckpoint({ origin: "reports.example/log", size: 3, root }),
      "witness.example",
      signer,
    );
    const witness = await parseVerifierKey(await formatVerifierKey("witness.example", key.publicKey));
    await expect(verifyCheckpoint(note, [witness])).rejects.toThrow("unknown_note_key");
  });

  it.each([
    ["a size with a leading zero", "o\n03\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
    ["a negative size", "o\n-3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
    ["a size beyond exact integers", "o\n9999999999999999\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
    ["a short root", "o\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n"],
    ["an extension line", "o\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore\n"],
    ["a root missing", "o\n3\n"],
  ])("is refused with %s", (_name, text) => {
    expect(() => parseCheckpoint(`${text}\n— o AAAAAAAAAAA=\n`)).toThrow("invalid_checkpoint");
  });
});
