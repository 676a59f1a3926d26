import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Locale, translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { makeSmallCompany } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";

const PHONE = { width: 390, height: 844 };

describe("a request for a supplier's emission factor", () => {
  let server: RunningServer;
  let browser: Browser;
  let company: Awaited<ReturnType<typeof makeSmallCompany>>;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    company = await makeSmallCompany(server, "Larkspur");
  });
  afterAll(async () => {
    await browser?.close();
  });

  const see = (page: Page, text: string) => page.getByText(text).filter({ visible: true }).first().waitFor();

  /** From a search without a result to the link that the supplier gets. */
  async function ask(page: Page, locale: Locale): Promise<string> {
    const { dataRequest: t, factor } = translator(locale);
    await page.goto("/factors?q=zzqqxxyyww");
    await see(page, factor.supplierTitle);
    expect(await findBarriers(page)).toEqual([]);
    await page.locator('a[href*="/data-requests/new-factor?product=zzqqxxyyww"]').click();
    await page.getByRole("heading", { level: 1, name: t.factor.askTitle }).waitFor();
    expect(await page.inputValue("#product")).toBe("zzqqxxyyww");
    await page.fill("#product", "Steel coil 1.0 mm");
    await page.fill("#recipientName", "Mill Sample");
    await page.fill("#recipientEmail", `${randomUUID()}@mill.example`);
    await page.selectOption("#locale", locale);
    await page.getByRole("button", { name: t.submit }).click();
    await see(page, t.fault.product_unit);
    await page.selectOption("#unit", "t");
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("button", { name: t.submit }).click();
    await see(page, t.factor.noAnswer);
    expect(await findBarriers(page)).toEqual([]);
    const link = /\/requests\/[A-Za-z0-9_-]{43}/.exec(await page.content())![0];
    return link;
  }

  async function answer(page: Page, link: string, { locale, co2eKg }: { locale: Locale; co2eKg: string }) {
    const { dataRequest } = translator(locale);
    const { factor: t, recipient } = dataRequest;
    await page.goto(link);
    await page.getByRole("heading", { level: 1, name: t.formTitle("Steel coil 1.0 mm") }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${link}/factor`);
    await page.getByRole("button", { name: recipient.submit, exact: true }).click();
    await see(page, t.fault.file);
    expect(await findBarriers(page)).toEqual([]);
    await page.fill("#company", "Sample Steel");
    await page.fill("#co2eKg", co2eKg);
    await page.fill("#year", "2024");
    await page.selectOption("#boundary", "cradle_to_gate");
    await page.selectOption("#gwp", "AR6");
    await page.fill("#document", "EPD 1234");
    await page.setInputFiles("#file", {
      name: "epd.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from(pdfOf(`epd ${co2eKg}`)),
    });
    await page.getByRole("button", { name: recipient.submit, exact: true }).click();
    await see(page, t.received);
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }

  it.each<[Locale, string]>([
    ["en", "en-GB"],
    ["zh", "zh-CN"],
  ])("leads from an empty search to a draft of a custom factor with its document (%s)", async (locale, tag) => {
    const { dataRequest: t } = translator(locale);
    const context = await openContext(browser, server, company.owner, { locale: tag });
    const member = await context.newPage();
    const complaints = watchComplaints(member);
    const link = await ask(member, locale);
    const request = member.url();
    const outside = await openContext(browser, server, null, { ...PHONE, locale: tag });
    const supplier = await outside.newPage();
    await answer(supplier, link, { locale, co2eKg: "2310.5" });
    // The other forms of a link know nothing of it.
    const review = await supplier.goto(`${link}/review`);
    expect(review!.status()).toBe(404);

    await member.goto(request);
    await see(member, "2310.5 kg/t");
    expect(await findBarriers(member)).toEqual([]);
    await member.fill("#comment", "Please check.");
    await member.getByRole("button", { name: t.askAgain }).click();
    await see(member, t.done.asked_again);
    const again = /\/requests\/[A-Za-z0-9_-]{43}/.exec(await member.content())![0];
    await supplier.goto(again);
    await see(supplier, "Please check.");
    await answer(supplier, again, { locale, co2eKg: "2298" });

    await member.goto(request);
    await see(member, "2298 kg/t");
    await member.getByRole("button", { name: t.factor.use }).click();
    await member.waitForURL(/\/own-factors\/own-[0-9a-f]{12}/);
    await see(member, "Sample Steel");
    await see(member, "epd.pdf");
    await see(member, "2298");
    const dead = await supplier.goto(again);
    expect(dead!.status()).toBe(404);
    expect(complaints).toEqual([]);
    await context.close();
    await outside.close();
  });
});
