import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { makeOrganization, makePerson } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, signUp, Visitor } from "#tests/support/visitor.ts";

describe("settings of mails", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await useServer();
  });

  it("keep a person's choices, and a link that is unknown shows the same as any other", async () => {
    const person = await signUp(server, makePerson("Reader"));
    const page = "/notifications/settings";
    expect((await person.get(page)).text).toContain("Daily summary");
    expectRedirect(await person.post(page, { intent: "save", digest: "off", "mail-quote.accepted": "never" }));
    const saved = (await person.get(page)).text;
    expect(saved).toMatch(/<option value="off" selected=""/);
    expect(saved).toMatch(/name="mail-quote\.accepted"[\s\S]*?<option value="never" selected=""/);
    const visitor = new Visitor(server);
    const link = `/notifications/stop/${randomUUID().replaceAll("-", "")}aaaaaaaaaaa`;
    expect((await visitor.get(link)).status).toBe(200);
    expect((await visitor.post(`${link}/stop`, {})).status).toBe(204);
  });

  it("keep the seller's sender, signature and days of reminders, and refuse invalid days", async () => {
    const owner = await signUp(server, makePerson("Owner"));
    await makeOrganization(owner, "Sample Advisory", "Sample Advisory", "consultancy");
    const listed = (await owner.get("/organizations")).text;
    const tenantId = /\/tenants\/([0-9a-f-]{36})/.exec(listed)![1]!;
    const page = `/tenants/${tenantId}/seller/mail`;
    const fields = {
      intent: "state",
      basedOn: "0",
      senderName: "Sample",
      replyTo: "",
      signatureEn: "",
      signatureZh: "",
    };
    expect((await owner.post(page, { ...fields, reminderDays: "x" })).status).toBe(422);
    expectRedirect(await owner.post(page, { ...fields, reminderDays: "14, -7" }));
    expect((await owner.get(page)).text).toContain('value="-7, 14"');
    expect((await owner.get(`/tenants/${tenantId}/client-mails`)).text).toContain("No emails to clients yet");
  });
});
