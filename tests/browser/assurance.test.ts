import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { type JoinedVerifier, joinAsVerifier } from "#tests/support/verifier.ts";
import type { Visitor } from "#tests/support/visitor.ts";

const en = translator("en").assurance;
const zh = translator("zh").assurance;

describe("assurance in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: OwnTenant;
  let verifier: JoinedVerifier;
  let organization: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeOwnTenant(server, "Quillfeather");
    verifier = await joinAsVerifier(server, tenant, "Fernhollow");
    organization = `/organizations/${tenant.ids.organizationId}/assurance`;
  });
  afterAll(async () => {
    await browser?.close();
  });

  const open = async (who: Visitor | null, options: Parameters<typeof openContext>[3]) =>
    (await openContext(browser, server, who, options)).newPage();
  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();

  it("lets a verifier open a line, add a finding about it and recompute, without accessibility errors", async () => {
    const page = await open(verifier.visitor, { width: 1440, height: 900 });
    const complaints = watchComplaints(page);
    await page.goto(verifier.base);
    await page.getByRole("button", { name: en.workspace.recompute.submit }).click();
    await see(page, /figures of \d+ lines match/);
    await page.getByRole("link", { name: en.workspace.tabs.lines, exact: true }).click();
    await page.locator('a[id^="line-"]').first().click();
    await see(page, en.workspace.ofLine);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("link", { name: en.workspace.findingAbout }).click();
    await page.getByRole("textbox", { name: en.findings.text }).fill("The bill does not fit.");
    await page.getByRole("button", { name: en.findings.submit }).click();
    await see(page, en.findings.saved);
    await see(page, "The bill does not fit.");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("lets the company answer by keyboard and see every view", async () => {
    const page = await open(tenant.owner, { width: 1440, height: 900 });
    await page.goto(`${organization}/engagements/${verifier.engagementId}`);
    const fold = page.locator("summary", { hasText: en.findings.answer });
    await fold.focus();
    await page.keyboard.press("Enter");
    await page.getByLabel(en.findings.answerText).fill("Here is the right one.");
    await page.getByRole("button", { name: en.findings.answer }).click();
    await see(page, "Here is the right one.");
    await see(page, en.access.kinds.recomputation);
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });

  it.each([
    ["en", 1440],
    ["zh", 390],
  ] as const)("has no accessibility errors in %s at %i px", async (locale, width) => {
    const words = locale === "en" ? en : zh;
    const browserLocale = locale === "en" ? "en-GB" : "zh-CN";
    for (const [who, paths] of [
      [
        tenant.owner,
        [
          organization,
          `${organization}/statements/new`,
          `${organization}/statements/${tenant.ids.statementId}`,
          `${organization}/engagements/${verifier.engagementId}`,
        ],
      ],
      [
        verifier.visitor,
        [
          "/assurance",
          ...["", "/lines", "/evidence", "/completeness", "/trail", "/findings", "/statement"].map(
            (path) => `${verifier.base}${path}`,
          ),
        ],
      ],
      [null, [`/verify/${tenant.reportNumber}`]],
    ] as const) {
      who?.setCookie("locale", locale);
      const page = await open(who, { width, height: 900, locale: browserLocale });
      for (const path of paths) {
        await page.goto(path);
        expect(await findBarriers(page), path).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${path} is wider than the window`).toBeLessThanOrEqual(0);
      }
      if (who === tenant.owner) {
        await page.goto(organization);
        await see(page, words.engagements.title);
      }
      await page.context().close();
    }
  });
});
