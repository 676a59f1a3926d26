import type { Browser, BrowserContext, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeWorkbook } from "#app/encoding/workbook/write-workbook.ts";
import { SAMPLE_LEDGERS } from "#app/estimate/sample-ledger.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeSmallCompany } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectToFit } from "#tests/support/views.ts";

/** Before a file is dropped. */
const MOST_SCRIPT_BYTES = 70_000;

describe("the first number before sign-up", () => {
  let server: RunningServer;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser?.close();
  });

  const open = async (locale: string, width: number, visitor: Parameters<typeof openContext>[2] = null) => {
    const context = await openContext(browser, server, visitor, { locale, width });
    contexts.push(context);
    return context.newPage();
  };
  const drop = (page: Page, name: string, content: string | Uint8Array) =>
    page
      .locator("#estimate-app input[type=file]:enabled")
      .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
  const watchRequests = (page: Page) => {
    const seen: Request[] = [];
    page.on("request", (request) => seen.push(request));
    return seen;
  };
  /** Only scripts of this site, without a body or a query. */
  const expectOnlyScripts = (requests: readonly Request[]) => {
    for (const request of requests) {
      expect(request.url()).toMatch(new RegExp(`^${server.origin}/(assets/[\\w.-]+\\.js|fonts/[\\w.-]+\\.woff2)$`));
      expect([request.method(), request.postData()]).toEqual(["GET", null]);
    }
  };
  const headline = (page: Page) => page.locator("#estimate-app h2", { hasText: /CO₂e|二氧化碳当量/ }).first();

  it.each<[Locale, string, number]>([
    ["en", "en-GB", 1440],
    ["zh", "zh-CN", 390],
  ])("estimates a ledger on the home page and sends nothing (%s)", async (locale, browserLocale, width) => {
    const { estimate: t } = translator(locale);
    const page = await open(browserLocale, width);
    const complaints = watchComplaints(page);
    const sizes: Promise<number>[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith(".js"))
        sizes.push(
          response
            .request()
            .sizes()
            .then(({ responseBodySize }) => responseBodySize),
        );
    });
    await page.goto("/");
    await page.locator("#estimate-app input[type=file]:enabled").waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    const bytes = (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
    console.log(`scripts of the home page (${locale}): ${bytes} bytes`);
    expect(await findBarriers(page)).toEqual([]);

    const requests = watchRequests(page);
    const { country, text } = SAMPLE_LEDGERS[locale === "zh" ? "zh" : "en"];
    const started = Date.now();
    await drop(page, "ledger.csv", text);
    await headline(page).waitFor();
    console.log(`from drop to number (${locale}): ${Date.now() - started} ms`);
    await page.selectOption("#estimate-country", country);
    const currency = locale === "zh" ? "CNY" : "EUR";
    await page.fill(`#estimate-rate-${currency}`, locale === "zh" ? "7.1" : "0.92");
    await page.getByRole("button", { name: t.place.update }).click();
    await page.getByText(t.lines(8), { exact: true }).first().waitFor();
    expect(await page.getByText(t.notAResult).isVisible()).toBe(true);
    // The line with too little information is listed, and the wages are not.
    const open1 = page.getByRole("region", { name: t.openTitle, exact: false }).first();
    expect(await open1.textContent()).toContain(locale === "zh" ? "杂项" : "Miscellaneous");
    expect(await page.getByText(t.nothingTitle(1)).isVisible()).toBe(true);
    const factors = await page.locator("#estimate-app li").allTextContents();
    expect(factors.length).toBeGreaterThan(6);
    for (const factor of factors) expect(factor).toContain("±");
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page);
    expectOnlyScripts(requests);
    expect(requests.length).toBeGreaterThan(1);
    expect(complaints).toEqual([]);
    expect(bytes).toBeLessThan(MOST_SCRIPT_BYTES);
  });

  it("reads a workbook and typed figures on its own page, whose scripts can't connect", async () => {
    const { estimate: t } = translator("en");
    const page = await open("en-GB", 1440);
    const answer = await page.goto("/estimate");
    expect(answer!.headers()["content-security-policy"]).toContain("connect-src 'none'");
    await page.locator("#estimate-app input[type=file]:enabled").waitFor({ state: "attached" });
    const requests = watchRequests(page);
    expect(await page.evaluate(() => fetch("/favicon.svg").then(String, () => "refused"))).toBe("refused");
    const workbook = writeWorkbook([
      {
        name: "Ledger",
        rows: [
          ["Description", "Quantity", "Unit"],
          ["Electricity", "1000", "kWh"],
          ["Total", "1000", "kWh"],
        ],
        widths: [20, 20, 20],
      },
    ]);
    await drop(page, "ledger.xlsx", workbook);
    await page.selectOption("#estimate-country", "GB");
    await headline(page).waitFor();
    expect(await page.getByText(t.skipped(1)).isVisible()).toBe(true);
    await page.getByRole("button", { name: t.again }).click();

    await page.getByRole("button", { name: t.typeFigures }).click();
    await page.getByRole("button", { name: t.figures.submit }).click();
    await page.getByText(t.figures.none).waitFor();
    await page.fill("#figure-electricity", "12,000");
    await page.fill("#figure-fuel-quantity", "a lot");
    await page.getByRole("button", { name: t.figures.submit }).click();
    await page.getByText(t.figures.invalid(t.figures.fuelQuantity)).waitFor();
    await page.fill("#figure-fuel-quantity", "500");
    await page.selectOption("#estimate-country", "CN");
    await page.getByRole("button", { name: t.figures.submit }).click();
    await headline(page).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expectOnlyScripts(requests);
  });

  it.each([
    [
      "a picture",
      "picture.png",
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2]),
      translator("en").activityFile.fault.file_not_text(),
    ],
    [
      "a table without amounts",
      "names.csv",
      "Name,City\nA,Oslo\nB,Bonn\n",
      translator("en").estimate.fault.ledger_without_amounts(""),
    ],
    [
      "a broken workbook",
      "book.xlsx",
      Buffer.from("PK\u0003\u0004 nothing"),
      translator("en").activityFile.fault.not_a_workbook(),
    ],
  ])("names the place and the fix for %s", async (_, name, content, expected) => {
    const page = await open("en-GB", 1440);
    const complaints = watchComplaints(page);
    await page.goto("/estimate");
    await drop(page, name, content);
    await page.getByRole("alert").getByText(expected).waitFor();
    expect(complaints).toEqual([]);
  });

  it("is kept only on a click, and offered by the import after sign-up", async () => {
    const { estimate: t, activityImport } = translator("en");
    const company = await makeSmallCompany(server, "Larkspur");
    const page = await open("en-GB", 1440, company.owner);
    await page.goto("/estimate");
    await drop(page, "my-ledger.csv", "source,period,quantity,unit\nElectricity,2025-01,1000,kWh\n");
    await page.selectOption("#estimate-country", "CN");
    await headline(page).waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await page.getByRole("button", { name: t.keep.button }).click();
    await page.getByText(t.keep.kept).waitFor();

    await page.goto(`${company.base}/start`);
    await page.getByText(activityImport.kept.startNote("my-ledger.csv")).waitFor();
    const requests = watchRequests(page);
    await page.goto(`${company.base}/activities/import`);
    await page.getByText(activityImport.kept.about("my-ledger.csv")).waitFor();
    expect(requests.filter((request) => request.method() !== "GET")).toEqual([]);
    await page.getByRole("button", { name: activityImport.kept.use }).click();
    await page
      .getByText(/my-ledger\.csv/)
      .first()
      .waitFor();
    expect(requests.filter((request) => request.method() !== "GET")).toEqual([]);
    await page.getByRole("button", { name: activityImport.upload, exact: true }).click();
    await page.waitForURL(/\/activities\/imports\/[\w-]+/);
    expect(requests.some((request) => request.method() === "POST")).toBe(true);
    expect(await page.evaluate(() => localStorage.getItem("truetonne.kept-ledger"))).toBeNull();
  });
});
