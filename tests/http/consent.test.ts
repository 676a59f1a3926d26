import { randomUUID } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { makePerson, makeSmallCompany } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import {
  agreementsIn,
  expectRedirect,
  linkIn,
  readable,
  readMail,
  signIn,
  signUpByPassword,
  Visitor,
} from "#tests/support/visitor.ts";

describe("agreements to the operator's texts", () => {
  let server: TestServer;
  let folder: string;
  const publish = (kind: string, version: string, text: string) => {
    for (const language of ["en", "zh"])
      writeFileSync(join(folder, `${kind}.${language}.txt`), `Version: ${version}\n${text} (${language})\n`);
  };
  const restart = async () => {
    await server.stop();
    await server.start({ LEGAL_DIR: folder });
  };
  const stepsOf = (email: string) =>
    asOwner(server.ownerUrl, async (db) => {
      const { rows } = await sql<{ kind: string; version: string; step: string; language: string; occasion: string }>`
        select t.kind, t.version, c.step, c.language, c.occasion from consent_step c
        join legal_text t on t.digest = c.digest join user_account u on u.id = c.user_id
        where u.email = ${email} order by c.created_at, t.kind desc`.execute(db);
      return rows.map(({ kind, version, step, language, occasion }) =>
        [kind, version, step, language, occasion].filter(Boolean).join(" "),
      );
    });
  const inChinese = () => {
    const visitor = new Visitor(server);
    visitor.setCookie("locale", "zh");
    return visitor;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(inject("runFolder"), "legal-"));
    publish("terms", "1", "Fair use applies.");
    publish("privacy", "1", "Data stay here.");
    server = await startServer("PostgreSQL", { LEGAL_DIR: folder });
  });
  afterAll(() => server?.remove());

  it("opens no account until both texts are agreed to, and keeps what was agreed", async () => {
    const visitor = inChinese();
    const { email, ...person } = makePerson();
    const form = { ...person, email, kind: "company", locale: "zh" };
    const page = await visitor.get("/sign-up");
    expect(page.text).not.toContain('checked=""');
    const agreed = agreementsIn(page.text);
    for (const name of ["agreeTerms", "agreePrivacy"]) {
      const refused = await visitor.post("/sign-up", { ...form, ...agreed, [name]: "" });
      expect(refused.status).toBe(422);
      expect(refused.text).toContain(`id="${name}-error"`);
    }
    // Digests of other texts agree to nothing.
    const swapped = { agreeTerms: agreed.agreePrivacy!, agreePrivacy: agreed.agreeTerms! };
    expect((await visitor.post("/sign-up", { ...form, ...swapped })).status).toBe(422);
    expect(await stepsOf(email)).toEqual([]);
    expectRedirect(await visitor.post("/sign-up", { ...form, ...agreed }));
    const kept = ["terms 1 agreed zh sign_up", "privacy 1 agreed zh sign_up"];
    expect(await stepsOf(email)).toEqual(kept);
    // Another person's attempt with the same address agrees to nothing for its owner.
    expectRedirect(await new Visitor(server).post("/sign-up", { ...form, ...agreed }));
    expect(await stepsOf(email)).toEqual(kept);
    const token = new URL(linkIn(await readMail(server, email, "confirmAddress")), server.origin).searchParams;
    expectRedirect(await visitor.post(`/email/verify?${token}`, { token: token.get("token")! }));
    const own = readable((await visitor.get("/account/consent")).text);
    expect(own).toContain("Fair use applies. (zh)");
    expect(own).toContain(agreed.agreeTerms);
  });

  it("asks invited people who have no account yet", async () => {
    const { owner, base } = await makeSmallCompany(server, "Teasel");
    const email = `${randomUUID()}@sample.example`;
    expectRedirect(await owner.post(`${base}/members`, { intent: "invite", email, role: "viewer" }));
    const link = linkIn(await readMail(server, email, "invitation"));
    const invited = new Visitor(server);
    const form = { name: "Invited Person", password: "a sentence to remember", locale: "en" };
    expect((await invited.post(link, form)).status).toBe(422);
    const agreed = agreementsIn((await invited.get(link)).text);
    expectRedirect(await invited.post(link, { ...form, ...agreed }));
    expect(await stepsOf(email)).toEqual(["terms 1 agreed en invitation", "privacy 1 agreed en invitation"]);
  });

  it("shows a changed text at the next sign-in, and refuses only changes until it is agreed to", async () => {
    const { owner, base, person, inventoryId } = await makeSmallCompany(server, "Sorrel");
    const facility = (name: string) => ({ nameEn: name, nameZh: name, country: "CN" });
    publish("terms", "2", "Fair use applies to all.");
    await restart();
    // The session that is under way is not interrupted.
    expect((await owner.post(`${base}/facilities`, facility("Before"))).status).toBe(302);
    const visitor = new Visitor(server);
    const asked = await signIn(visitor, person);
    expect(asked).toBe("/account/consent?next=%2Forganizations");
    const page = await visitor.get(asked);
    expect(page.text).toContain("Fair use applies to all. (en)");
    expect(Object.keys(agreementsIn(page.text))).toEqual(["agreeTerms"]);
    for (const path of [base, `${base}/inventories/${inventoryId}`, `${base}/facilities/export.csv`, "/account"])
      expect((await visitor.get(path)).status, path).toBe(200);
    const refused = await visitor.post(`${base}/facilities`, facility("Refused"));
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('href="/account/consent"');
    expect(readable((await visitor.get(`${base}/facilities`)).text)).not.toContain("Refused");
    // An old digest agrees to the old text only.
    const old = agreementsIn(page.text).agreeTerms!.replace(/./g, "0");
    expect((await visitor.post(asked, { agreeTerms: old })).status).toBe(422);
    expect((await visitor.post(asked, agreementsIn(page.text))).location).toBe("/organizations");
    expect((await visitor.post(`${base}/facilities`, facility("After"))).status).toBe(302);
    expect(await stepsOf(person.email)).toEqual([
      "terms 1 agreed en sign_up",
      "privacy 1 agreed en sign_up",
      "terms 2 asked sign_in",
      "terms 2 agreed en page",
    ]);
    expect(await signIn(new Visitor(server), person)).toBe("/organizations");
    const own = readable((await visitor.get("/account/consent")).text);
    expect(own).toContain("Fair use applies. (en)");
    expect(own).toContain("Fair use applies to all. (en)");
  });

  it("asks the owner of a mailbox again after a stranger opened the account", async () => {
    const person = makePerson();
    const stranger = new Visitor(server);
    const form = { ...person, kind: "company", locale: "en" };
    const agreed = agreementsIn((await stranger.get("/sign-up")).text);
    expectRedirect(await stranger.post("/sign-up", { ...form, ...agreed }));
    const owner = new Visitor(server);
    await owner.post("/password/forgot", { email: person.email });
    const link = linkIn(await readMail(server, person.email, "accountUnconfirmed"));
    const token = new URL(link, server.origin).searchParams.get("token")!;
    const password = "another sentence entirely";
    expectRedirect(await owner.post(link, { token, password }));
    expect(await signIn(owner, { ...person, password })).toMatch(/^\/account\/consent/);
  });

  it("keeps agreements and their texts as they are", async () => {
    await asOwner(server.ownerUrl, async (db) => {
      await expect(sql`update consent_step set step = 'asked', language = null`.execute(db)).rejects.toThrow();
      await expect(sql`update legal_text set version = '9'`.execute(db)).rejects.toThrow();
    });
  });
});

it("asks for nothing where the operator set no texts", async () => {
  const server = await startServer("PGlite");
  try {
    const person = makePerson();
    const visitor = await signUpByPassword(server, person);
    expect(agreementsIn((await visitor.get("/account/consent")).text)).toEqual({});
    expect(await signIn(new Visitor(server), person)).toBe("/organizations");
  } finally {
    await server.remove();
  }
});
