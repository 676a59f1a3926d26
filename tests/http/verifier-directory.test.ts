import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { translator } from "#app/i18n/index.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { makePerson } from "#tests/support/own-tenant.ts";
import { proveDomain } from "#tests/support/prove-domain.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, fieldOf, readable, signUp, Visitor } from "#tests/support/visitor.ts";

const NAME = "Hornbeam Sample Verification";
const ACCREDITATION = {
  accreditationBody: "Sample Accreditation Board",
  accreditationNumber: "SAB-7001",
  accreditationScope: "ISO 14064-1, limited and reasonable",
  expiresOn: "2027-06-30",
  registerUrl: "https://register.sample.example/SAB-7001",
};
const CHINESE = { "accept-language": "zh-CN" };

describe("the directory of verification bodies", () => {
  let server: RunningServer;
  let doors: Doors;
  beforeAll(async () => {
    server = await useServer();
    doors = await openDoors(server.ownerUrl);
  });
  afterAll(() => doors?.close());

  it("shows a body with its proof and its own statements to anyone, once its owner listed it", async () => {
    const owner = await signUp(server, { ...makePerson("Sample Verifier"), kind: "verification_body" });
    const home = expectRedirect(await owner.post("/tenants/new", { workspaceName: NAME }));
    const actor = { tenantId: home.split("/").at(-1)!, userId: "sample" } as Actor;
    const page = `${home}/directory`;
    const state = async (fields: Record<string, string>) => {
      const basedOn = fieldOf((await owner.get(page)).text, "basedOn")!;
      return owner.post(page, { intent: "state", setting: "verifier_profile", basedOn, ...fields });
    };
    const partial = await state({ ...ACCREDITATION, accreditationNumber: "", listed: "yes" });
    expect(partial.status).toBe(422);
    expect(partial.text).toMatch(/<input[^>]* id="accreditationNumber"[^>]*aria-invalid="true"/);
    expectRedirect(await state({ ...ACCREDITATION, listed: "yes" }));
    const stranger = new Visitor(server);
    expect((await stranger.get("/verifiers")).text).not.toContain(NAME);
    await doors.withTenant(actor, (tx) => proveDomain(tx, actor, "hornbeam.example"));
    const { directory: t, issuerProof } = translator("en");
    const listed = await stranger.get("/verifiers");
    const shown = readable(listed.text);
    for (const text of [NAME, "hornbeam.example", issuerProof.nameIsClaim, t.nameIsClaim, "SAB-7001"])
      expect(shown).toContain(text);
    expect(listed.text).toContain(`href="${ACCREDITATION.registerUrl}"`);
    const chinese = await stranger.get("/verifiers", CHINESE);
    expect(readable(chinese.text)).toContain(translator("zh").directory.nameIsClaim);
    expect((await stranger.get("/verifiers/export.csv")).text).toContain("hornbeam.example");
    expect((await stranger.get("/verify")).text).toContain('href="/verifiers"');
    expectRedirect(await state({ ...ACCREDITATION, listed: "no" }));
    expect((await stranger.get("/verifiers")).text).not.toContain(NAME);
  });

  it("takes no other kind of workspace", async () => {
    const owner = await signUp(server, { ...makePerson("Sample Consultant"), kind: "consultancy" });
    expectRedirect(await owner.post("/tenants/new", { workspaceName: "Hornbeam Advisory" }));
    const home = /\/tenants\/[0-9a-f-]{36}/.exec((await owner.get("/organizations")).text)![0];
    const fields = { intent: "state", setting: "verifier_profile", basedOn: "0", listed: "yes" };
    expect((await owner.post(`${home}/directory`, fields)).status).toBe(422);
  });
});
