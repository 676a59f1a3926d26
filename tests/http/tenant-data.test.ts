import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkPack } from "#app/assurance/pack/check-pack.ts";
import { makeKey, Program } from "#tests/support/api.ts";
import { truetonne } from "#tests/support/command-line.ts";
import {
  askForData,
  inviteMember,
  makeOwnTenant,
  makePerson,
  makeSmallCompany,
  type OwnTenant,
} from "#tests/support/own-tenant.ts";
import { asOwner, editFacts, passRightWait } from "#tests/support/owner.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { enrol, expectRedirect, linkIn, type Person, readable, readMail, Visitor } from "#tests/support/visitor.ts";
import { JOB_PATIENCE, waitFor } from "#tests/support/wait-for.ts";

describe("the data of a workspace through its pages", () => {
  let server: TestServer;
  let company: OwnTenant;
  let page: string;
  beforeAll(async () => {
    server = await startServer("PostgreSQL", { JOB_PROCESSES: "on" });
    company = await makeOwnTenant(server, "Larkspur");
    page = `/tenants/${company.ids.tenantId}/data`;
  });
  afterAll(() => server?.remove());

  const words = async () => readable((await company.owner.get(page)).text);

  it("can be exported, is downloaded by managers only, and is gone after its period", async () => {
    expect((await company.owner.get(`/tenants/${company.ids.tenantId}/settings`)).text).toContain(page);
    expect(await words()).toContain("No export yet");
    expectRedirect(await company.owner.post(page, { intent: "export" }));
    const link = await waitFor(
      async () => /href="([^"]*\/data\/exports\/[^"]+)"/.exec((await company.owner.get(page)).text)![1]!,
      JOB_PATIENCE,
    );
    expect(await words()).toContain("Available until");
    const zh = { "accept-language": "zh", cookie: `${company.owner.cookie}; locale=zh` };
    expect(readable((await company.owner.get(page, zh)).text)).toMatch(/下载截止时间|Available until/);

    const answer = await company.owner.get(link);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/zip");
    const file = path.join(server.dataDir, "export.zip");
    writeFileSync(file, answer.bytes);
    const { faults, files } = await checkPack(file);
    expect(faults).toEqual([]);
    expect(files).toBeGreaterThan(100);

    const other = await makeSmallCompany(server, "Marrowfield");
    const viewer = await inviteMember(server, company, "viewer");
    const elsewhere = link.replace(company.ids.tenantId, other.tenantId);
    expect((await other.owner.get(link)).status).toBe(404);
    expect((await other.owner.get(elsewhere)).status).toBe(404);
    expect((await viewer.get(link)).status).toBe(403);
    expect((await viewer.get(page)).status).toBe(403);
    expect((await viewer.post(page, { intent: "export" })).status).toBe(403);

    const trail = await company.owner.get(`/organizations/${company.ids.organizationId}/audit-trail/export.jsonl`);
    const acts = [...trail.text.matchAll(/"tenant_export\.(\w+)"/g)].map(([, act]) => act);
    expect(acts.filter((act) => act === "downloaded")).toHaveLength(1);
    expect(acts).toContain("asked");

    await asOwner(server.ownerUrl, (db) =>
      editFacts(
        db,
        "tenant_export_file",
        sql`update tenant_export_file set created_at = now() - interval '8 days', expires_at = now() - interval '1 hour'`,
      ),
    );
    expect((await company.owner.get(link)).status).toBe(404);
    expect(await words()).toContain("No export yet");
  });
});

describe("the deletion of a workspace through its pages", () => {
  let server: TestServer;
  let company: OwnTenant;
  beforeAll(async () => {
    server = await startServer("PostgreSQL", { JOB_PROCESSES: "on" });
    company = await makeOwnTenant(server, "Larkspur");
  });
  afterAll(() => server?.remove());

  /** Moves everything requested and confirmed this many days into the past. */
  const pass = (days: number) =>
    asOwner(server.ownerUrl, async (db) => {
      for (const [table, columns] of [
        ["tenant_deletion", ["created_at"]],
        ["tenant_deletion_confirmation", ["created_at", "closes_at", "erases_at"]],
      ] as const) {
        await sql`alter table ${sql.table(table)} disable trigger frozen`.execute(db);
        for (const column of columns) {
          const earlier = sql`${sql.ref(column)} - make_interval(days => ${days})`;
          await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${earlier}`.execute(db);
        }
        await sql`alter table ${sql.table(table)} enable trigger frozen`.execute(db);
      }
    });

  it("is confirmed by two people, announced to all members, closes, can be undone, and keeps published reports verifiable", async () => {
    const { owner, person, ids, reportNumber } = company;
    const base = `/organizations/${ids.organizationId}`;
    const page = `/tenants/${ids.tenantId}/data`;
    const closed = `/tenants/${ids.tenantId}/closed`;
    const [admin, viewer] = [makePerson("Second Manager"), makePerson("Sample Viewer")];
    const second = await join(admin, "admin");
    const reader = await join(viewer, "viewer");
    const { link } = await askForData(owner, base, { ...ids, word: "Larkspur" });
    const program = new Program(server, await makeKey(owner, ids.organizationId, { scopes: ["read"] }));
    const other = await makeSmallCompany(server, "Marrowfield");
    const text = async (who: Visitor, path: string) => readable((await who.get(path)).text);

    const request = { intent: "ask-deletion", reason: "We merge", name: "Larkspur Works", password: person.password };
    const wrong = await owner.post(page, { ...request, name: "Larkspur" });
    expect([wrong.status, readable(wrong.text)]).toEqual([
      422,
      expect.stringContaining("not the name of the workspace"),
    ]);
    expect(wrong.text).toContain("We merge");
    expect(wrong.text).not.toContain(person.password);
    expect((await owner.post(page, { ...request, password: "wrong" })).status).toBe(422);
    expect((await owner.post(page, { ...request, password: "" })).status).toBe(422);
    expect((await reader.post(page, { ...request, password: viewer.password })).status).toBe(403);
    expect((await other.owner.post(page, { ...request, password: other.person.password })).status).toBe(404);
    expectRedirect(await owner.post(page, request));
    const sure = { intent: "confirm-deletion", name: "Larkspur Works" };
    expect((await owner.post(page, { ...sure, password: person.password })).status).toBe(422);
    expect(await text(reader, base)).toContain("No one has confirmed it yet");
    expectRedirect(await second.post(page, { ...sure, password: admin.password }));
    expect(await text(reader, base)).toContain("It closes on");
    expect(await text(owner, page)).toContain("Everything works until");
    expect((await owner.get(closed)).location).toBe(page);

    await pass(8);
    for (const who of [owner, second, reader]) expect((await who.get(base)).status).toBe(404);
    expect((await owner.get(page)).status).toBe(404);
    expect((await program.get(`${base}/inventories`)).status).toBe(401);
    const stranger = new Visitor(server);
    expect(readable((await stranger.get(link)).text)).not.toContain("Larkspur");
    expect(await text(owner, "/organizations")).toContain("The workspace Larkspur Works is closed");
    expect(await text(reader, "/organizations")).not.toContain("Larkspur");
    expect([(await reader.get(closed)).status, (await other.owner.get(closed)).status]).toEqual([403, 404]);
    expect((await owner.post(closed, { ...request })).status).toBe(400);
    expect((await owner.post(closed, { intent: "export" })).location).toBe(closed);
    const archive = await waitFor(
      async () => /href="([^"]*\/data\/exports\/[^"]+)"/.exec((await owner.get(closed)).text)![1]!,
      JOB_PATIENCE,
    );
    expect((await second.get(archive)).status).toBe(200);
    expect((await reader.get(archive)).status).toBe(403);
    expect((await stranger.get(`/verify/${reportNumber}`)).status).toBe(200);

    expectRedirect(await second.post(closed, { intent: "take-deletion-back" }));
    expect((await reader.get(base)).status).toBe(200);
    expect((await program.get(`${base}/inventories`)).status).toBe(200);

    expectRedirect(await second.post(page, { ...request, password: admin.password }));
    expectRedirect(await owner.post(page, { ...sure, password: person.password }));
    const published = async () => {
      const file = await stranger.get(`/verify/${reportNumber}/report.pdf`);
      const { statusLists, ...proof } = JSON.parse((await stranger.get(`/verify/${reportNumber}/evidence.json`)).text);
      // The lists are signed again each minute.
      return { file: createHash("sha256").update(file.bytes).digest("hex"), proof, lists: statusLists.length };
    };
    const before = await published();
    await pass(38);
    // A server runs the sweep soon after its start.
    await server.stop();
    await server.start();
    await waitFor(async () => {
      if (!server.readLog().includes('"tenant_erased"')) throw new Error("not erased yet");
    }, JOB_PATIENCE);
    expect(await published()).toEqual(before);
    const verified = await text(stranger, `/verify/${reportNumber}`);
    expect(verified).toContain("Larkspur");
    expect(verified).toContain("Current · not replaced, not withdrawn");
    expect((await stranger.get("/status/revocation")).status).toBe(200);
    expect((await stranger.post("/sign-in", { email: person.email, password: person.password })).status).toBe(422);
    expect((await other.owner.get(other.base)).status).toBe(200);
    expect(server.readLog()).not.toContain("Larkspur");
    const kept = async (name: string, from: string) => {
      const file = path.join(server.dataDir, name);
      writeFileSync(file, (await stranger.get(from)).bytes);
      return file;
    };
    const bundle = await kept("report.bundle.zip", `/verify/${reportNumber}/bundle.zip`);
    const keys = await kept("jwks.json", "/.well-known/jwks.json");
    expect((await truetonne(["verify", bundle, "--offline", "--keys", keys])).code).toBe(0);
    await server.stop();
    const checked = await truetonne(["fsck"], {
      DATA_DIR: server.dataDir,
      PUBLIC_URL: server.origin,
      DATABASE_URL: server.ownerUrl,
      DATABASE_OWNER_URL: server.ownerUrl,
    });
    expect([checked.code, checked.err]).toEqual([0, ""]);
  });

  async function join(person: Person, role: string): Promise<Visitor> {
    const members = `/organizations/${company.ids.organizationId}/members`;
    expectRedirect(await company.owner.post(members, { intent: "invite", email: person.email, role }));
    const member = new Visitor(server);
    const invitation = linkIn(await readMail(server, person.email, "invitation"));
    expectRedirect(await member.post(invitation, { name: person.name, password: person.password, locale: "en" }));
    if (role === "admin") await enrol(member, person);
    await passRightWait(server.ownerUrl);
    return member;
  }
});
