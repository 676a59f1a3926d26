import { beforeAll, describe, expect, it } from "vitest";
import { engageByPages } from "#tests/support/engaged.ts";
import { makeSmallCompany } from "#tests/support/own-tenant.ts";
import { pngOf } from "#tests/support/png.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, readable } from "#tests/support/visitor.ts";

type Company = Awaited<ReturnType<typeof makeSmallCompany>>;

describe("the pages of a consultancy", () => {
  let server: RunningServer;
  let company: Company;
  let consultancy: Company;
  beforeAll(async () => {
    server = await useServer();
    company = await makeSmallCompany(server, "Thistledown");
    consultancy = await makeSmallCompany(server, "Marrowfield");
  });

  it("shows own and engaged clients on one board and as a table", async () => {
    await engageByPages(server, company, consultancy);
    const clients = `/tenants/${consultancy.tenantId}/clients`;
    const words = readable((await consultancy.owner.get(clients)).text);
    expect(words).toContain("Thistledown Works");
    expect(words).toContain("Marrowfield Works");
    expect(readable((await consultancy.owner.get(`${clients}?q=thistle`)).text)).not.toContain(
      "Marrowfield Works Year",
    );
    const table = (await consultancy.owner.get(`${clients}/export.csv`)).text;
    expect(table).toContain("Thistledown Works");
    expect((await company.owner.get(clients)).status).toBe(404);
  });

  it("lists a buyer without an organization, on the page, by kind and as a table", async () => {
    const workspace = `/tenants/${consultancy.tenantId}`;
    const buyer = { legalNameEn: "Umbrafen Trading", country: "DE", email: "buyer@sample.example", locale: "en" };
    const address = expectRedirect(await consultancy.owner.post(`${workspace}/clients/new`, buyer));
    const page = await consultancy.owner.get(`${workspace}/clients?kind=prospect`);
    expect(page.text).toContain(`href="${address}"`);
    expect(readable(page.text)).toContain("Umbrafen Trading");
    expect(readable(page.text)).toContain("No data here");
    expect(readable(page.text)).not.toContain("Marrowfield Works Year");
    expect((await consultancy.owner.get(`${workspace}/clients/export.csv`)).text).toContain("Umbrafen Trading");
  });

  it("links a client to an engaged company on its page, and refuses organizations of strangers", async () => {
    const stranger = await makeSmallCompany(server, "Farrowgate");
    const workspace = `/tenants/${consultancy.tenantId}`;
    const buyer = { legalNameEn: "Thistledown Holdings", country: "DE", locale: "en" };
    const address = expectRedirect(await consultancy.owner.post(`${workspace}/clients/new`, buyer));
    const link = (organizationId: string) =>
      consultancy.owner.save(address, "client_link", { intent: "link", organizationId });
    expect((await link(stranger.organizationId)).status).toBe(404);
    expectRedirect(await link(company.organizationId));
    const page = (await consultancy.owner.get(address)).text;
    const chosen = `value="${company.organizationId}" selected`;
    expect(page).toContain(chosen);
    expect(page).not.toContain("Farrowgate");
    const second = { ...buyer, legalNameEn: "Thistledown Again", organizationId: company.organizationId };
    expect((await consultancy.owner.post(`${workspace}/clients/new`, second)).status).toBe(409);
    const list = readable((await consultancy.owner.get(`${workspace}/clients?q=thistledown`)).text);
    expect(list).toContain("Thistledown Holdings");
    expect(list).not.toContain("Thistledown Works Year");
    expect(list).not.toContain("Thistledown Again");
    expectRedirect(await link(""));
    expect((await consultancy.owner.get(address)).text).not.toContain(chosen);
  });

  it("saves name, colour and the two-person setting, and shows errors", async () => {
    const settings = `/tenants/${consultancy.tenantId}/settings`;
    const brand = { accent: "#14532d", nameEn: "Marrowfield Advice", nameZh: "", basedOn: "0" };
    const send = (change: Record<string, string>, bytes: Uint8Array | string = "") =>
      consultancy.owner.upload(
        settings,
        { ...brand, ...change },
        { field: "logo", name: bytes ? "logo.png" : "", bytes },
      );
    const refused = await send({});
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#nameZh"');
    expect(refused.text).toContain('value="Marrowfield Advice"');
    const noPicture = await send({ nameZh: "示例咨询" }, "no picture");
    expect([noPicture.status, readable(noPicture.text)]).toEqual([
      422,
      expect.stringContaining("neither PNG nor JPEG"),
    ]);
    expectRedirect(await send({ nameZh: "示例咨询" }, pngOf(3)));
    expect(readable((await consultancy.owner.get(settings)).text)).toContain("4 × 2 pixels");
    expectRedirect(await consultancy.owner.save(settings, "release_rule", { intent: "rule", second: "yes" }));
    const releases = await consultancy.owner.get(`${consultancy.base}/reports/releases`);
    expect(readable(releases.text)).toContain("No release requests yet");
    expect((await consultancy.owner.get(`${consultancy.base}/reports`)).status).toBe(200);
  });

  it("records time for clients with and without an organization, hidden from the company", async () => {
    const workspace = `/tenants/${consultancy.tenantId}`;
    const time = `${workspace}/time`;
    const buyer = { legalNameEn: "Larkmoor Trading", country: "DE", email: "", locale: "en" };
    const work = expectRedirect(await consultancy.owner.post(`${workspace}/clients/new`, buyer))
      .split("/")
      .at(-1)!;
    const entry = { work, day: "2026-03-02", minutes: "90", note: "Bills", isBillable: "on" };
    expectRedirect(await consultancy.owner.post(time, entry));
    expect((await consultancy.owner.post(time, { ...entry, minutes: "1.5" })).status).toBe(422);
    const words = readable((await consultancy.owner.get(time)).text);
    expect(words).toContain("1:30");
    expect((await consultancy.owner.get(`${time}/export.csv`)).text).toContain("Bills");
    const timer = { intent: "start", work, note: "Call about bills" };
    expect((await consultancy.owner.post(time, { ...timer, work: company.organizationId })).status).toBe(404);
    expect((await consultancy.owner.post(time, { ...timer, work: "" })).status).toBe(422);
    expectRedirect(await consultancy.owner.post(time, timer));
    expect((await consultancy.owner.post(time, timer)).status).toBe(409);
    expect((await consultancy.owner.get(time)).text).toContain('value="stop"');
    expectRedirect(await consultancy.owner.post(time, { intent: "stop" }));
    expect((await consultancy.owner.post(time, { intent: "stop" })).status).toBe(409);
    expect((await consultancy.owner.get(`${time}/export.csv`)).text).toContain("Call about bills");
    expect((await company.owner.get(time)).status).toBe(404);
    const page = readable((await consultancy.owner.get(`${workspace}/clients/${work}`)).text);
    expect(page).toContain("1:31 h, of which 1:30 h billable");
    expect(readable((await consultancy.owner.get(`${consultancy.base}/audit-trail`)).text)).not.toContain("added time");
  });
});
