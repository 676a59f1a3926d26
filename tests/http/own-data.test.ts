import { beforeAll, describe, expect, it } from "vitest";
import { makeOrganization, makePerson } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import {
  expectRedirect,
  linkIn,
  readable,
  readMail,
  signIn,
  signUp,
  signUpByPassword,
  Visitor,
} from "#tests/support/visitor.ts";

type Exported = Record<string, Record<string, unknown>[]>;

describe("what is stored about a person", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await useServer();
  });

  async function openWorkspace(word: string) {
    const person = makePerson(`${word} Owner`);
    const owner = await signUp(server, person);
    const base = await makeOrganization(owner, word);
    const tenantId = /\/tenants\/([0-9a-f-]{36})/.exec((await owner.get(base)).text)![1]!;
    return { owner, person, base, tenantId };
  }

  async function addMember({ owner, base }: { owner: Visitor; base: string }, word: string) {
    const person = makePerson(`${word} Leaver`);
    expectRedirect(await owner.post(`${base}/members`, { intent: "invite", email: person.email, role: "viewer" }));
    const member = new Visitor(server);
    const link = linkIn(await readMail(server, person.email, "invitation"));
    expectRedirect(await member.post(link, { name: person.name, password: person.password, locale: "en" }));
    if ((await member.get("/account")).status !== 200) await signIn(member, person);
    return { member, person };
  }

  it("is exported to the person, with nothing of others", async () => {
    const workspace = await openWorkspace("Teasel");
    const { member, person } = await addMember(workspace, "Teasel");
    const file = await member.get("/account/export.json");
    expect(file.status).toBe(200);
    expect(file.headers.get("content-type")).toContain("application/json");
    expect(file.headers.get("content-disposition")).toContain("attachment");
    expect(file.headers.get("cache-control")).toContain("no-store");
    const data = JSON.parse(file.text) as Exported;
    expect(data.user_account).toMatchObject([{ name: person.name, email: person.email }]);
    expect(data.membership).toMatchObject([{ tenant_id: workspace.tenantId, role: "viewer" }]);
    expect(data.session?.length).toBeGreaterThan(0);
    expect(file.text).not.toContain(workspace.person.email);
    expect(file.text).not.toContain(person.password);
    expect(file.text).not.toMatch(/token|secret|"password/);
    const own = JSON.parse((await workspace.owner.get("/account/export.json")).text) as Exported;
    expect(own.user_account).toMatchObject([{ email: workspace.person.email }]);
    expect(JSON.stringify(own)).not.toContain(person.email);
    const stranger = await new Visitor(server).get("/account/export.json");
    expect(stranger).toMatchObject({ status: 302, location: "/sign-in?next=%2Faccount%2Fexport.json" });
  });

  it("is deleted with the account, whose address can be used again", async () => {
    const workspace = await openWorkspace("Sorrel");
    const { member, person } = await addMember(workspace, "Sorrel");
    const wrong = await member.post("/account/delete", { deletePassword: "not the password" });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('id="deletePassword-error"');
    expect((await member.get("/account")).status).toBe(200);
    const second = new Visitor(server);
    await signIn(second, person);
    const deleted = await member.post("/account/delete", { deletePassword: person.password });
    expect(expectRedirect(deleted)).toBe("/sign-in?notice=deleted");
    expect(await readMail(server, person.email, "accountDeleted")).toContain(person.name);
    for (const visitor of [member, second]) expect((await visitor.get("/account")).status).toBe(302);
    expect((await new Visitor(server).post("/sign-in", person as unknown as Record<string, string>)).status).toBe(422);
    const notice = await member.get("/sign-in?notice=deleted");
    expect(notice.status).toBe(200);
    expect(notice.text).toContain('role="status"');
    for (const page of ["members", "audit-trail"]) {
      const shown = readable((await workspace.owner.get(`${workspace.base}/${page}`)).text);
      expect(shown, page).not.toContain(person.email);
      expect(shown, page).not.toContain(person.name);
    }
    const again = await signUpByPassword(server, person);
    const data = JSON.parse((await again.get("/account/export.json")).text) as Exported;
    expect(data).toMatchObject({ membership: [], membership_end: [], invitation: [], audit_trail: [] });
  });

  it("is exported a few times an hour, and other people are not held up", async () => {
    const [busy, other] = [
      await signUp(server, makePerson("Busy Person")),
      await signUp(server, makePerson("Other Person")),
    ];
    let last = await busy.get("/account/export.json");
    for (let tries = 1; last.status === 200 && tries < 30; tries += 1) last = await busy.get("/account/export.json");
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await other.get("/account/export.json")).status).toBe(200);
  });

  it("stays while the person is the only owner of a workspace, which the page links to", async () => {
    const { owner, person, base, tenantId } = await openWorkspace("Yarrow");
    const page = await owner.get("/account/delete");
    expect(page.text).toContain(`href="${base}/members"`);
    expect(page.text).toContain(`href="/tenants/${tenantId}/data"`);
    expect(page.text).not.toContain('name="deletePassword"');
    expect((await owner.post("/account/delete", { deletePassword: person.password })).status).toBe(422);
    expect((await owner.get(base)).status).toBe(200);
  });
});
