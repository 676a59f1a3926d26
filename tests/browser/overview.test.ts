import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { openWorkbook } from "#app/encoding/workbook/read-workbook.ts";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, isAwake, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect } from "#tests/support/visitor.ts";

const VIEWS = [
  ["en", 1440],
  ["zh", 390],
] as const;

const CHARTS = ["months", "sources", "facilities", "categories"] as const;

/** The first bytes of a PNG, up to its width and height. */
const PNG = /^89504e470d0a1a0a0000000d49484452(.{8})(.{8})/;

describe("the overview of a year and its targets", () => {
  let server: RunningServer;
  let browser: Browser;
  let company: OwnTenant;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    company = await makeOwnTenant(server, "Saltbush");
  });
  afterAll(async () => {
    await browser?.close();
  });

  const open = async (locale: "en" | "zh", width: number) => {
    const browserLocale = locale === "en" ? "en-GB" : "zh-CN";
    const context = await openContext(browser, server, company.owner, { width, locale: browserLocale });
    const page = await context.newPage();
    return { page, complaints: watchComplaints(page) };
  };
  const isTooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

  it.each(VIEWS)("has no barriers, and leads from a source to its records (%s, %i px)", async (locale, width) => {
    const { page, complaints } = await open(locale, width);
    const base = `/organizations/${company.ids.organizationId}`;
    const { targetId, measureId } = company.ids;
    const targets = ["/targets", `/targets/${targetId}`, `/targets/${targetId}/edit`, "/targets/new"];
    for (const path of ["", ...targets, "/targets/measures", `/targets/measures/${measureId}`]) {
      await page.goto(`${base}${path}`);
      await isAwake(page);
      expect(await findBarriers(page), path).toEqual([]);
      expect(await isTooWide(page), path).toBe(false);
    }
    await page.goto(base);
    const { overview } = translator(locale).organization;
    const sources = page.getByRole("region", { name: overview.breakdown.sources });
    await sources.getByRole("table").getByRole("link").first().click();
    await page.waitForURL(/\/activities\?source=/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each(VIEWS)("gives each chart as PNG and SVG, and the figures as XLSX (%s, %i px)", async (locale, width) => {
    const { page, complaints } = await open(locale, width);
    const { organization } = translator(locale);
    const { breakdown, download: t, sources, month } = organization.overview;
    await page.goto(`/organizations/${company.ids.organizationId}`);
    await isAwake(page);
    for (const chart of CHARTS) {
      const name = chart === "months" ? t.months : breakdown[chart];
      const label = (format: string) => t.label(format, name);
      const [png] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: label("PNG") }).click(),
      ]);
      const [, pixels] = PNG.exec(readFileSync(await png.path()).toString("hex"))!;
      expect(Number.parseInt(pixels!, 16), chart).toBe(2400);
      const [picture] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: label("SVG") }).click(),
      ]);
      expect(picture.suggestedFilename()).toBe(`${chart}-2025.svg`);
      const svg = readFileSync(await picture.path(), "utf8");
      const isBroken = (text: string) =>
        new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror") !== null;
      expect(await page.evaluate(isBroken, svg), chart).toBe(false);
      expect(svg).toContain("Saltbush");
      if (chart === "months") expect(svg).toContain(month(12));
    }
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: t.label("XLSX", breakdown.sources) }).click(),
    ]);
    const book = openWorkbook(readFileSync(await file.path()));
    expect(book.sheets).toHaveLength(4);
    const { rows } = book.readSheet(sources);
    expect(rows.length).toBeGreaterThan(5);
    // A figure in tonnes, of a source of this company.
    const figures = rows.flatMap(({ cells }) => cells.filter((cell) => cell?.kind === "number"));
    expect(figures.length).toBeGreaterThanOrEqual(6);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("calculates a year again whose data changed", async () => {
    const { page, complaints } = await open("en", 1440);
    const base = `/organizations/${company.ids.organizationId}`;
    await page.goto(base);
    expect(await page.locator("#calculate").count()).toBe(0);
    const month = { period: "2025-09", quantity: "4", unit: "room_night" };
    const entry = { facility: "Saltbush Plant", source: "Saltbush Hotel nights", ...month };
    expectRedirect(await company.owner.post(`${base}/activities`, { intent: "add", ...EMPTY_ENTRY, ...entry }));
    await page.reload();
    const runs = async () => (await company.owner.get(`${base}/runs/export.csv`)).text.trim().split("\n").length;
    const before = await runs();
    expect(await findBarriers(page)).toEqual([]);
    await page.locator("#calculate form button").click();
    await page.waitForURL(/\?inventory=/);
    await page.locator("#calculate").waitFor({ state: "detached" });
    expect(await runs()).toBe(before + 1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("refuses charts that don't exist", async () => {
    const base = `/organizations/${company.ids.organizationId}/overview`;
    expect((await company.owner.get(`${base}/chart.svg?chart=pie`)).status).toBe(404);
    expect((await company.owner.get(`${base}/chart.svg`)).status).toBe(404);
    expect((await company.owner.get(`${base}/figures.xlsx`)).status).toBe(200);
  });
});
