import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { makeKey, Program } from "#tests/support/api.ts";
import { engageByPages } from "#tests/support/engaged.ts";
import { issueForm, makeOwnTenant, makeSmallCompany } from "#tests/support/own-tenant.ts";
import { acceptByLink, makeSentQuote, makeService, quoteContent } from "#tests/support/sample-order.ts";
import { equipSeller, makeClient } from "#tests/support/sample-seller.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, readable } from "#tests/support/visitor.ts";

describe("a hold of reports through the pages of both sides", () => {
  let server: RunningServer;
  let doors: Doors;
  beforeAll(async () => {
    server = await useServer();
    doors = await openDoors(server.ownerUrl);
  });
  afterAll(async () => {
    await doors?.close();
  });

  it("is agreed to by the company, placed by the consultancy, shown wherever a report is requested, and lifted", async () => {
    const consultancy = await makeSmallCompany(server, "Marrowfield");
    const company = await makeOwnTenant(server, "Larkspur");
    const base = `/organizations/${company.ids.organizationId}`;
    const { id: userId } = await doors.accounts
      .selectFrom("user_account")
      .select("id")
      .where("email", "=", consultancy.person.email)
      .executeTakeFirstOrThrow();
    const { tenantId, organizationId } = consultancy;
    const actor: Actor = { tenantId, organizationId, userId, role: "owner", source: "page" };
    await equipSeller(doors, actor, ["USD"]);
    const content = quoteContent(await makeService(doors, actor), { depositPercent: "0" });
    const { token } = await makeSentQuote(doors, actor, { clientId: await makeClient(doors, actor), content });
    const page = `/tenants/${tenantId}/orders/${await acceptByLink(doors, token)}`;
    const choices = async () => (await consultancy.owner.get(page)).text.match(/<option value="[^"]{73}"/g) ?? [];

    await engageByPages(server, { owner: company.owner, base }, consultancy);
    expect(await choices()).toEqual([]);
    const engagement = await engageByPages(server, { owner: company.owner, base }, consultancy, { mayHold: "on" });
    expect(readable((await company.owner.get(engagement)).text)).toContain("Its orders can hold back reports");
    const [choice] = (await choices()).map((option) => /"(.*)"/.exec(option)![1]!);
    expect(choice).toContain(engagement.split("/").at(-1)!);

    const [engagementId, inventoryId] = choice!.split(" ");
    expect((await consultancy.owner.post(page, { intent: "hold", hold: "" })).status).toBe(422);
    for (const hold of [`${engagementId} ${randomUUID()}`, `${randomUUID()} ${inventoryId}`, "x y"]) {
      expect([hold, (await consultancy.owner.post(page, { intent: "hold", hold })).status]).toEqual([hold, 404]);
    }
    expectRedirect(await consultancy.owner.post(page, { intent: "hold", hold: choice! }));
    expect((await consultancy.owner.post(page, { intent: "hold", hold: choice! })).status).toBe(422);
    expect(readable((await consultancy.owner.get(page)).text)).toContain("Holding back reports of");

    const run = company.ids.runId;
    const words = /can't be issued until order Q-2026-000001 of Marrowfield Works is paid/;
    for (const there of [`${base}/reports?run=${run}`, `${base}/reports/checklist?run=${run}`]) {
      expect(readable((await company.owner.get(there)).text)).toMatch(words);
      expect((await company.owner.get(there)).text).not.toContain("/orders/");
    }
    expect((await company.owner.post(`${base}/reports`, issueForm(run))).status).toBe(409);
    const program = new Program(server, await makeKey(company.owner, company.ids.organizationId, { scopes: ["read"] }));
    const { json } = await program.get(`${base}/runs/${run}/checklist`);
    expect(json.gates).toMatchObject([
      {
        order: "Q-2026-000001",
        seller: "Marrowfield Works",
        state: null,
        missing: null,
        says: { zh: expect.stringMatching(/付清前不能签发报告/) },
      },
    ]);

    expectRedirect(await consultancy.owner.post(page, { intent: "lift", reason: "Agreed with the client" }));
    expect(readable((await consultancy.owner.get(page)).text)).toContain("allowed on credit");
    expect(readable((await company.owner.get(`${base}/reports?run=${run}`)).text)).not.toMatch(words);
  });
});
