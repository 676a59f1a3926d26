import { beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { makePerson, startWorkspace } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, fieldOf, readable, signUp, type Visitor } from "#tests/support/visitor.ts";

const VALID = "91350100M000100Y43";
const WRONG = "91350100M000100Y44";

const { organization: t, client } = translator("en");

describe("the form of a registration number", () => {
  let server: RunningServer;
  let owner: Visitor;
  const details = { nameEn: "Sample Works", nameZh: "", year: "2025" };
  const rules = { consolidationApproach: "operational_control", gwpSet: "AR6" };
  const add = (number: { legalId: string; legalIdKind?: string }) =>
    owner.post("/organizations/new", { ...details, ...rules, ...number });
  beforeAll(async () => {
    server = await useServer();
    owner = await signUp(server, makePerson("Sample Owner"));
    await startWorkspace(owner, "Sample Advisory");
  });

  it("names a wrong check digit at its field, and keeps what was typed", async () => {
    const answer = await add({ legalId: WRONG, legalIdKind: "uscc" });
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain(t.fault.number_check_digit);
    expect(answer.text).toMatch(/<input[^>]* id="legalId"[^>]*aria-invalid="true"/);
    expect(fieldOf(answer.text, "legalId")).toBe(WRONG);
    expect(answer.text).toMatch(/<option[^>]* value="uscc"[^>]* selected/);
  });

  it.each([
    ["uscc", "number_uscc"],
    ["lei", "number_lei"],
    ["eori", "number_eori"],
    ["vat", "number_vat"],
  ] as const)("refuses a number without the form of its kind: %s", async (legalIdKind, fault) => {
    const answer = await add({ legalId: "123 no number", legalIdKind });
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain(t.fault[fault]);
  });

  it("asks for the kind of a number", async () => {
    const answer = await add({ legalId: VALID });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/<select[^>]* id="legalIdKind"[^>]*aria-invalid="true"/);
    expect(readable(answer.text)).toContain(t.fault.number_kind);
  });

  it("stores a number as registers write it, and checks it again when it changes", async () => {
    const base = expectRedirect(await add({ legalId: "9135 0100 m000100y43", legalIdKind: "uscc" })).replace(
      /\/start$/,
      "",
    );
    const { text } = await owner.get(`${base}/settings`);
    expect(fieldOf(text, "legalId")).toBe(VALID);
    const basedOn = fieldOf(text, "basedOn")!;
    const change = (legalId: string) =>
      owner.post(`${base}/settings`, { ...details, ...rules, basedOn, legalId, legalIdKind: "uscc" });
    expect((await change(WRONG)).status).toBe(422);
    expectRedirect(await change("9144030071526726XG"));
    expect(fieldOf((await owner.get(`${base}/settings`)).text, "legalId")).toBe("9144030071526726XG");
  });

  it("checks the tax number of a client where its country shows the kind", async () => {
    const base = expectRedirect(await add({ legalId: "" }));
    const workspace = /\/tenants\/[0-9a-f-]{36}/.exec((await owner.get(base)).text)![0];
    const addClient = (country: string, taxId: string) =>
      owner.post(`${workspace}/clients/new`, { legalNameEn: "Sample Buyer", country, taxId, locale: "en" });
    const refused = await addClient("DE", "DE136695977");
    expect(refused.status).toBe(422);
    expect(readable(refused.text)).toContain(client.faults.number_check_digit);
    expect((await addClient("CN", WRONG)).status).toBe(422);
    expectRedirect(await addClient("DE", "DE136695976"));
    expectRedirect(await addClient("DE", "12/345/67890"));
  });
});
