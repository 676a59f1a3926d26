import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeS3, S3_KEYS, startFakeS3 } from "#tests/support/fake-s3.ts";
import { type EvidenceStore, evidenceKey } from "./evidence-store.ts";
import { openFolderStore } from "./folder-store.server.ts";
import { openS3Store } from "./s3-store.server.ts";

const folder = mkdtempSync(join(tmpdir(), "truetonne-store-"));
const TENANT = "0b9f8a52-8e7f-4b0a-9a51-0c8f6f1f2a31";

function received(content: string) {
  const path = join(mkdtempSync(join(folder, "in-")), "file");
  writeFileSync(path, content);
  return { path, size: content.length, sha256: createHash("sha256").update(content).digest("hex") };
}

describe("evidence stores", () => {
  let s3: FakeS3;
  beforeAll(async () => {
    s3 = await startFakeS3();
  });
  afterAll(() => s3.close());

  const stores: [string, () => EvidenceStore][] = [
    ["a folder", () => openFolderStore(folder)],
    ["a bucket", () => openS3Store({ endpoint: s3.endpoint, bucket: "sample", ...S3_KEYS })],
  ];

  it.each(stores)("%s returns what was stored, and nothing after its deletion", async (_, open) => {
    const store = open();
    const file = received("a bill of March");
    const key = evidenceKey(TENANT, file.sha256, TENANT);
    expect(await store.head(key)).toBeNull();
    expect(await store.get(key)).toBeNull();
    await store.put(key, file);
    expect(await store.head(key)).toEqual({ size: 15 });
    expect((await buffer((await store.get(key))!)).toString()).toBe("a bill of March");
    await store.delete(key);
    await store.delete(key);
    expect(await store.get(key)).toBeNull();
    expect(s3.refused).toEqual([]);
  });

  it.each(stores)("%s rejects malformed keys", async (_, open) => {
    for (const key of ["../../x", `${TENANT}/ab/../../${"a".repeat(64)}-${TENANT}`, ""]) {
      await expect(async () => open().get(key)).rejects.toThrow("not a key");
    }
  });

  it("a bucket rejects a wrong secret and bytes that don't match their hash", async () => {
    const file = received("x,y");
    const key = evidenceKey(TENANT, file.sha256, TENANT);
    const wrong = openS3Store({ endpoint: s3.endpoint, bucket: "sample", ...S3_KEYS, secretAccessKey: "other" });
    await expect(wrong.put(key, file)).rejects.toMatchObject({ code: "unavailable", details: { status: 403 } });
    writeFileSync(file.path, "changed");
    await expect(stores[1]![1]().put(key, file)).rejects.toMatchObject({ code: "unavailable" });
    expect(s3.refused).toEqual(["signature", "content"]);
    expect(s3.objects.size).toBe(0);
  });

  it("reports that the store is unavailable if nothing responds", async () => {
    const gone = openS3Store({ endpoint: "http://127.0.0.1:1", bucket: "sample", ...S3_KEYS });
    await expect(gone.head(evidenceKey(TENANT, "a".repeat(64), TENANT))).rejects.toMatchObject({ code: "unavailable" });
  });
});
