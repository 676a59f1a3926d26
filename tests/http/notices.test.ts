import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { inviteMember, makeOrganization, makePerson } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, signUp, Visitor } from "#tests/support/visitor.ts";

describe("notifications", () => {
  let server: RunningServer;
  let doors: Doors;

  beforeAll(async () => {
    server = await useServer();
    doors = await openDoors(server.ownerUrl);
  });
  afterAll(() => doors.close());

  it("are counted at the bell, listed in both languages and opened by their person only", async () => {
    const person = makePerson("Owner");
    const owner = await signUp(server, person);
    const base = await makeOrganization(owner, "Sample Works");
    const organizationId = base.split("/").at(-1)!;
    const row = await doors.withSystem((tx) =>
      tx.selectFrom("organization").select("tenant_id").where("id", "=", organizationId).executeTakeFirstOrThrow(),
    );
    const tenantId = row.tenant_id;
    const author = { tenantId, userId: "system", organizationId, source: "job" as const };
    const after = { number: "Q-2026-0417" };
    const change = { action: "quote.accepted", subject: "quote", subjectId: randomUUID(), after };
    expect((await owner.get(base)).text).toContain('aria-label="Notifications"');
    await doors.withTenant(author, (tx) => recordChange(tx, author, change));

    expect((await owner.get(base)).text).toContain('aria-label="Notifications, 1 unread"');
    const page = (await owner.get("/notifications")).text;
    expect(page).toContain("Quote Q-2026-0417 was accepted");
    await owner.post("/language", { locale: "zh", next: "/notifications" });
    expect((await owner.get("/notifications")).text).toContain("报价单 Q-2026-0417 已被接受");
    await owner.post("/language", { locale: "en", next: "/notifications" });
    const noticeId = /name="noticeId" value="([0-9a-f-]{36})"/.exec(page)![1]!;

    const stranger = await signUp(server, makePerson("Stranger"));
    expect((await stranger.post("/notifications", { intent: "open", noticeId })).status).toBe(404);
    expect((await stranger.get("/notifications")).text).not.toContain("Q-2026-0417");
    const visitor = new Visitor(server);
    expect((await visitor.get("/notifications")).location).toContain("/sign-in");

    const opened = await owner.post("/notifications", { intent: "open", noticeId });
    expect(expectRedirect(opened)).toBe(`/tenants/${tenantId}/quotes/${change.subjectId}`);
    expect((await owner.get(base)).text).toContain('aria-label="Notifications"');
    await doors.withTenant(author, (tx) => recordChange(tx, author, change));
    expectRedirect(await owner.post("/notifications", { intent: "readAll" }));
    expect((await owner.get("/notifications")).text).not.toContain("1 unread");
    expect((await owner.get("/notifications/export.csv")).text).toContain("Q-2026-0417");
  });

  it("lead a member who was removed to a refusal, and are no longer listed", async () => {
    const owner = await signUp(server, makePerson("Owner"));
    const base = await makeOrganization(owner, "Canary Works");
    const organizationId = base.split("/").at(-1)!;
    const { tenant_id: tenantId } = await doors.withSystem((tx) =>
      tx.selectFrom("organization").select("tenant_id").where("id", "=", organizationId).executeTakeFirstOrThrow(),
    );
    const editor = await inviteMember(server, { owner, ids: { organizationId } }, "editor", "organization");
    const author = { tenantId, userId: "system", organizationId, source: "job" as const };
    const after = { number: "TT-CANARY-1", supersedes: [] };
    const change = { action: "report.published", subject: "report", subjectId: randomUUID(), after };
    await doors.withTenant(author, (tx) => recordChange(tx, author, change));
    const listed = (await editor.get("/notifications")).text;
    expect(listed).toContain("TT-CANARY-1");
    const noticeId = /name="noticeId" value="([0-9a-f-]{36})"/.exec(listed)![1]!;
    await doors.withTenant({ tenantId, userId: "" }, (tx) =>
      tx.deleteFrom("membership").where("organization_id", "=", organizationId).execute(),
    );
    expect((await editor.get("/notifications")).text).not.toMatch(/TT-CANARY|Canary Works/);
    const refused = await editor.post("/notifications", { intent: "open", noticeId });
    expect(refused.status).toBe(404);
    expect(refused.text).not.toMatch(/TT-CANARY|Canary Works/);
    const place = await editor.get(`/organizations/${organizationId}/reports/${change.subjectId}`);
    expect(place.status).toBe(404);
  });
});
