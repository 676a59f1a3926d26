import { beforeAll, describe, expect, it } from "vitest";
import { makeOwnTenant, type OwnTenant, whenChecked } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, readable, Visitor } from "#tests/support/visitor.ts";

/** The second letter is the Cyrillic о. */
const WORD = "Nоrth";
const EN = "This name contains Cyrillic letters: о.";
const ZH = "名称中含有西里尔字母：о。";

describe("a name with letters of another script", () => {
  let server: RunningServer;
  let tenant: OwnTenant;
  let owner: Visitor;
  beforeAll(async () => {
    server = await useServer();
    tenant = await makeOwnTenant(server, WORD);
    owner = tenant.owner;
  });

  it("is accepted, with a notice on each form that asks for it", async () => {
    const { organizationId, tenantId, clientId } = tenant.ids;
    const forms = [
      `/organizations/${organizationId}/settings`,
      `/tenants/${tenantId}/settings`,
      `/tenants/${tenantId}/clients/${clientId}`,
      `/organizations/${organizationId}/sources/${tenant.ids.sourceId}`,
      "/account",
    ];
    for (const form of forms) {
      const { status, text } = await owner.get(form);
      expect([form, status, text.includes("data-name-notice")]).toEqual([form, 200, true]);
      expect(readable(text)).toContain(EN);
    }
  });

  it("is shown to a stranger with the notice in both languages", async () => {
    const stranger = new Visitor(server);
    const page = `/verify/${tenant.reportNumber}`;
    expect(readable((await stranger.get(page)).text)).toContain(EN);
    stranger.setCookie("locale", "zh");
    expect(readable((await stranger.get(page)).text)).toContain(ZH);
  });

  it("causes a notice for a facility in a file that the import would create", async () => {
    const base = `/organizations/${tenant.ids.organizationId}`;
    const csv = `facility,source,period,quantity,unit\n${WORD} Annex,Electricity,2025-03,10,kWh`;
    const uploaded = await owner.upload(
      `${base}/activities/import`,
      {},
      { field: "file", name: "annex.csv", bytes: csv },
    );
    const page = new URL(uploaded.location, "http://localhost").pathname;
    expectRedirect(await owner.post(page, { intent: "check" }));
    const unknown = await whenChecked(owner, page);
    expect(readable(unknown.text)).toContain(`${WORD} Annex`);
    expect(readable(unknown.text)).toContain(EN);
    const place = { intent: "place", text: `${WORD} Annex`, country: "DE", gridRegion: "", consolidationShare: "1" };
    expectRedirect(await owner.post(page, place));
    const planned = await whenChecked(owner, page);
    expect(readable(planned.text)).toMatch(new RegExp(`${WORD} Annex\\s*${EN}`));
  });

  it("is compared with the client's name that it resembles", async () => {
    const clients = `/tenants/${tenant.ids.tenantId}/clients`;
    const details = { legalNameEn: "North Buyer", country: "DE", email: "north@sample.example", locale: "en" };
    const added = expectRedirect(await owner.post(`${clients}/new`, details));
    const { text } = await owner.get(added);
    expect(readable(text)).toContain(`This name looks like “${WORD} Buyer”, another name in this workspace.`);
    expect(readable(text)).not.toContain(EN);
  });
});
