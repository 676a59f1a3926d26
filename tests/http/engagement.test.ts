import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { translator } from "#app/i18n/index.ts";
import { engageByPages, readOffer } from "#tests/support/engaged.ts";
import { askForData, createOrganization, makePerson, makeSmallCompany, saveGrid } from "#tests/support/own-tenant.ts";
import { GPS_CANARY, phoneJpeg } from "#tests/support/photos.ts";
import { dayFromNow } from "#tests/support/sample-engagement.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, linkIn, readable, readMail, Visitor } from "#tests/support/visitor.ts";

type Company = Awaited<ReturnType<typeof makeSmallCompany>>;

describe("an engagement over HTTP", () => {
  let server: RunningServer;
  let company: Company;
  let consultancy: Company;
  beforeAll(async () => {
    server = await useServer();
    company = await makeSmallCompany(server, "Thistledown");
    consultancy = await makeSmallCompany(server, "Marrowfield");
  });

  const PAGES = ["", "/activities", "/inventories", "/reports", "/tasks", "/evidence", "/data-requests", "/settings"];
  const statusesOf = async (base: string) => {
    const statuses: [string, number][] = [];
    for (const page of PAGES) statuses.push([page, (await consultancy.owner.get(`${base}${page}`)).status]);
    return statuses;
  };
  const record = (nights: string) => ({
    kind: "add",
    recordId: randomUUID(),
    entry: {
      ...EMPTY_ENTRY,
      facility: "Thistledown Plant",
      source: "Thistledown Hotel nights",
      unit: "room_night",
      period: "2025-07",
      quantity: nights,
    },
  });
  const end = (page: string) => company.owner.post(page, { intent: "revoke", reason: "The work is done." });

  it("opens what was granted, shows the company that the user acts for, and answers like an unknown id after its end", async () => {
    const engagement = await engageByPages(server, company, consultancy);
    expect(await statusesOf(company.base)).toEqual(PAGES.map((page) => [page, 200]));
    const shell = readable((await consultancy.owner.get(company.base)).text);
    expect(shell).toContain("for Marrowfield Works");
    expect(readable((await consultancy.owner.get("/organizations")).text)).toContain("for Marrowfield Works");
    for (const page of ["/members", "/api-keys"]) {
      expect((await consultancy.owner.get(`${company.base}${page}`)).status, page).toBe(403);
    }
    expect((await consultancy.owner.get(`/tenants/${company.tenantId}`)).status).toBe(404);
    const saved = await saveGrid(consultancy.owner, company.base, company.inventoryId, [record("4")]);
    expect(saved.status).toBe(200);
    const id = engagement.split("/").at(-1)!;
    const trail = readable((await company.owner.get(`${company.base}/audit-trail?person=acting:${id}`)).text);
    expect(trail).toContain("Marrowfield Person · Marrowfield Works");
    expect(readable((await company.owner.get(engagement)).text)).toContain("Marrowfield Person · Marrowfield Works");
    const { link } = await askForData(consultancy.owner, company.base, { ...company, word: "Thistledown" });
    expect((await new Visitor(server).get(link)).status).toBe(200);

    expectRedirect(await end(engagement));
    const random = `/organizations/${randomUUID()}`;
    expect(await statusesOf(company.base)).toEqual(await statusesOf(random));
    const [late, nowhere] = [
      await saveGrid(consultancy.owner, company.base, company.inventoryId, [record("5")]),
      await saveGrid(consultancy.owner, random, company.inventoryId, [record("5")]),
    ];
    expect(late.status).toBe(nowhere.status);
    expect(readable(late.text)).toBe(readable(nowhere.text));
    expect((await new Visitor(server).get(link)).status).toBe(404);
    expect(readable((await consultancy.owner.get("/organizations")).text)).not.toContain("Thistledown");
    expect((await end(engagement)).status).toBe(422);
  });

  it("serves photos without metadata to the consultancy and names files that keep theirs", async () => {
    const photo = { field: "file", name: "meter.jpg", bytes: phoneJpeg() };
    expect((await company.owner.upload(`${company.base}/evidence/files.json`, {}, photo)).status).toBe(200);
    const engagement = await engageByPages(server, company, consultancy);
    const { files } = JSON.parse((await company.owner.get(`${company.base}/evidence/files.json`)).text);
    const { fileId } = files.find((one: { name: string }) => one.name === photo.name);
    for (const way of ["download", "preview"]) {
      const [own, outside] = await Promise.all(
        [company, consultancy].map(({ owner }) => owner.get(`${company.base}/evidence/${fileId}/${way}`)),
      );
      expect([own!.status, Buffer.from(own!.bytes).includes(GPS_CANARY)]).toEqual([200, true]);
      expect([outside!.status, Buffer.from(outside!.bytes).includes(GPS_CANARY)]).toEqual([200, false]);
    }
    const { sharedNote } = translator("en").evidence;
    expect(readable((await consultancy.owner.get(`${company.base}/evidence`)).text)).toContain(sharedNote);
    for (const page of ["consultancies", "assurance", "evidence"])
      expect(readable((await company.owner.get(`${company.base}/${page}`)).text), page).toContain(sharedNote);
    expectRedirect(await end(engagement));
  });

  it("is accepted by the invited address only, and rejects unknown and used links", async () => {
    const offer = { intent: "grant", email: consultancy.person.email, role: "viewer", people: "all", named: "" };
    const days = { startsOn: dayFromNow(0), endsOn: dayFromNow(5) };
    expectRedirect(await company.owner.post(`${company.base}/consultancies`, { ...offer, ...days }));
    const link = await readOffer(server, consultancy.person.email);
    expectRedirect(await new Visitor(server).get(link));
    const other = await makeSmallCompany(server, "Oakhollow");
    expect(readable((await other.owner.get(link)).text)).toContain("but you are signed in as");
    expect((await other.owner.post(link, { tenant: other.tenantId })).status).toBe(404);
    expect((await consultancy.owner.post(link, { tenant: other.tenantId })).status).toBe(403);
    expect((await consultancy.owner.post(link, { tenant: "new", tenantName: "" })).status).toBe(422);
    expectRedirect(await consultancy.owner.post(link, { tenant: "new", tenantName: "Marrowfield Advice" }));
    expect((await consultancy.owner.get(link)).status).toBe(404);
    expect(readable((await company.owner.get(`${company.base}/consultancies`)).text)).toContain("Marrowfield Advice");
  });

  it("can be ended by the consultancy, and shows the company the reason", async () => {
    const other = await makeSmallCompany(server, "Rushmere");
    const engagement = await engageByPages(server, other, consultancy, { role: "reviewer" });
    const held = `/tenants/${consultancy.tenantId}/engagements`;
    const heldId = engagement.split("/").at(-1)!;
    expect((await consultancy.owner.post(held, { intent: "give-up", heldId, reason: "" })).status).toBe(422);
    const reason = "We have no capacity.";
    expectRedirect(await consultancy.owner.post(held, { intent: "give-up", heldId, reason }));
    expect((await consultancy.owner.get(other.base)).status).toBe(404);
    expect(readable((await other.owner.get(engagement)).text)).toContain(reason);
    expect((await other.owner.post(held, { intent: "give-up", heldId, reason })).status).toBe(404);
  });

  it("shows errors of an offer and keeps the typed values", async () => {
    const typed = { intent: "grant", email: "partner@body.example", role: "viewer", people: "named", named: "nobody" };
    const days = { startsOn: dayFromNow(5), endsOn: dayFromNow(1) };
    const answer = await company.owner.post(`${company.base}/consultancies`, { ...typed, ...days });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#named"');
    expect(answer.text).toContain("partner@body.example");
    const fixed = { ...typed, named: "a@body.example, b@body.example" };
    const period = await company.owner.post(`${company.base}/consultancies`, { ...fixed, ...days });
    expect(period.status).toBe(422);
    expect(period.text).toContain('href="#endsOn"');
  });

  it("lets a client's own staff into their organization only", async () => {
    const second = { nameEn: "Second Works", nameZh: "第二工厂", consolidationApproach: "operational_control" };
    const other = await createOrganization(consultancy.owner, { ...second, legalId: "", gwpSet: "AR6", year: "2025" });
    const members = `${other}/members`;
    const person = makePerson("Staff Person");
    const invitation = { intent: "invite", email: person.email, scope: "organization" };
    const refused = await consultancy.owner.post(members, { ...invitation, role: "admin" });
    expect(refused.status).toBe(422);
    expect(readable(refused.text)).toContain("A member of a single organization");
    expectRedirect(await consultancy.owner.post(members, { ...invitation, role: "viewer" }));
    const staff = new Visitor(server);
    const link = linkIn(await readMail(server, person.email, "invitation"));
    expect(readable((await staff.get(link)).text)).toContain("Second Works");
    expectRedirect(await staff.post(link, { name: person.name, password: person.password, locale: "en" }));
    expect((await staff.get(other)).status).toBe(200);
    expect((await staff.get(consultancy.base)).status).toBe(404);
    expect((await staff.get(`/tenants/${consultancy.tenantId}`)).status).toBe(404);
    expect(readable((await staff.get("/organizations")).text)).not.toContain("Marrowfield Works");
    expect((await staff.get(members)).status).toBe(403);
    const listed = (await consultancy.owner.get(members)).text;
    expect(readable(listed)).toContain("Only Second Works");
    expect(readable(listed)).toContain("Staff Person");
    expect(readable((await consultancy.owner.get(`${consultancy.base}/members`)).text)).not.toContain("Staff Person");
    const membershipId = [...listed.matchAll(/name="membershipId" value="([^"]+)"/g)].at(-1)![1]!;
    expectRedirect(await consultancy.owner.post(members, { intent: "remove", membershipId }));
    expect((await staff.get(other)).status).toBe(404);
  });
});
