import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { makeOwnTenant, type OwnTenant, statementFields } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { type JoinedVerifier, joinAsVerifier } from "#tests/support/verifier.ts";
import { expectRedirect, readable } from "#tests/support/visitor.ts";

const SEED = "quince-seed-07";
const RISK = "Plum estimates were never compared with bills.";
const NO_FILE = { field: "none", name: "", bytes: "" };

describe("a verification from the plan to the statement", () => {
  let server: RunningServer;
  let tenant: OwnTenant;
  let verifier: JoinedVerifier;
  let organization: string;
  let work: string;
  beforeAll(async () => {
    server = await useServer();
    tenant = await makeOwnTenant(server, "Damsonfield");
    organization = `/organizations/${tenant.ids.organizationId}`;
    verifier = await joinAsVerifier(server, tenant, "Medlar");
    work = `${organization}/assurance/engagements/${verifier.engagementId}/work`;
  });

  const post = (tab: string, fields: Record<string, string>) =>
    verifier.visitor.post(`${verifier.base}/${tab}`, fields);
  const view = async (tab: string) => (await verifier.visitor.get(`${verifier.base}/${tab}`)).text;

  /** Everything that the company can read of the engagement. */
  const companyReads = async () => {
    const pages = [work, work.replace(/\/work$/, ""), `${organization}/assurance`, `${organization}/audit-trail`];
    const files = [`${organization}/audit-trail/export.jsonl`, `${organization}/audit-trail/export.csv`];
    const texts: string[] = [];
    for (const path of [...pages, ...files]) texts.push((await tenant.owner.get(path)).text);
    const pack = unzipSync((await tenant.owner.get(work.replace(/work$/, "pack.zip"))).bytes);
    for (const content of Object.values(pack)) texts.push(new TextDecoder().decode(content));
    return texts.join("\n");
  };

  const member = (name: string, role: string) => ({
    intent: "addMember",
    name,
    role,
    independence: "No interest in Damsonfield.",
  });

  it("takes a team, and no reviewer who is in it", async () => {
    expectRedirect(await post("plan", member("Lead Sample", "lead_verifier")));
    const refused = await post("plan", member("lead  sample", "independent_reviewer"));
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('id="name-error"');
    expectRedirect(await post("plan", member("Reviewer Sample", "independent_reviewer")));
    expect(readable((await tenant.owner.get(work)).text)).toContain("Reviewer Sample");
  });

  const plan = {
    intent: "savePlan",
    basedOn: "0",
    level: "limited",
    objectives: "To conclude on Damsonfield.",
    criteria: "ISO 14064-1:2018",
    scope: "Scopes 1 to 3",
    materialityPercent: "5",
    totalBasis: "location",
    riskKind1: "control",
    risk1: RISK,
    riskResponse1: "Compare a sample with bills.",
    visitDay1: "2026-02-03",
    visitPlace1: "Damsonfield plant",
    visitPurpose1: "",
  };

  it("keeps each saved plan, and refuses one that is based on an older one", async () => {
    const wrong = { materialityPercent: "101", riskResponse1: "", visitDay1: "soon", scope: "" };
    for (const [field, value] of Object.entries(wrong)) {
      const refused = await post("plan", { ...plan, [field]: value });
      expect(refused.status, field).toBe(422);
      expect(refused.text, field).toContain(`href="#${field}"`);
    }
    expectRedirect(await post("plan", plan));
    expect((await post("plan", plan)).status).toBe(409);
    expectRedirect(await post("plan", { ...plan, basedOn: "1", scope: "All scopes" }));
    const pages = [await view("plan"), await view("plan?plan=1")].map(readable);
    expect(pages[0]).toContain("All scopes");
    expect(pages[1]).toContain("Scopes 1 to 3");
    const shown = readable((await tenant.owner.get(work)).text);
    expect(shown).toContain("Damsonfield plant");
    expect(shown).not.toContain(RISK);
  });

  let drawn: string[] = [];

  it("records the seed of a sample before its lines are drawn, once", async () => {
    const runId = tenant.ids.runId;
    expectRedirect(await post("sampling", { intent: "random", runId, seed: SEED, count: "2" }));
    const recorded = await view("sampling");
    expect(recorded).toContain(SEED);
    const sampleId = /name="sampleId" value="([0-9a-f-]{36})"/.exec(recorded)![1]!;
    expectRedirect(await post("sampling", { intent: "draw", sampleId }));
    expect((await post("sampling", { intent: "draw", sampleId })).status).toBe(409);
    const document = JSON.parse((await verifier.visitor.get(`${verifier.base}/document.json`)).text);
    const hash = (id: string) => createHash("sha256").update(`${SEED}\n${id}`).digest("hex");
    const ids = (document.results.lines as { activity: string }[]).map(({ activity }) => activity);
    drawn = ids.sort((a, b) => (hash(a) < hash(b) ? -1 : 1)).slice(0, 2);
    const shown = await view("sampling");
    for (const id of drawn) expect(shown).toContain(`line=${id}"`);
    const none = await post("sampling", { intent: "risk", runId });
    expect(none.status).toBe(422);
  });

  it("hides samples and risks from the company in pages, exports, audit trail and pack", async () => {
    const read = await companyReads();
    expect(read).toContain("verification_sample.drawn");
    for (const secret of [SEED, RISK]) expect(read.includes(secret), secret).toBe(false);
  });

  it("asks for documents, which the company answers with files and the verifier closes", async () => {
    expect((await post("requests", { intent: "ask", text: "", dueOn: "soon" })).status).toBe(422);
    expectRedirect(await post("requests", { intent: "ask", text: "The gas bills of May.", dueOn: "2026-02-10" }));
    const asked = (await tenant.owner.get(work)).text;
    expect(readable(asked)).toContain("The gas bills of May.");
    const requestId = /name="requestId" value="([0-9a-f-]{36})"/.exec(asked)![1]!;
    const file = { field: "file", name: "may.pdf", bytes: pdfOf("gas in May") };
    expectRedirect(await tenant.owner.upload(work, { intent: "answer", requestId, text: "Attached." }, file));
    const answered = await view("requests");
    const path = /href="(\/assurance\/[^"]+\/files\/[0-9a-f-]{36})"/.exec(answered)![1]!;
    expect((await verifier.visitor.get(path)).status).toBe(200);
    expectRedirect(await post("requests", { intent: "close", requestId, text: "" }));
    expect((await post("requests", { intent: "close", requestId, text: "" })).status).toBe(409);
    const late = await tenant.owner.upload(work, { intent: "answer", requestId, text: "More." }, NO_FILE);
    expect(late.status).toBe(409);
  });

  const find = (severity: string) =>
    verifier.visitor.upload(
      `${verifier.base}/findings`,
      { intent: "add", subjectKind: "whole", subjectId: "", severity, text: "A meter was read twice." },
      NO_FILE,
    );

  const state = async () => {
    const { bytes } = await tenant.owner.get(`${organization}/runs/${tenant.ids.runId}/document.json`);
    const packageHash = createHash("sha256").update(bytes).digest("hex");
    const fields = { ...statementFields("Medlar"), subject: `report:${tenant.ids.reportId}`, packageHash };
    const document = { field: "file", name: "medlar.pdf", bytes: pdfOf("the statement of Medlar") };
    return verifier.visitor.upload(`${verifier.base}/statement`, fields, document);
  };

  it("refuses an unmodified opinion until the findings support it, and then shows the samples", async () => {
    expect(readable(await view("statement"))).toContain("From your plan");
    expect(await view("statement")).toContain('value="Lead Sample"');
    expectRedirect(await find("material"));
    const page = await view("misstatements");
    const findingId = /name="findingId" value="([0-9a-f-]{36})"/.exec(page)![1]!;
    const amount = { intent: "quantify", findingId, direction: "over", amount: "1000000", note: "" };
    expect((await post("misstatements", { ...amount, amount: "-5" })).status).toBe(422);
    expectRedirect(await post("misstatements", amount));

    const open = await state();
    expect(open.status).toBe(422);
    expect(readable(open.text)).toMatch(/material findings are open: F1\b/);

    const step = { intent: "step", findingId, state: "resolved", text: "Agreed." };
    expectRedirect(await verifier.visitor.upload(`${verifier.base}/findings`, step, NO_FILE));
    const exceeded = await state();
    expect(exceeded.status).toBe(422);
    expect(readable(exceeded.text)).toMatch(/exceed the materiality threshold: F1\b/);
    expect(readable(await view(""))).toContain("Above the threshold");

    expectRedirect(await post("misstatements", { ...amount, isCorrected: "on" }));
    expect(readable(await view(""))).toContain("Within the threshold");
    expectRedirect(await state());

    const shown = (await tenant.owner.get(work)).text;
    for (const now of [SEED, RISK]) expect(readable(shown)).toContain(now);
    for (const id of drawn) expect(shown).toContain(`<span>${id}</span>`);
  });
});
