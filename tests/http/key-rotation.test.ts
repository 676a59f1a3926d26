import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { nextTotpCode, totpCode } from "#tests/support/totp.ts";
import { readable, signUpByPassword, Visitor } from "#tests/support/visitor.ts";

const PERSON = { name: "Sample", email: "person@sample.example", password: "a sentence to remember" };

let server: TestServer;
beforeAll(async () => {
  server = await startServer("PGlite");
});
afterAll(() => server?.remove());

/** Restarts the server with these account keys, newest first. */
async function startWith(secrets: readonly string[]): Promise<void> {
  await server.stop();
  writeFileSync(join(server.dataDir, "keys", "auth-secret"), `${secrets.join("\n")}\n`, { mode: 0o600 });
  await server.start();
}

async function signInWith(answer: { kind: string; code: string }): Promise<string> {
  const visitor = new Visitor(server);
  const first = await visitor.post("/sign-in", { email: PERSON.email, password: PERSON.password });
  expect(first.location).toMatch(/^\/sign-in\/second-factor/);
  return (await visitor.post(first.location, answer)).location;
}

it("rotates the key of accounts without ending a session or losing a second factor", async () => {
  const visitor = await signUpByPassword(server, PERSON);
  const begun = await visitor.post("/account", { intent: "begin-second-factor", beginPassword: PERSON.password });
  const uri = /name="uri" value="([^"]+)"/.exec(begun.text)![1]!.replaceAll("&amp;", "&");
  const codes = readable(begun.text).match(/\b[A-Za-z0-9]{5}-[A-Za-z0-9]{5}\b/g)!;
  const code = totpCode(uri);
  expect((await visitor.post("/account", { intent: "confirm-second-factor", code, uri })).status).toBe(302);

  const old = readFileSync(join(server.dataDir, "keys", "auth-secret"), "utf8").trim();
  const next = randomBytes(32).toString("base64url");
  await startWith([next, old]);
  expect((await visitor.get("/account")).status).toBe(200);
  expect(await signInWith({ kind: "backup", code: codes[0]! })).toBe("/organizations");

  await startWith([next]);
  // A cookie signed by the old key ends with it. What was encrypted now uses the new key.
  expect((await visitor.get("/account")).location).toBe("/sign-in?next=%2Faccount");
  expect(await signInWith({ kind: "totp", code: nextTotpCode(uri) })).toBe("/organizations");
  expect(await signInWith({ kind: "backup", code: codes[1]! })).toBe("/organizations");
});
