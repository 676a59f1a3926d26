import { beforeAll, describe, expect, it } from "vitest";
import { engageByPages } from "#tests/support/engaged.ts";
import { inviteMember, makePackage, makeSmallCompany, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, readable } from "#tests/support/visitor.ts";

type Company = Awaited<ReturnType<typeof makeSmallCompany>>;

describe("the pages of packages", () => {
  let server: RunningServer;
  let company: Company;
  let consultancy: Company;
  let stranger: Company;
  let packages: string;
  let page: string;
  beforeAll(async () => {
    server = await useServer();
    company = await makeSmallCompany(server, "Thistledown");
    consultancy = await makeSmallCompany(server, "Marrowfield");
    stranger = await makeSmallCompany(server, "Bracken");
    const tenant = `/tenants/${consultancy.tenantId}`;
    packages = `${tenant}/packages`;
    const word = "Factory";
    page = `${packages}/${await makePackage(consultancy.owner, tenant, { organizationId: consultancy.organizationId, word })}`;
  });

  const basedOn = async () => /name="basedOn" value="(\d+)"/.exec((await consultancy.owner.get(page)).text)![1]!;
  const gas = {
    "source-0-nameEn": "Gas",
    "source-0-category": "stationary_combustion",
    "source-0-unit": "Nm3",
    "source-0-factor": "cn-ndrc-industry-fuels.natural-gas",
    "source-0-via": "cn-ndrc-industry-fuels-ncv.natural-gas",
  };
  const head = { intent: "save", nameEn: "Factory package", nameZh: "工厂标准包", count: "1" };

  it("creates a package from a client without its names and lists it", async () => {
    const { text } = await consultancy.owner.get(page);
    expect(text).toContain('value="Marrowfield Natural gas"');
    expect(text).not.toContain("Marrowfield Plant");
    expect(readable((await consultancy.owner.get(packages)).text)).toContain("Factory package");
    const bad = await consultancy.owner.post(packages, { intent: "make", nameEn: "", nameZh: "", from: "" });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('href="#nameEn"');
    const foreign = { intent: "make", nameEn: "X", nameZh: "", from: company.organizationId };
    expect((await consultancy.owner.post(packages, foreign)).status).toBe(422);
  });

  it("saves a list as the next version, and names the wrong field without losing input", async () => {
    const wrong = { ...head, ...gas, basedOn: await basedOn(), "source-0-via": "", "source-0-nameZh": "天然气" };
    const refused = await consultancy.owner.post(page, wrong);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#source-0-via"');
    expect(refused.text).toContain('value="天然气"');
    expect(refused.text).toContain("cn-ndrc-industry-fuels-ncv.natural-gas");
    const due = { "source-0-every": "month", "source-0-dueDays": "400" };
    expect((await consultancy.owner.post(page, { ...wrong, ...gas, ...due })).text).toContain(
      'href="#source-0-dueDays"',
    );
    const good = { ...wrong, ...gas, ...due, "source-0-dueDays": "10" };
    expectRedirect(await consultancy.owner.post(page, good));
    expect((await consultancy.owner.post(page, good)).status).toBe(409);
  });

  it("applies a package to an engaged company once, and to no company without an engagement", async () => {
    const apply = `${page}/apply`;
    const client = company.organizationId;
    expect((await consultancy.owner.get(`${apply}?client=${client}`)).status).toBe(404);
    expect((await consultancy.owner.post(apply, { client, year: "2026" })).status).toBe(422);
    await engageByPages(server, company, consultancy);
    const preview = await consultancy.owner.get(`${apply}?client=${client}`);
    expect(readable(preview.text)).toContain("Already exists: Thistledown Natural gas");
    const facility = /name="(facility-[0-9a-f-]{36})"/.exec(preview.text)![1]!;
    const person = /<option value="([^"]+)"[^>]*>Thistledown Person/.exec(preview.text)![1]!;
    const form = { client, [facility]: "on", year: "2026", owner: person };
    const none = await consultancy.owner.post(apply, { client, year: "2026", owner: "" });
    expect(none.status).toBe(422);
    expect(none.text).toContain('href="#facilities"');
    const done = expectRedirect(await consultancy.owner.post(apply, form));
    expect(done).toContain("applied=0-12-0");
    expect(expectRedirect(await consultancy.owner.post(apply, form))).toContain("applied=0-0-0");
    expect(readable((await consultancy.owner.get(done)).text)).toContain("Added: 0 sources, 12 tasks");
    expect(readable((await company.owner.get(`${company.base}/audit-trail`)).text)).toContain("applied package");
    expect((await company.owner.get(page)).status).toBe(404);
  });

  it("applies a package to several clients, and leaves those that it can't change", async () => {
    const several = `${packages}/apply`;
    const packageId = page.split("/").at(-1)!;
    const plant = {
      nameEn: "Second plant",
      nameZh: "二厂",
      country: "CN",
      gridRegion: "CN-JS",
      consolidationShare: "1",
    };
    expectRedirect(await consultancy.owner.post(`${consultancy.base}/facilities`, plant));
    const ids = [consultancy.organizationId, company.organizationId, stranger.organizationId];
    const chosen = ids.map((id): [string, string] => ["client", id]);
    const query = new URLSearchParams([["package", packageId], ...chosen]);
    const preview = await consultancy.owner.get(`${several}?${query}`);
    expect(readable(preview.text)).toMatch(/1 to add, 1 already there/);
    expect(readable(preview.text)).toContain("Some selected clients have no organization");
    expect(preview.text).not.toContain("Bracken");
    const post = (fields: [string, string][]) => consultancy.owner.post(several, [["intent", "apply"], ...fields]);
    for (const [fields, fault] of [
      [chosen, "Choose a package."],
      [[["package", packageId]], "Choose at least one client."],
      [
        [
          ["package", packageId],
          ["client", stranger.organizationId],
        ],
        "Choose at least one client.",
      ],
    ] as [[string, string][], string][]) {
      const refused = await post(fields);
      expect([refused.status, readable(refused.text)]).toEqual([422, expect.stringContaining(fault)]);
    }
    const done = expectRedirect(await post([["package", packageId], ...chosen]));
    expect(new URLSearchParams(done.split("?")[1]).get("applied")).toBe("2-1");
    expect(readable((await consultancy.owner.get(done)).text)).toContain("1 source was added for 2 clients.");
    const again = expectRedirect(await post([["package", packageId], ...chosen]));
    expect(new URLSearchParams(again.split("?")[1]).get("applied")).toBe("2-0");

    expectRedirect(await consultancy.owner.post(page, { intent: "retired" }));
    expect((await post([["package", packageId], ...chosen])).status).toBe(422);
    expectRedirect(await consultancy.owner.post(page, { intent: "offered" }));
  });

  it("lets viewers look without changing anything, and applies no retired package", async () => {
    const ids = { ids: { organizationId: consultancy.organizationId } };
    const viewer = await inviteMember(server, { ...consultancy, ...ids } as unknown as OwnTenant, "viewer");
    expect((await viewer.get(page)).status).toBe(200);
    for (const apply of [`${page}/apply`, `${packages}/apply`]) expect((await viewer.get(apply)).status).toBe(403);
    expect((await viewer.post(page, { intent: "retired" })).status).toBe(403);
    expectRedirect(await consultancy.owner.post(page, { intent: "retired" }));
    const client = consultancy.organizationId;
    const shown = readable((await consultancy.owner.get(`${page}/apply?client=${client}`)).text);
    expect(shown).toContain("This package is retired");
  });
});
