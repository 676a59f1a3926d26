import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { parseCheckpoint } from "#app/proof/checkpoint.ts";
import { parseKeySet } from "#app/proof/key-set.ts";
import { truetonne } from "#tests/support/command-line.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { JOB_PATIENCE, waitFor } from "#tests/support/wait-for.ts";

describe("the log of an installation", () => {
  let server: TestServer;
  let state: string;
  beforeAll(async () => {
    server = await startServer("PostgreSQL");
    state = join(mkdtempSync(join(inject("runFolder"), "monitor-")), "state.json");
  });
  afterAll(() => server.remove());

  const get = async (path: string) => {
    const response = await fetch(`${server.origin}${path}`);
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const monitor = () => truetonne(["log", "monitor", `${server.origin}/log`, "--state", state]);
  const settings = () => ({
    DATA_DIR: server.dataDir,
    PUBLIC_URL: server.origin,
    DATABASE_URL: server.ownerUrl,
    DATABASE_OWNER_URL: server.ownerUrl,
  });

  it("is served as files that are cached permanently, and a checkpoint that is cached for seconds", async () => {
    // The first checkpoint is signed after the server has started.
    const checkpoint = await waitFor(async () => {
      const answer = await get("/log/checkpoint");
      expect(answer.status).toBe(200);
      return answer;
    }, JOB_PATIENCE);
    expect(checkpoint.headers.get("cache-control")).toBe("public, max-age=5");
    const { size } = parseCheckpoint(checkpoint.text);
    for (const path of [`/log/tile/0/000.p/${size}`, `/log/tile/entries/000.p/${size}`]) {
      const tile = await get(path);
      expect(tile.status).toBe(200);
      expect(tile.headers.get("cache-control")).toContain("immutable");
    }
  });

  it("is followed from outside, over a rotation of its keys that the server takes without a start", async () => {
    expect((await monitor()).out).toContain("signed and complete");
    const before = await parseKeySet((await get("/.well-known/jwks.json")).text);
    const rotated = await truetonne(["keys", "rotate", "log"], settings());
    expect(rotated).toMatchObject({ code: 0, err: "" });
    const after = await parseKeySet((await get("/.well-known/jwks.json")).text);
    expect(after.keys).toHaveLength(before.keys.length + 1);
    const did = JSON.parse((await get("/.well-known/did.json")).text);
    expect(did.verificationMethod).toHaveLength(after.keys.length);
    const seen = await monitor();
    expect(seen).toMatchObject({ code: 0 });
    expect(seen.out).toContain("1 of them new");
  });

  it("states since when a key is revoked, and how much of the log is valid", async () => {
    const credential = (await parseKeySet((await get("/.well-known/jwks.json")).text)).keys.find(
      ({ purpose, validUntil }) => purpose === "credential" && validUntil === null,
    )!;
    const { size } = parseCheckpoint((await get("/log/checkpoint")).text);
    const revoked = await truetonne(["keys", "revoke", credential.keyId], settings());
    expect(revoked).toMatchObject({ code: 0, err: "" });
    const { keys } = await parseKeySet((await get("/.well-known/jwks.json")).text);
    expect(keys.find(({ keyId }) => keyId === credential.keyId)).toMatchObject({ revokedSize: size });
    expect(keys.find(({ keyId }) => keyId === credential.keyId)?.revokedAt).not.toBeNull();
    expect(await monitor()).toMatchObject({ code: 0 });
    expect((await truetonne(["keys", "revoke", credential.keyId], settings())).code).toBe(1);
    expect((await truetonne(["keys", "rotate", "seal"], settings())).code).toBe(2);
    expect((await truetonne(["keys", "list"], settings())).out).toContain(`${credential.keyId} from`);
  });

  it("serves no checkpoint that is shorter than a signed one, and signs nothing then", async () => {
    const kept = join(server.dataDir, "keys", "checkpoint");
    const note = readFileSync(kept, "utf8");
    const { size } = parseCheckpoint(note);
    writeFileSync(kept, note.replace(`\n${size}\n`, `\n${size + 2}\n`));
    expect((await get("/log/checkpoint")).status).toBe(503);
    const refused = await truetonne(["keys", "rotate", "log"], settings());
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(`this machine signed a checkpoint of ${size + 2} entries`);
    writeFileSync(kept, note);
    expect((await get("/log/checkpoint")).status).toBe(200);
  });
});
