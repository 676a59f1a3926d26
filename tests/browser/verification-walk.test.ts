import { createHash, randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { translator } from "#app/i18n/index.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { findBarriers, isAwake, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import {
  issueReport,
  makeOwnTenant,
  makePerson,
  type OwnTenant,
  runInventory,
  statementFields,
} from "#tests/support/own-tenant.ts";
import { proveDomain } from "#tests/support/prove-domain.ts";
import { readCover } from "#tests/support/read-cover.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { enrol, expectRedirect, linkIn, readMail, Visitor } from "#tests/support/visitor.ts";

const BODY = "Sycamore Verification";
const DOMAIN = "sycamore.example";
const SEED = "sycamore-2026";
const RISK = "Estimates of gas were never compared with bills.";
const t = translator("en");

/** ISO 14064-3 from the company's invitation to the confirmed statement on the cover, each step on its page. */
describe("a verification in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let doors: Doors;
  let tenant: OwnTenant;
  let company: Page;
  let verifier: Page;
  let visitor: Visitor;
  let organization: string;
  let engagement: string;
  let engagementId: string;
  let runId: string;
  let packageHash: string;
  let workspace: string;
  let complaints: string[];
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    doors = await openDoors(server.ownerUrl);
    tenant = await makeOwnTenant(server, "Rowanbridge");
    organization = `/organizations/${tenant.ids.organizationId}`;
    runId = await runInventory(tenant.owner, `${organization}/inventories/${tenant.ids.inventoryId}`);
    const { bytes } = await tenant.owner.get(`${organization}/runs/${runId}/document.json`);
    packageHash = createHash("sha256").update(bytes).digest("hex");
    company = await openAs(tenant.owner);
  });
  afterAll(async () => {
    await browser?.close();
    await doors?.close();
  });

  const openAs = async (who: Visitor | null) =>
    (await openContext(browser, server, who, { width: 1440, height: 900 })).newPage();
  const work = () => `${organization}/assurance/engagements/${engagementId}/work`;

  /** Opens a page, fills in the form of an act and submits it. */
  async function act(
    page: Page,
    path: string,
    intent: string,
    fields: Record<string, string>,
    file = "",
  ): Promise<void> {
    await page.goto(path);
    await isAwake(page);
    expect(await findBarriers(page), path).toEqual([]);
    const form = page.locator("form", { has: page.locator(`input[name="intent"][value="${intent}"]`) }).first();
    await form.evaluate((element) => {
      for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
        fold.open = true;
    });
    await fill(form, fields);
    if (file !== "") await form.locator("input[type=file]").setInputFiles(pdfNamed(file));
    await submit(page, () => form.locator("button").last().click());
  }

  async function fill(form: ReturnType<Page["locator"]>, fields: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      const field = form.locator(`[name="${name}"]:not([type="hidden"])`).last();
      const kind = await field.evaluate((one) => (one instanceof HTMLInputElement ? one.type : one.tagName));
      if (kind === "SELECT") await field.selectOption(value);
      else if (kind === "checkbox") await field.check();
      else await field.fill(value);
    }
  }

  /** The answer to a form is in before the next step, whether it redirects or not. */
  async function submit(page: Page, click: () => Promise<void>): Promise<void> {
    const posted = page.waitForResponse((response) => response.request().method() === "POST");
    await click();
    await posted;
    await page.waitForLoadState("networkidle");
  }

  const pdfNamed = (name: string) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(pdfOf(name)) });
  const textOf = async (page: Page) => (await page.locator("body").textContent()) ?? "";

  it("begins with the invitation of the company, which the verifier accepts", async () => {
    const person = { ...makePerson("Sycamore Verifier"), email: `${randomUUID()}@${DOMAIN}` };
    const invited = { bodyName: BODY, email: person.email, inventoryId: tenant.ids.inventoryId };
    await act(company, `${organization}/assurance`, "invite", invited);
    visitor = new Visitor(server);
    const link = linkIn(await readMail(server, person.email, "verifierInvitation"));
    expectRedirect(await visitor.post(link, { name: person.name, password: person.password, locale: "en" }));
    await enrol(visitor, person);
    engagementId = /\/assurance\/([0-9a-f-]{36})/.exec((await visitor.get("/assurance")).text)![1]!;
    engagement = `/assurance/${engagementId}`;
    verifier = await openAs(visitor);
    complaints = watchComplaints(verifier);
    await verifier.goto(engagement);
    await verifier.getByText("Rowanbridge Works").first().waitFor();
  });

  it("has a team with an independent reviewer, a plan with materiality and a sample drawn with its seed", async () => {
    const plan = `${engagement}/plan`;
    const about = { independence: "No interest in Rowanbridge." };
    await act(verifier, plan, "addMember", { name: "Lead Sample", role: "lead_verifier", ...about });
    await act(verifier, plan, "addMember", { name: "Reviewer Sample", role: "independent_reviewer", ...about });
    await act(verifier, plan, "savePlan", {
      level: "limited",
      objectives: "To conclude on Rowanbridge.",
      criteria: "ISO 14064-1:2018",
      scope: "Scopes 1 to 3",
      materialityPercent: "5",
      totalBasis: "location",
      riskKind1: "control",
      risk1: RISK,
      riskResponse1: "Compare a sample with bills.",
    });
    await verifier.goto(plan);
    expect(await textOf(verifier)).toContain("Reviewer Sample");

    const sampling = `${engagement}/sampling`;
    await act(verifier, sampling, "random", { count: "2", seed: SEED });
    await act(verifier, sampling, "draw", {});
    const { results } = JSON.parse((await visitor.get(`${engagement}/document.json`)).text);
    const hash = (id: string) => createHash("sha256").update(`${SEED}\n${id}`).digest("hex");
    const ids = (results.lines as { activity: string }[]).map(({ activity }) => activity);
    const drawn = ids.sort((a, b) => (hash(a) < hash(b) ? -1 : 1)).slice(0, 2);
    await verifier.goto(sampling);
    for (const id of drawn) expect(await verifier.locator(`a[href*="line=${id}"]`).count(), id).toBeGreaterThan(0);
    await company.goto(work());
    const seen = await textOf(company);
    for (const secret of [SEED, RISK]) expect(seen.includes(secret), secret).toBe(false);
  });

  it("asks for a document, which the company delivers", async () => {
    await act(verifier, `${engagement}/requests`, "ask", { text: "The gas bills of May.", dueOn: "2099-02-10" });
    await act(company, work(), "answer", { text: "Attached." }, "may.pdf");
    await verifier.goto(`${engagement}/requests`);
    await verifier.getByRole("link", { name: "may.pdf" }).waitFor();
    await act(verifier, `${engagement}/requests`, "close", {});
  });

  it("proves the domain of the body, and refuses an unmodified opinion while a material finding is open", async () => {
    expectRedirect(await visitor.post("/tenants/new", { kind: "verification_body", workspaceName: BODY }));
    workspace = /\/tenants\/([0-9a-f-]{36})/.exec((await visitor.get("/organizations")).location)![1]!;
    const actor = { tenantId: workspace, userId: "sample" } as Actor;
    await doors.withTenant(actor, (tx) => proveDomain(tx, actor, DOMAIN));
    const finding = { subjectKind: "whole", severity: "material", text: "A meter was read twice." };
    await act(verifier, `${engagement}/findings`, "add", finding);
    await act(verifier, `${engagement}/misstatements`, "quantify", { direction: "over", amount: "1000000" });
    await conclude();
    await verifier.getByText(t.verification.statement.material_finding_open("F1")).first().waitFor();
    const page = `${organization}/assurance/engagements/${engagementId}`;
    await act(company, page, "answer", { text: "The second reading is removed." });
    await act(verifier, `${engagement}/findings`, "step", { state: "resolved", text: "Agreed." });
    await conclude();
    await verifier.getByText(t.verification.statement.misstatements_exceed_materiality("F1")).first().waitFor();
    await act(verifier, `${engagement}/misstatements`, "quantify", { isCorrected: "on" });
  });

  /** Fills in and submits the statement about the calculation. */
  async function conclude(): Promise<void> {
    await verifier.goto(`${engagement}/statement`);
    await isAwake(verifier);
    const subject = `calculation:${runId}`;
    const form = verifier.locator("form", { has: verifier.locator('[name="opinionText"]') }).last();
    await fill(form, { ...statementFields("Sycamore"), subject, packageHash, workspace });
    await form.locator("input[type=file]").setInputFiles(pdfNamed("statement.pdf"));
    await submit(verifier, () => form.getByRole("button", { name: t.assurance.statement.submit }).click());
  }

  it("ends with a statement of the body, and then shows the company what was sampled", async () => {
    await conclude();
    await verifier.getByText(t.assurance.statement.recorded).waitFor();
    await company.goto(work());
    const seen = await textOf(company);
    for (const now of [SEED, RISK]) expect(seen).toContain(now);
    expect(complaints.filter((one) => !one.includes("422"))).toEqual([]);
  });

  it("is on the cover of the report that is issued of it, by what is proved of the body", async () => {
    const { reportNumber } = await issueReport(tenant.owner, organization, runId, "zh");
    const cover = await readCover(server, reportNumber);
    const zh = translator("zh");
    expect(cover).toContain(BODY);
    expect(cover).toContain(zh.report.cover.assuredBy("有限保证", DOMAIN));
    const stranger = await openAs(null);
    await stranger.goto(`/verify/${reportNumber}`);
    await stranger.getByText(DOMAIN).first().waitFor();
  });

  it("is on no cover of a copy with redacted lines, whose page shows it as about other data", async () => {
    await act(company, `${organization}/sources/${tenant.ids.sourceId}`, "confidential", {});
    const { reportNumber } = await issueReport(tenant.owner, organization, runId, { en: "on", withhold: "inputs" });
    const cover = await readCover(server, reportNumber, "en");
    expect(cover).toContain("Rowanbridge");
    for (const name of [BODY, DOMAIN]) expect(cover).not.toContain(name);
    const stranger = await openAs(null);
    await stranger.goto(`/verify/${reportNumber}`);
    await stranger.getByText(t.verify.page.assurance.effect.other_version).first().waitFor();
  });
});
