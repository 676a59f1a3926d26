import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { type PackEntry, type PackedFile, streamZip } from "#app/encoding/stream-zip.ts";
import { checkPack } from "./check-pack.ts";

const folder = mkdtempSync(join(tmpdir(), "truetonne-pack-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const encode = (text: string) => new TextEncoder().encode(text);

/** A pack in the layout of the service: files, their manifest, and the hash of the manifest. */
async function makePack(files: Record<string, string>): Promise<Buffer> {
  const packed: PackedFile[] = [];
  async function* entries(): AsyncGenerator<PackEntry> {
    for (const [path, text] of Object.entries(files)) {
      yield { path, bytes: [encode(text.slice(0, 3)), encode(text.slice(3))] };
    }
    const manifest = JSON.stringify({ files: packed });
    yield { path: "manifest.json", bytes: [encode(manifest)] };
    const sha256 = createHash("sha256").update(manifest).digest("hex");
    yield { path: "manifest.sha256", bytes: [encode(`${sha256}  manifest.json\n`)] };
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of streamZip(entries(), (file) => packed.push(file))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const FILES = { "README.txt": "read me", "reports/a.pdf": "%PDF-1.7 sample", "evidence/空.csv": "甲,1\n" };

async function check(bytes: Uint8Array) {
  const path = join(folder, "pack.zip");
  writeFileSync(path, bytes);
  return checkPack(path);
}

describe("a pack", () => {
  it("is a standard archive with the same bytes each time and matches its manifest", async () => {
    const bytes = await makePack(FILES);
    expect(Buffer.from(await makePack(FILES)).equals(bytes)).toBe(true);
    const opened = unzipSync(bytes);
    expect(Object.keys(opened)).toEqual([...Object.keys(FILES), "manifest.json", "manifest.sha256"]);
    expect(new TextDecoder().decode(opened["evidence/空.csv"])).toBe("甲,1\n");
    expect(await check(bytes)).toMatchObject({ files: 3, faults: [] });
  });

  it.each([
    ["a byte of a file", "%PDF-1.7 sample", "%PDF-1.7 simple", { code: "changed", path: "reports/a.pdf" }],
    ["a hash in the manifest", '"sha256":"', '"sha256":"', { code: "manifest_changed", path: "manifest.json" }],
  ] as const)("names what was changed: %s", async (what, from, to, fault) => {
    const bytes = await makePack(FILES);
    const at = bytes.indexOf(from);
    expect(at).toBeGreaterThan(0);
    if (what === "a byte of a file") bytes.write(to, at);
    else bytes[at + from.length] = bytes[at + from.length] === 0x30 ? 0x31 : 0x30;
    expect((await check(bytes)).faults).toContainEqual(fault);
  });

  it("reports missing and added files", async () => {
    const whole = await makePack(FILES);
    const manifest = new TextDecoder().decode(unzipSync(whole)["manifest.json"]);
    const files: PackEntry[] = [
      { path: "README.txt", bytes: [encode("read me")] },
      { path: "added.txt", bytes: [encode("x")] },
      { path: "manifest.json", bytes: [encode(manifest)] },
      { path: "manifest.sha256", bytes: [encode(createHash("sha256").update(manifest).digest("hex"))] },
    ];
    const chunks: Uint8Array[] = [];
    const each = async function* () {
      yield* files;
    };
    for await (const chunk of streamZip(each(), () => {})) chunks.push(chunk);
    expect((await check(Buffer.concat(chunks))).faults).toEqual([
      { code: "extra", path: "added.txt" },
      { code: "missing", path: "reports/a.pdf" },
      { code: "missing", path: "evidence/空.csv" },
    ]);
  });

  it.each([
    ["a text", encode("not an archive")],
    ["nothing", new Uint8Array(0)],
    ["a compressed archive", readFileSync(new URL("../../../package.json", import.meta.url))],
  ])("is not %s", async (_, bytes) => {
    expect((await check(bytes)).faults).toEqual([{ code: "not_a_pack", path: "" }]);
  });
});
