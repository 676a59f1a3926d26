import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { recordNameOf } from "#app/identity/domain-name.ts";
import { sayVerifier } from "#app/identity/say-verifier.ts";
import { findBarriers, isAwake, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { type DomainStandIn, startDomainStandIn } from "#tests/support/domain-stand-in.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import {
  issueReport,
  makeOwnTenant,
  type OwnTenant,
  runInventory,
  startWorkspace,
  statementFields,
} from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { readCover } from "#tests/support/read-cover.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { type JoinedVerifier, joinAsVerifier } from "#tests/support/verifier.ts";
import type { Visitor } from "#tests/support/visitor.ts";

const DOMAIN = "larch.example";
const BODY = "Larch Verification";
const VIEWS = [
  ["en", 1440],
  ["zh", 390],
] as const;

/** Only the domain is proved, so it is what the answer names. */
function verifiedIn(locale: "en" | "zh"): string {
  const { verify, issuerProof } = translator(locale);
  const identity = { kind: "domain", value: DOMAIN, checkedOn: "2026-01-01" } as const;
  return verify.page.assurance.verified.limited(sayVerifier(issuerProof, { name: BODY, identity }));
}

/** From the invitation of a verifier to its confirmed statement on the cover of an issued report. */
describe("a statement of a verification body in a browser", () => {
  let outside: DomainStandIn;
  let server: TestServer;
  let browser: Browser;
  let tenant: OwnTenant;
  let verifier: JoinedVerifier;
  let packageHash: string;
  let workspace: string;
  beforeAll(async () => {
    outside = await startDomainStandIn();
    const { dnsServers, standIn } = outside.network;
    const settings = { DOMAIN_DNS: dnsServers.join(","), DOMAIN_STAND_IN: standIn! };
    [server, browser] = await Promise.all([startServer("PostgreSQL", settings), openBrowser()]);
    tenant = await makeOwnTenant(server, "Quillfeather");
    verifier = await joinAsVerifier(server, tenant, "Larch");
    const { organizationId, runId } = tenant.ids;
    packageHash = await hashOf(organizationId, runId);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.remove();
    await outside?.close();
  });

  const hashOf = async (organizationId: string, runId: string) => {
    const { bytes } = await tenant.owner.get(`/organizations/${organizationId}/runs/${runId}/document.json`);
    return createHash("sha256").update(bytes).digest("hex");
  };

  const openAs = async (visitor: Visitor | null, locale: "en" | "zh" = "en", width = 1440) =>
    (await openContext(browser, server, visitor, { width, locale: locale === "en" ? "en-GB" : "zh-CN" })).newPage();

  /** What a stranger reads about assurance, without barriers and without a sideways scroll. */
  async function expectAnswer(titleIn: (locale: "en" | "zh") => string, ...more: string[]) {
    await expectAnswerOf(tenant.reportNumber, titleIn, ...more);
  }

  async function expectAnswerOf(number: string, titleIn: (locale: "en" | "zh") => string, ...more: string[]) {
    for (const [locale, width] of VIEWS) {
      const page = await openAs(null, locale, width);
      await page.goto(`/verify/${number}`);
      await page
        .getByRole("definition")
        .filter({ hasText: titleIn(locale) })
        .waitFor();
      for (const text of more) await page.getByText(text).first().waitFor();
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
      await page.context().close();
    }
  }

  async function fillStatement(page: Page, over: Record<string, string>) {
    const fields: Record<string, string> = {
      ...statementFields("Larch"),
      subject: `report:${tenant.ids.reportId}`,
      packageHash,
      ...over,
    };
    for (const [name, value] of Object.entries(fields)) {
      const field = page.locator(`form [name="${name}"]`).last();
      if ((await field.evaluate(({ tagName }) => tagName)) === "SELECT") await field.selectOption(value);
      else await field.fill(value);
    }
    const buffer = Buffer.from(pdfOf(`${fields.verifierName} states`));
    await page
      .locator("input[type=file][name=file]")
      .setInputFiles({ name: "statement.pdf", mimeType: "application/pdf", buffer });
    await page.getByRole("button", { name: translator("en").assurance.statement.submit }).click();
  }

  it("is not confirmed while nothing is proved of its body", async () => {
    const words = (locale: "en" | "zh") => translator(locale).verify.page.assurance.reported;
    await expectAnswer((locale) => words(locale).title.organization("Quillfeather Verification"));
    const page = await openAs(verifier.visitor);
    await page.goto(`${verifier.base}/statement`);
    await page.getByText(translator("en").assurance.statement.identity.none).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it("confirms a report once the body proved its domain and chose it", async () => {
    const { assurance, identity } = translator("en");
    await startWorkspace(verifier.visitor, BODY, "verification_body");
    const page = await openAs(verifier.visitor);
    const complaints = watchComplaints(page);
    const rows = await asOwner(server.ownerUrl, (db) =>
      sql<{ id: string }>`select id from tenant where name = ${BODY}`.execute(db),
    );
    workspace = rows.rows[0]!.id;
    await page.goto(`/tenants/${workspace}/domains`);
    await page.getByLabel(identity.domain).fill(DOMAIN);
    await page.getByRole("button", { name: identity.add }).click();
    const value = (await page.getByText(/^truetonne-workspace=/).textContent())!;
    outside.txt.set(recordNameOf(DOMAIN), [value]);
    await page.getByRole("button", { name: identity.checkOf(DOMAIN) }).click();
    await page.getByText(identity.state.proved, { exact: true }).waitFor();

    await page.goto(`${verifier.base}/statement`);
    await isAwake(page);
    expect(await page.getByLabel(assurance.statement.identity.workspace).inputValue()).toBe("");
    expect(await findBarriers(page)).toEqual([]);
    await fillStatement(page, { workspace });
    await page.getByText(assurance.statement.recorded).waitFor();
    await expect.poll(() => page.locator('form [name="opinionText"]').inputValue()).toBe("");
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await expectAnswer(verifiedIn, DOMAIN);
  });

  it("is on the cover of the next report about the same data", async () => {
    const base = `/organizations/${tenant.ids.organizationId}`;
    const { reportNumber } = await issueReport(tenant.owner, base, tenant.ids.runId, "zh");
    const cover = await readCover(server, reportNumber);
    expect(cover).toContain(BODY);
    expect(cover).toContain(translator("zh").report.cover.assuredBy("有限保证", DOMAIN));
  });

  it("is refused under the name of a known body with a domain alone", async () => {
    const page = await openAs(verifier.visitor);
    await page.goto(`${verifier.base}/statement`);
    await isAwake(page);
    await fillStatement(page, { workspace, verifierName: "SGS" });
    await page.getByText(translator("en").assurance.statement.error.nameHeld).first().waitFor();
    expect(await page.locator('form [name="opinionText"]').inputValue()).toContain("Larch");
  });

  it("is withdrawn by the body, and then no longer confirms the report", async () => {
    const { assurance, verify } = translator("en");
    const page = await openAs(verifier.visitor);
    await page.goto(`${verifier.base}/statement`);
    await isAwake(page);
    const form = page.locator("form", { has: page.locator('input[value="withdraw"]') });
    expect(await form.count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
    await form.locator("textarea").fill("A meter was read wrongly.");
    await form.locator("summary", { hasText: assurance.statement.withdraw }).click();
    await form.getByRole("button", { name: assurance.statement.withdraw }).click();
    await page.getByText(assurance.statement.withdrawDone).waitFor();
    expect(await form.count()).toBe(0);
    const stranger = await openAs(null);
    await stranger.goto(`/verify/${tenant.reportNumber}`);
    await stranger.getByText(verify.page.assurance.effect.withdrawn).waitFor();
    expect(await stranger.getByText(verifiedIn("en")).count()).toBe(0);
  });

  it("precedes the report when it is about a calculation, whose report carries it", async () => {
    const { assurance, verify } = translator("en");
    const { organizationId, inventoryId } = tenant.ids;
    const base = `/organizations/${organizationId}`;
    const runId = await runInventory(tenant.owner, `${base}/inventories/${inventoryId}`);
    const hash = await hashOf(organizationId, runId);
    const page = await openAs(verifier.visitor);
    await page.goto(`${verifier.base}/statement`);
    await isAwake(page);
    const subject = page.locator('form [name="subject"]');
    // Nothing is chosen beforehand, because there are reports and a calculation.
    expect(await subject.inputValue()).toBe("");
    const option = subject.locator(`option[value="calculation:${runId}"]`);
    expect(await option.textContent()).toContain(hash.slice(0, 12));
    expect(await findBarriers(page)).toEqual([]);

    // The hash of another calculation is refused.
    await fillStatement(page, { workspace, subject: `calculation:${runId}` });
    await page.getByText(assurance.statement.error.not_this_calculation).first().waitFor();
    await fillStatement(page, { workspace, subject: `calculation:${runId}`, packageHash: hash });
    await page.getByText(assurance.statement.recorded).waitFor();
    await page.getByText(assurance.lines.calculations.title).first().click();
    await page.getByText(assurance.lines.calculations.stated, { exact: true }).first().waitFor();

    for (const [locale, width] of VIEWS) {
      const company = await openAs(tenant.owner, locale, width);
      await company.goto(`${base}/assurance/statements`);
      await company
        .getByText(translator(locale).assurance.statements.calculation)
        .first()
        .waitFor({ state: "attached" });
      await company.goto(`${base}/reports?run=${runId}`);
      await isAwake(company);
      await company.locator("summary", { hasText: translator(locale).reportPage.issue }).click();
      await company.getByText(translator(locale).reportPage.confirm.statement.confirmed(BODY)).waitFor();
      expect(await findBarriers(company)).toEqual([]);
      await company.context().close();
    }
    const { reportNumber } = await issueReport(tenant.owner, base, runId, "zh");
    expect(await readCover(server, reportNumber)).toContain(BODY);
    await expectAnswerOf(reportNumber, verifiedIn);
    const stranger = await openAs(null);
    await stranger.goto(`/verify/${reportNumber}`);
    await stranger.getByText(verify.page.assurance.field.noReport).first().waitFor();
  });
});
