import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkPack } from "#app/exchange/pack/check-pack.ts";
import { inviteMember, makeOwnTenant, makeSmallCompany, type OwnTenant } from "#tests/support/own-tenant.ts";
import { asOwner, editFacts } from "#tests/support/owner.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { expectRedirect, readable } from "#tests/support/visitor.ts";
import { waitFor } from "#tests/support/wait-for.ts";

describe("the data of a workspace, by its pages", () => {
  let server: TestServer;
  let company: OwnTenant;
  let page: string;
  beforeAll(async () => {
    server = await startServer("PostgreSQL");
    company = await makeOwnTenant(server, "Larkspur");
    page = `/tenants/${company.ids.tenantId}/data`;
  });
  afterAll(() => server?.remove());

  const words = async () => readable((await company.owner.get(page)).text);

  it("is exported, downloaded by whoever manages it alone, and gone when its time is over", async () => {
    expect((await company.owner.get(`/tenants/${company.ids.tenantId}/settings`)).text).toContain(page);
    expect(await words()).toContain("No export yet");
    expectRedirect(await company.owner.post(page, { intent: "export" }));
    const link = await waitFor(
      async () => /href="([^"]*\/data\/exports\/[^"]+)"/.exec((await company.owner.get(page)).text)![1]!,
      { timeout: 60_000, interval: 100 },
    );
    expect(await words()).toContain("Can be downloaded until");
    const zh = { "accept-language": "zh", cookie: `${company.owner.cookie}; locale=zh` };
    expect(readable((await company.owner.get(page, zh)).text)).toMatch(/下载截止时间|Can be downloaded until/);

    const answer = await company.owner.get(link);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/zip");
    const file = join(server.dataDir, "export.zip");
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
