import { sql } from "kysely";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { recordNameOf } from "#app/identity/domain-name.ts";
import { sayVerifier } from "#app/identity/say-verifier.ts";
import { findBarriers, isAwake, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { type DomainStandIn, startDomainStandIn } from "#tests/support/domain-stand-in.ts";
import { makeOwnTenant, type OwnTenant, startWorkspace } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { joinAsVerifier } from "#tests/support/verifier.ts";
import type { Visitor } from "#tests/support/visitor.ts";

const VIEWS = [
  ["en", 1440],
  ["zh", 390],
] as const;
type Locale = (typeof VIEWS)[number][0];

/** Statements that a company reports, and what the verification body that they name does about them. */
describe("a statement that a company reports, in a browser", () => {
  let outside: DomainStandIn;
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    outside = await startDomainStandIn();
    const { dnsServers, standIn } = outside.network;
    const settings = { DOMAIN_DNS: dnsServers.join(","), DOMAIN_STAND_IN: standIn! };
    [server, browser] = await Promise.all([startServer("PostgreSQL", settings), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.remove();
    await outside?.close();
  });

  const openAs = async (visitor: Visitor | null, locale: Locale = "en", width = 1440) =>
    (await openContext(browser, server, visitor, { width, locale: locale === "en" ? "en-GB" : "zh-CN" })).newPage();

  /** A picture for people who look at pages, where the folder is set. */
  const keepPicture = async (page: Page, name: string) => {
    const folder = process.env.TEST_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  /** What a stranger reads about assurance, without barriers and without a sideways scroll. */
  async function expectAnswer(picture: string, { reportNumber }: OwnTenant, textsIn: (locale: Locale) => string[]) {
    for (const [locale, width] of VIEWS) {
      const page = await openAs(null, locale, width);
      await page.goto(`/verify/${reportNumber}`);
      const [title = "", ...more] = textsIn(locale);
      await page.getByRole("definition").filter({ hasText: title }).waitFor();
      for (const text of more) await page.getByText(text).first().waitFor();
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
      await keepPicture(page, `${picture}-${locale}-${width}`);
      await page.context().close();
    }
  }

  /** A workspace of a verification body with a proved domain. */
  async function startBody(visitor: Visitor, name: string, domain: string): Promise<string> {
    const { identity } = translator("en");
    await startWorkspace(visitor, name, "verification_body");
    const { rows } = await asOwner(server.ownerUrl, (db) =>
      sql<{ id: string }>`select id from tenant where name = ${name} order by created_at desc limit 1`.execute(db),
    );
    const page = await openAs(visitor);
    await page.goto(`/tenants/${rows[0]!.id}/domains`);
    await page.getByLabel(identity.domain).fill(domain);
    await page.getByRole("button", { name: identity.add }).click();
    const value = (await page.getByText(/^truetonne-workspace=/).textContent())!;
    outside.txt.set(recordNameOf(domain), [value]);
    await page.getByRole("button", { name: identity.checkOf(domain) }).click();
    await page.getByText(identity.state.proved, { exact: true }).waitFor();
    await page.context().close();
    return rows[0]!.id;
  }

  const reportedBy = (body: string) => (locale: Locale) => [
    translator(locale).verify.page.assurance.reported.title.organization(body),
  ];
  const confirmedBy = (name: string, domain: string) => (locale: Locale) => {
    const { verify, issuerProof } = translator(locale);
    const identity = { kind: "domain", value: domain, checkedOn: "2026-01-01" } as const;
    return [
      verify.page.assurance.verified.limited(sayVerifier(issuerProof, { name, identity })),
      verify.page.assurance.field.reported,
    ];
  };

  it("is amber until the body confirms it in its own workspace, and then one confirmed statement", async () => {
    const body = "Quillfeather Verification";
    const tenant = await makeOwnTenant(server, "Quillfeather");
    const verifier = await joinAsVerifier(server, tenant, "Quillfeather");
    await expectAnswer("reported", tenant, reportedBy(body));

    const { assurance } = translator("en");
    const t = assurance.confirmation;
    await startBody(verifier.visitor, body, "quillfeather.example");
    const page = await openAs(verifier.visitor);
    const complaints = watchComplaints(page);
    await page.goto(`${verifier.base}/statement`);
    await isAwake(page);
    expect(await findBarriers(page)).toEqual([]);
    await keepPicture(page, "confirm-en-1440");
    const form = page.locator("form", { has: page.locator('input[value="confirm"]') });
    // No workspace is chosen beforehand.
    await form.locator("summary", { hasText: t.action }).click();
    await form.getByRole("button", { name: t.action }).click();
    await page.getByRole("alert").filter({ hasText: t.problem.workspace_required }).waitFor();
    await form.locator("select").selectOption({ label: body });
    await form.getByRole("button", { name: t.action }).click();
    await page.getByText(t.done).waitFor();
    expect(await form.count()).toBe(0);
    expect(complaints).toEqual([]);
    await expectAnswer("confirmed", tenant, confirmedBy(body, "quillfeather.example"));

    // The company's list has one statement, which is no longer its own to withdraw as wrong.
    const company = await openAs(tenant.owner);
    await company.goto(`/organizations/${tenant.ids.organizationId}/assurance/statements`);
    const rows = company.locator("tbody tr");
    await rows.getByText(assurance.statements.standing.assures).waitFor();
    expect(await rows.count()).toBe(1);
    await company.goto(`/organizations/${tenant.ids.organizationId}/assurance/statements/${tenant.ids.statementId}`);
    expect(new URL(company.url()).pathname).not.toContain(tenant.ids.statementId);
    expect(await findBarriers(company)).toEqual([]);
  });

  it("is red once the body that it names states that it is not from it", async () => {
    const body = "Merganser Verification";
    const tenant = await makeOwnTenant(server, "Merganser");
    const verifier = await joinAsVerifier(server, tenant, "Merganser");
    const { assurance } = translator("en");
    const t = assurance.disowning;
    // A stranger of the same name with a domain of its own finds the statement, and can't disown it.
    const stranger = await joinAsVerifier(server, await makeOwnTenant(server, "Stranger"), "Stranger");
    const other = await startBody(stranger.visitor, body, "stranger.example");
    const outsider = await openAs(stranger.visitor);
    await outsider.goto(`/tenants/${other}/named-statements`);
    await outsider.getByText(tenant.reportNumber).waitFor();
    expect(await outsider.getByText(t.action).count()).toBe(0);
    expect(await findBarriers(outsider)).toEqual([]);

    // The organization itself invited the body at an address of this domain.
    const domain = verifier.person.email.split("@")[1]!;
    const workspace = await startBody(verifier.visitor, body, domain);
    for (const [locale, width] of VIEWS) {
      const page = await openAs(verifier.visitor, locale, width);
      await page.goto(`/tenants/${workspace}/named-statements`);
      await page.getByText(tenant.reportNumber).waitFor();
      await isAwake(page);
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
      await keepPicture(page, `named-${locale}-${width}`);
      await page.context().close();
    }
    const page = await openAs(verifier.visitor);
    const complaints = watchComplaints(page);
    await page.goto(`/tenants/${workspace}/named-statements`);
    await isAwake(page);
    const form = page.locator("form", { has: page.locator('input[value="disown"]') });
    await form.locator("summary", { hasText: t.action }).click();
    await form.getByRole("button", { name: t.action }).click();
    await page.getByText(t.done).waitFor();
    expect(await form.count()).toBe(0);
    expect(complaints).toEqual([]);

    await expectAnswer("disowned", tenant, (locale) => {
      const { verify, issuerProof } = translator(locale);
      const words = verify.page.assurance;
      const identity = { kind: "domain", value: domain, checkedOn: "2026-01-01" } as const;
      return [words.disowned.title(sayVerifier(issuerProof, { name: body, identity })), words.effect.disowned];
    });
    const company = await openAs(tenant.owner);
    await company.goto(`/organizations/${tenant.ids.organizationId}/assurance/statements/${tenant.ids.statementId}`);
    await company.getByText(t.toDo).waitFor();
    await company.getByText(assurance.statements.standing.disowned).first().waitFor();
    expect(await company.locator('input[value="withdraw"]').count()).toBe(1);
    expect(await findBarriers(company)).toEqual([]);
    await keepPicture(company, "company-disowned-en-1440");
  });

  it("can't be confirmed by a body of another name", async () => {
    const tenant = await makeOwnTenant(server, "Harrowgate");
    const verifier = await joinAsVerifier(server, tenant, "Harrowgate");
    const workspace = await startBody(verifier.visitor, "Sandpiper Verification", "sandpiper.example");
    const page = await openAs(verifier.visitor);
    await page.goto(`${verifier.base}/statement`);
    await isAwake(page);
    const t = translator("en").assurance.confirmation;
    const form = page.locator("form", { has: page.locator('input[value="confirm"]') });
    await form.locator("select").selectOption(workspace);
    await form.locator("summary", { hasText: t.action }).click();
    await form.getByRole("button", { name: t.action }).click();
    await page.getByText(t.problem.names_another_body).waitFor();
    await expectAnswer("not-confirmed", tenant, reportedBy("Harrowgate Verification"));
  });
});
