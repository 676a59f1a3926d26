import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { makeKey, Program } from "#tests/support/api.ts";
import { inviteMember, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, readable, signIn, Visitor } from "#tests/support/visitor.ts";

const t = translator("en").auditTrail;
const CLI = fileURLToPath(new URL("../../app/cli/truetonne.js", import.meta.url));

/** Runs in another process, since a blocked test process would lose its connections to the server. */
async function verify(...argv: string[]) {
  const child = spawn(process.execPath, [CLI, "trail", "verify", ...argv], { stdio: ["ignore", "pipe", "ignore"] });
  const stdout = await text(child.stdout);
  return { status: child.exitCode ?? (await once(child, "exit"))[0], stdout };
}

describe("the audit trail over http", () => {
  let server: RunningServer;
  let a: OwnTenant;
  let b: OwnTenant;
  let base: string;
  let reviewer: Visitor;
  let viewer: Visitor;
  beforeAll(async () => {
    server = await useServer();
    a = await makeOwnTenant(server, "Quillfeather");
    b = await makeOwnTenant(server, "Marrowgate");
    base = `/organizations/${a.ids.organizationId}`;
    reviewer = await inviteMember(server, a, "reviewer");
    viewer = await inviteMember(server, a, "viewer");
  });

  const page = async (query = "", who: Visitor = a.owner) =>
    readable((await who.get(`${base}/audit-trail${query}`)).text);
  const lines = async (query = "") =>
    (await a.owner.get(`${base}/audit-trail/export.jsonl${query}`)).text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));

  it("is visible to reviewers and above, while viewers see the history of single items", async () => {
    expect((await reviewer.get(`${base}/audit-trail`)).status).toBe(200);
    for (const address of ["audit-trail", "audit-trail/export.csv", "audit-trail/export.jsonl"]) {
      expect((await viewer.get(`${base}/${address}`)).status, address).toBe(403);
      expect((await b.owner.get(`${base}/${address}`)).status, address).toBe(404);
    }
    const { facilityId, sourceId, reportId, recordId } = a.ids;
    for (const address of [
      `facilities/${facilityId}`,
      `sources/${sourceId}`,
      `reports/${reportId}`,
      `activities/${recordId}/history`,
      "activities/deleted",
    ]) {
      const answer = await viewer.get(`${base}/${address}`);
      expect(answer.status, address).toBe(200);
      expect(answer.text, address).not.toContain("/audit-trail");
    }
    expect(readable((await viewer.get(`${base}/facilities/${facilityId}`)).text)).toContain(
      t.acts["facility.added"](""),
    );
  });

  it("records each sign-in, and denied requests once an hour", async () => {
    const since = (await lines()).length;
    const { email } = a.person;
    expect(
      (await new Visitor(server).post("/sign-in", { intent: "sign-in", email, password: "another one" })).status,
    ).toBe(422);
    const returned = new Visitor(server);
    await signIn(returned, a.person);
    for (const _ of [1, 2]) expect((await viewer.get(`${base}/members`)).status).toBe(403);
    const program = new Program(server, await makeKey(a.owner, a.ids.organizationId, { scopes: ["read"] }));
    expect(
      (await program.send("POST", `${base}/inventories/${a.ids.inventoryId}/activities`, { body: {} })).status,
    ).toBe(403);
    const entries = (await lines()).slice(since).filter(({ subject }) => subject === "access");
    expect(entries.map(({ action, after, source }) => [action, after.signInFactor ?? after.needed, source])).toEqual([
      ["access.signed_in", "backup", "page"],
      ["access.refused", "members.manage", "page"],
      ["access.refused", "activities:write", "api"],
    ]);
    expect(entries[1].after.request).toBe(`GET ${base}/members`);
    expect(JSON.stringify(entries)).not.toContain(email);
    // Hidden from another tenant.
    expect(readable((await b.owner.get(`/organizations/${b.ids.organizationId}/audit-trail`)).text)).not.toContain(
      t.acts["access.refused"](""),
    );
    expect(await page("?subject=access")).toContain(t.acts["access.signed_in"](""));
  });

  it("describes acts in the reader's language and filters by the address", async () => {
    expect(await page()).toContain("issued report");
    const narrowed = await page("?action=report.issued");
    // Reads what follows the form, whose choices name every act.
    expect(narrowed.slice(narrowed.indexOf(t.clear))).toContain("issued report");
    expect(narrowed.slice(narrowed.indexOf(t.clear))).not.toContain("invited");
    expect(await page("?subject=facility")).toContain("added facility Quillfeather");
    expect(await page(`?about=${a.ids.recordId}`)).toContain("attached file");
    expect(await page("?q=quillfeather+policy")).toContain("saved the factor policy");
    expect(await page("?q=nothing-has-this-word")).toContain(t.emptyFiltered);
    expect(await page("?from=2199-01-01")).toContain(t.emptyFiltered);
    // Invalid filters are ignored.
    expect(await page("?from=yesterday&before=x&open=-1&about=..&person=%27")).toContain("issued report");
    await a.owner.post("/language", { locale: "zh", back: "/" });
    expect(await page()).toContain("签发报告");
    await a.owner.post("/language", { locale: "en", back: "/" });
  });

  it("opens one entry with each field before and after and its hash", async () => {
    const [, ...entries] = await lines("?action=organization.changed");
    const entry = entries[0];
    const shown = await page(`?action=organization.changed&open=${entry.sequence}`);
    expect(shown).toContain(entry.hash);
    expect(shown).toContain(entry.previous_hash);
    expect(shown).toContain("Quillfeather makes samples.");
  });

  it("exports a file that can be verified without the server, and reports an edited line", async () => {
    const folder = mkdtempSync(join(tmpdir(), "truetonne-trail-"));
    const { text, headers } = await a.owner.get(`${base}/audit-trail/export.jsonl`);
    expect(headers.get("content-disposition")).toBe('attachment; filename="audit-trail.jsonl"');
    const path = join(folder, "trail.jsonl");
    writeFileSync(path, text);
    const { head } = JSON.parse(text.split("\n")[0]!);
    expect(await page()).toContain(head.hash);
    const whole = await verify(path, "--head", `${head.sequence}:${head.hash}`);
    expect(whole).toMatchObject({ status: 0, stdout: expect.stringContaining(t.command.whole) });
    writeFileSync(path, text.replace("Quillfeather Road", "Quillfeather Lane"));
    expect(await verify(path, "--language", "zh")).toMatchObject({
      status: 1,
      stdout: expect.stringContaining(translator("zh").auditTrail.command.faults.hash_differs),
    });
    const part = (await a.owner.get(`${base}/audit-trail/export.jsonl?subject=facility`)).text;
    writeFileSync(path, part);
    expect(await verify(path)).toMatchObject({ status: 0, stdout: expect.stringContaining(t.command.partial) });
    expect(await verify(path, "--head", `${head.sequence}:${"0".repeat(64)}`)).toMatchObject({ status: 1 });
    expect(await verify(join(folder, "none"))).toMatchObject({ status: 2 });
    expect(await verify(path, "--head", "7")).toMatchObject({ status: 2 });
    expect(JSON.parse((await verify(path, "--json")).stdout)).toMatchObject({ faults: [], isWhole: false });
  });

  it("exports CSV in words with values and hashes", async () => {
    const { text } = await a.owner.get(`${base}/audit-trail/export.csv?action=facility.added`);
    const [head, row, ...rest] = text.trimEnd().split("\r\n");
    expect(head).toContain("before,after,previous_hash,hash");
    expect(text.startsWith("\ufeff")).toBe(true);
    expect(row).toContain("added facility Quillfeather");
    expect(text.match(/\ufeff/g)).toHaveLength(1);
    expect(rest.join("")).not.toContain("report.issued");
    const { text: other } = await b.owner.get(`/organizations/${b.ids.organizationId}/audit-trail/export.csv`);
    expect(other).not.toContain("Quillfeather");
  });

  it("keeps a deleted record with its reason and restores it", async () => {
    const { recordId } = a.ids;
    const versionOf = async () => {
      const { events } = JSON.parse((await a.owner.get(`${base}/activities/${recordId}/history.json`)).text);
      return events.filter(({ origin }: { origin: string | null }) => origin !== null).length;
    };
    const remove = { intent: "delete", recordId, version: String(await versionOf()), reason: "entered twice" };
    expectRedirect(await a.owner.post(`${base}/activities?inventory=${a.ids.inventoryId}&edit=${recordId}`, remove));
    const deleted = readable((await viewer.get(`${base}/activities/deleted`)).text);
    expect(deleted).toContain("entered twice");
    const story = readable((await viewer.get(`${base}/activities/${recordId}/history`)).text);
    expect(story).toContain(t.deletedBecause("entered twice"));
    expect(story).toContain(t.recordGone);
    const restore = { recordId, version: String(await versionOf()) };
    expect((await viewer.post(`${base}/activities/deleted`, restore)).status).toBe(403);
    expect((await a.owner.post(`${base}/activities/deleted`, { ...restore, version: "1" })).status).toBe(409);
    expect((await a.owner.post(`${base}/activities/deleted`, { ...restore, recordId: randomUUID() })).status).toBe(404);
    const elsewhere = `/organizations/${b.ids.organizationId}/activities/deleted`;
    expect((await b.owner.post(elsewhere, restore)).status).toBe(404);
    const back = expectRedirect(await a.owner.post(`${base}/activities/deleted`, restore));
    expect(readable((await a.owner.get(back)).text)).toContain("is restored");
    expect(readable((await viewer.get(`${base}/activities/deleted`)).text)).not.toContain("entered twice");
    expect(readable((await viewer.get(`${base}/activities/${recordId}/history`)).text)).toContain(t.restored);
    expect((await a.owner.post(`${base}/activities/deleted`, restore)).status).toBe(409);
  });
});
