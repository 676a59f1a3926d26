import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { makeKey, Program } from "#tests/support/api.ts";
import { readOffer } from "#tests/support/engaged.ts";
import {
  addOrganization,
  engageVerifier,
  makeOrganization,
  makePerson,
  makeSmallCompany,
} from "#tests/support/own-tenant.ts";
import { NEUTRAL } from "#tests/support/route-address.ts";
import { fillPattern, readRouteMap } from "#tests/support/route-map.ts";
import { dayFromNow } from "#tests/support/sample-engagement.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import {
  enrol,
  expectRedirect,
  linkIn,
  type Person,
  readable,
  readMail,
  signUp,
  Visitor,
} from "#tests/support/visitor.ts";

/** Part of every name of the first client, and of nothing else. */
const CANARY = "Quillfeather";

/** Lists that a key of one organization may read. The first two do not belong to an organization. */
const API_LISTS = ["key", "organizations", "facilities", "sources", "inventories"];

describe("a workspace with two clients", () => {
  let server: RunningServer;
  let owner: Visitor;
  let workspace: string;
  let second: string;
  beforeAll(async () => {
    server = await useServer();
    owner = await signUp(server, makePerson("Consultant"));
    const first = await makeOrganization(owner, CANARY, "Sample Advisory", "consultancy");
    workspace = /\/tenants\/[0-9a-f-]{36}/.exec((await owner.get(first)).text)![0];
    second = await addOrganization(owner, "Second");
  });

  const organizationId = () => second.split("/").at(-1)!;

  /** Someone who was invited only into the second organization. */
  async function inviteStaff(): Promise<{ staff: Visitor; person: Person; invitation: string }> {
    const person = makePerson("Staff Person");
    const invited = { intent: "invite", email: person.email, scope: "organization", role: "editor" };
    expectRedirect(await owner.post(`${second}/members`, invited));
    const staff = new Visitor(server);
    const link = linkIn(await readMail(server, person.email, "invitation"));
    const invitation = (await staff.get(link)).text;
    expectRedirect(await staff.post(link, { name: person.name, password: person.password, locale: "en" }));
    return { staff, person, invitation };
  }

  /** Every page and file of the second organization that a visitor gets, by its address. */
  async function readEverything(
    visitor: Visitor,
    ids: Record<string, string>,
  ): Promise<[address: string, text: string][]> {
    const routes = (await readRouteMap()).filter(({ pattern }) => pattern.startsWith("/organizations/:organizationId"));
    const found: [string, string][] = [];
    for (const { pattern } of routes) {
      const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name!);
      if (names.some((name) => !(name in ids) && !(name in NEUTRAL))) continue;
      const address = fillPattern(pattern, { ...NEUTRAL, ...ids });
      const { status, text } = await visitor.get(address);
      if (status === 200) found.push([address, text]);
    }
    for (const address of ["/organizations", "/account"]) found.push([address, (await visitor.get(address)).text]);
    return found;
  }

  it("shows people of the second client the given name, and never the first client's name", async () => {
    const { staff, invitation } = await inviteStaff();
    expect(invitation).not.toContain(CANARY);
    const pages = await readEverything(staff, { organizationId: organizationId() });
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.filter(([, text]) => text.includes(CANARY)).map(([address]) => address)).toEqual([]);
  });

  it("does not show that name to an engaged partner, nor in the partner's list of engagements", async () => {
    const partner = await makeSmallCompany(server, "Partner");
    const offer = { intent: "grant", email: partner.person.email, role: "editor", people: "all", named: "" };
    const days = { startsOn: dayFromNow(0), endsOn: dayFromNow(30) };
    expectRedirect(await owner.post(`${second}/consultancies`, { ...offer, ...days }));
    const link = await readOffer(server, partner.person.email);
    const offered = (await partner.owner.get(link)).text;
    expect(readable(offered)).toContain("Sample Advisory");
    expect(offered).not.toContain(CANARY);
    expectRedirect(await partner.owner.post(link, { tenant: partner.tenantId }));
    const pages = await readEverything(partner.owner, { organizationId: organizationId() });
    pages.push(["engagements", (await partner.owner.get(`/tenants/${partner.tenantId}/engagements`)).text]);
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.filter(([, text]) => text.includes(CANARY)).map(([address]) => address)).toEqual([]);
  });

  it("does not give that name to a key of the second client, nor to its audit trail", async () => {
    const program = new Program(server, await makeKey(owner, organizationId()));
    for (const list of API_LISTS) {
      const isOwn = list !== "key" && list !== "organizations";
      const answer = await program.send("GET", isOwn ? `${second}/${list}` : `/${list}`);
      expect([list, answer.status]).toEqual([list, 200]);
      expect(answer.text, list).not.toContain(CANARY);
    }
    const { staff } = await inviteStaff();
    for (const file of ["export.csv", "export.jsonl"]) {
      const trail = await staff.get(`${second}/audit-trail/${file}`);
      expect(trail.text, file).not.toContain(CANARY);
    }
  });

  it("writes that name in no mail about the second client", async () => {
    const folder = join(server.dataDir, "mail");
    const before = new Set(readdirSync(folder));
    const verifier = makePerson().email;
    const inventories = (await owner.get(`${second}/inventories`)).text;
    const inventoryId = /\/inventories\/([0-9a-f-]{36})/.exec(inventories)![1]!;
    await inviteStaff();
    await engageVerifier(owner, second, { inventoryId, word: "Second", email: verifier });
    await readMail(server, verifier, "verifierInvitation");
    const mails = readdirSync(folder).filter((name) => !before.has(name));
    expect(mails.length).toBeGreaterThan(1);
    expect(mails.filter((name) => readFileSync(join(folder, name), "utf8").includes(CANARY))).toEqual([]);
  });

  it("can be renamed by its managers only, which the audit trail records", async () => {
    const refused = await owner.post(`${workspace}/settings`, { intent: "rename", workspaceName: "  " });
    expect(refused.status).toBe(422);
    expectRedirect(
      await owner.post(`${workspace}/settings`, { intent: "rename", workspaceName: "Sample Advisory Ltd" }),
    );
    expect(readable((await owner.get(workspace)).text)).toContain("Sample Advisory Ltd");
    expect(readable((await owner.get(`${second}/audit-trail`)).text)).toContain("renamed the workspace");
    const { staff } = await inviteStaff();
    expect((await staff.post(`${workspace}/settings`, { intent: "rename", workspaceName: "Mine" })).status).toBe(404);
  });

  it("is of the kind that its owner chose, and only an owner changes it, which the audit trail records", async () => {
    const person = makePerson("Sample Admin");
    const invited = { intent: "invite", email: person.email, scope: "all", role: "admin" };
    expectRedirect(await owner.post(`${second}/members`, invited));
    const admin = new Visitor(server);
    const link = linkIn(await readMail(server, person.email, "invitation"));
    expectRedirect(await admin.post(link, { name: person.name, password: person.password, locale: "en" }));
    await enrol(admin, person);
    const kindIn = async (visitor: Visitor) =>
      /<input[^>]*name="kind"[^>]*checked=""[^>]*value="(\w+)"/.exec(
        (await visitor.get(`${workspace}/settings`)).text,
      )?.[1];
    expect(await kindIn(owner)).toBe("consultancy");
    const change = { intent: "kind", kind: "verification_body" };
    expect((await admin.post(`${workspace}/settings`, change)).status).toBe(403);
    expect(await kindIn(owner)).toBe("consultancy");
    expect((await owner.post(`${workspace}/settings`, { ...change, kind: "bank" })).status).toBe(422);
    expectRedirect(await owner.post(`${workspace}/settings`, change));
    expect(await kindIn(owner)).toBe("verification_body");
    const trail = readable((await owner.get(`${second}/audit-trail`)).text);
    expect(trail).toContain("created the workspace");
    expect(trail).toContain("changed the kind of the workspace");
  });

  it("is what its owner answered at sign-up, and isn't asked again", async () => {
    for (const language of ["en", "zh"] as const) {
      const signUpPage = await new Visitor(server).get("/sign-up", { "accept-language": language });
      const { kind } = translator(language).tenant;
      for (const text of [kind.question, ...Object.values(kind.name), ...Object.values(kind.text)])
        expect(readable(signUpPage.text)).toContain(text);
    }
    const verifier = await signUp(server, { ...makePerson("Sample Verifier"), kind: "verification_body" });
    expect((await verifier.get("/organizations/new")).location).toBe("/tenants/new");
    expect((await verifier.get("/tenants/new")).text).not.toContain('name="kind"');
    expect((await verifier.post("/tenants/new", { workspaceName: " " })).status).toBe(422);
    const home = expectRedirect(await verifier.post("/tenants/new", { workspaceName: "Sample Body" }));
    expect(home).toMatch(/^\/tenants\/[0-9a-f-]{36}$/);
    expect((await verifier.get("/organizations")).location).toBe(home);
    expect((await verifier.get("/tenants/new")).location).toBe("/organizations/new");
    expect((await verifier.get(`${home}/settings`)).text).toMatch(
      /<input[^>]*name="kind"[^>]*checked=""[^>]*value="verification_body"/,
    );
  });

  it("is asked of an invited person who starts a workspace", async () => {
    const { staff, person } = await inviteStaff();
    await enrol(staff, person);
    expect((await staff.get("/tenants/new")).text).toContain('name="kind"');
    expect((await staff.post("/tenants/new", { workspaceName: "Sample Body" })).status).toBe(422);
    const home = expectRedirect(
      await staff.post("/tenants/new", { kind: "verification_body", workspaceName: "Sample Body" }),
    );
    expect(home).toMatch(/^\/tenants\/[0-9a-f-]{36}$/);
  });
});
