import { describe, expect, it } from "vitest";
import { decodeBase64Url } from "#app/encoding/base64.ts";
import { canonicalJson, type JsonObject } from "#app/encoding/canonical-json.ts";
import { compressGzip, decompress } from "#app/encoding/decompress.ts";
import { locateStatus, pathOfStatusList, readStatusList, STATUS_LIST_LENGTH, signStatusList } from "./status-list.ts";
import { makeSampleKey } from "./testing/sample-keys.ts";

const place = {
  purpose: "revocation" as const,
  list: "https://reports.example/status/1",
  index: 0,
  issuerDid: "did:web:reports.example",
};
const facts = {
  address: place.list,
  issuerDid: place.issuerDid,
  purpose: place.purpose,
  validFrom: "2026-03-02T09:00:00Z",
  validUntil: "2026-03-02T10:00:00Z",
};
const now = "2026-03-02T09:30:00Z";

async function makeList(set: number[]) {
  const { signer, key } = await makeSampleKey(1, "credential");
  return { text: canonicalJson(await signStatusList({ ...facts, set }, signer)), keys: [key] };
}

describe("the places of reports", () => {
  it.each([
    [0, 1, 0],
    [STATUS_LIST_LENGTH - 1, 1, STATUS_LIST_LENGTH - 1],
    [STATUS_LIST_LENGTH, 2, 0],
    [2 * STATUS_LIST_LENGTH + 7, 3, 7],
  ])("puts report %i into list %i at %i", (place, list, index) => {
    expect(locateStatus(place)).toEqual({ list, index });
  });

  it("keeps the address of the first list, which was alone once", () => {
    expect(pathOfStatusList("revocation", 1)).toBe("/status/revocation");
    expect(pathOfStatusList("superseded", 2)).toBe("/status/superseded/2");
  });
});

describe("a status list", () => {
  it("reads exactly the bits that were set", async () => {
    const set = [0, 7, 8, 4217, STATUS_LIST_LENGTH - 1];
    const { text, keys } = await makeList(set);
    for (const index of [...set, 1, 6, 9, 4216, 4218, STATUS_LIST_LENGTH - 2]) {
      const reading = await readStatusList(text, { ...place, index }, { keys, now });
      expect(reading, `${index}`).toMatchObject({ isSet: set.includes(index), isFresh: true, asOf: facts.validFrom });
    }
  });

  it("puts index 0 at the left-most bit, as the standard does", async () => {
    const { text } = await makeList([0]);
    const { encodedList } = (JSON.parse(text) as { credentialSubject: { encodedList: string } }).credentialSubject;
    const bits = await decompress(decodeBase64Url(encodedList.slice(1)), "gzip", 20_000);
    expect([...bits.subarray(0, 2)]).toEqual([0x80, 0]);
    expect(bits).toHaveLength(16_384);
  });

  it("grows old", async () => {
    const { text, keys } = await makeList([]);
    const freshAt = async (time: string) => (await readStatusList(text, place, { keys, now: time })).isFresh;
    expect(await freshAt("2026-03-02T09:59:59Z")).toBe(true);
    expect(await freshAt("2026-03-02T10:00:00Z")).toBe(false);
    expect(await freshAt("2026-03-02T08:59:59Z")).toBe(false);
  });

  it("is refused for another address, purpose, issuer or key, or when any of it changes", async () => {
    const { text, keys } = await makeList([5]);
    const context = { keys, now };
    await expect(readStatusList(text, { ...place, list: "https://reports.example/status/2" }, context)).rejects.toThrow(
      "wrong_status_list",
    );
    await expect(readStatusList(text, { ...place, issuerDid: "did:web:other.example" }, context)).rejects.toThrow(
      "wrong_status_list",
    );
    await expect(readStatusList(text, { ...place, purpose: "message" }, context)).rejects.toThrow(
      "invalid_status_list",
    );
    await expect(
      readStatusList(text, place, { keys: [(await makeSampleKey(3, "credential")).key], now }),
    ).rejects.toThrow("unknown_key");
    for (let at = 0; at < text.length; at += 7) {
      const changed = text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
      await expect(readStatusList(changed, place, context), `position ${at}`).rejects.toThrow();
    }
  });

  it("is not made for an index beyond its end", async () => {
    const { signer } = await makeSampleKey(1, "credential");
    await expect(signStatusList({ ...facts, set: [STATUS_LIST_LENGTH] }, signer)).rejects.toThrow(
      "invalid_status_index",
    );
  });

  it("does not unfold beyond its size, even when it is signed", async () => {
    const { signer, key } = await makeSampleKey(1, "credential");
    const { signDocument } = await import("./data-integrity.ts");
    const { encodeBase64Url } = await import("#app/encoding/base64.ts");
    const { proof, ...list } = (await signStatusList({ ...facts, set: [] }, signer)) as JsonObject & {
      credentialSubject: JsonObject;
    };
    const bomb = `u${encodeBase64Url(await compressGzip(new Uint8Array(50_000_000)))}`;
    const signed = await signDocument(
      { ...list, credentialSubject: { ...list.credentialSubject, encodedList: bomb } },
      signer,
      facts.validFrom,
    );
    await expect(readStatusList(canonicalJson(signed), place, { keys: [key], now })).rejects.toThrow("too_large");
  });
});
