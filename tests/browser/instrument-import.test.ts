import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { writeWorkbook } from "#app/encoding/workbook/write-workbook.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import { COLUMNS, HEADING_IN, HEADINGS } from "#app/instruments/import/instrument-column.ts";
import type { InstrumentRow } from "#app/instruments/import/read-instruments.ts";
import { findBarriers, isAwake, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeSmallCompany } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";

type Values = InstrumentRow["values"];

describe("the import of certificates and contracts", () => {
  let server: RunningServer;
  let browser: Browser;
  let company: Awaited<ReturnType<typeof makeSmallCompany>>;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    company = await makeSmallCompany(server, "Harebell");
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function inPage(locale: string, act: (page: Page) => Promise<void>): Promise<void> {
    const context = await openContext(browser, server, company.owner, { locale });
    const page = await context.newPage();
    const complaints = watchComplaints(page);
    await page.goto(`${company.base}/instruments/import`);
    await isAwake(page);
    await act(page);
    expect(complaints).toEqual([]);
    await context.close();
  }

  /** Serial numbers that no other test uses. */
  const certificate = (change: Values = {}): Values => {
    const series = randomUUID();
    return {
      type: "green_power_trade",
      registry: "Sample registry",
      serialFirst: `${series}-S0001`,
      serialLast: `${series}-S0009`,
      technology: "wind",
      country: "CN",
      generatedFrom: "2025-01-01",
      generatedUntil: "2025-06-30",
      quantity: "9",
      unit: "MWh",
      co2: "0",
      cancelledOn: "2026-01-20",
      beneficiary: "Harebell Works",
      ...change,
    };
  };
  const contract: Values = {
    type: "supplier_contract",
    contract: "C-2025-7",
    technology: "hydro",
    country: "CN",
    generatedFrom: "2025-01-01",
    generatedUntil: "2025-12-31",
    quantity: "20.5",
    unit: "MWh",
    co2: "0",
  };
  const linesOf = (language: "en" | "zh", rows: Values[]) => [
    COLUMNS.map((field) => HEADINGS[field][HEADING_IN[language]]),
    ...rows.map((values) => COLUMNS.map((field) => values[field] ?? "")),
  ];
  const csvOf = (rows: Values[]) => ({
    name: "instruments.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(printCsv(linesOf("en", rows))),
  });
  const countHeld = async (page: Page) => {
    await page.goto(`${company.base}/instruments`);
    return page.locator("tbody tr").count();
  };

  it.each<[Locale, string]>([
    ["en", "en-GB"],
    ["zh", "zh-CN"],
  ])("shows every row of a workbook before it adds them (%s)", (locale, browserLocale) =>
    inPage(browserLocale, async (page) => {
      const { instrumentImport: t } = translator(locale);
      expect(await findBarriers(page)).toEqual([]);
      const rows = linesOf(locale as "en" | "zh", [certificate(), { ...contract, contract: `C-${locale}` }]);
      const buffer = Buffer.from(writeWorkbook([{ name: "1", rows, widths: [] }]));
      const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      await page.setInputFiles("#file", { name: "instruments.xlsx", mimeType, buffer });
      await page.getByRole("button", { name: t.check, exact: true }).click();
      await page.getByText(t.allRight("2")).waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await page.getByRole("button", { name: t.add("2") }).click();
      await page.getByText(t.imported("2")).waitFor();
      await page.getByRole("link", { name: `C-${locale}` }).waitFor();
    }),
  );

  it("names the cell of each error, and adds no row of the file", () =>
    inPage("en-GB", async (page) => {
      const { instrument, instrumentImport: t } = translator("en");
      const before = await countHeld(page);
      await page.goto(`${company.base}/instruments/import`);
      await isAwake(page);
      const good = certificate();
      const wrong = [
        certificate({ cancelledOn: "" }),
        certificate({ country: "Atlantis", quantity: "1,200" }),
        { ...good, type: "GEC without power trade (China)", quantity: "1", serialLast: good.serialFirst! },
        certificate({ statementFileId: "nowhere.pdf" }),
      ];
      await page.setInputFiles("#file", csvOf([good, ...wrong]));
      await page.getByRole("button", { name: t.check, exact: true }).click();
      await page.getByText(t.someWrong("4", "5")).waitFor();
      expect(await findBarriers(page)).toEqual([]);
      const table = page.getByRole("table", { name: t.faultsTitle });
      const cells = await table
        .locator("tbody tr")
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
      expect(cells).toEqual([
        ["Q3", "cancelled on", "", instrument.fault.not_cancelled],
        ["H4", "country", "Atlantis", instrument.fault.choice_missing],
        ["K4", "quantity", "1,200", instrument.fault.number_invalid],
        ["C5", "first serial number", good.serialFirst, t.claimedInFile("2")],
        ["S6", "statement file", "nowhere.pdf", t.fault.file_not_found],
      ]);
      expect(await page.getByRole("button", { name: t.add("5") }).count()).toBe(0);
      expect(await countHeld(page)).toBe(before);
    }));

  it("refuses certificates that were added after the check", () =>
    inPage("en-GB", async (page) => {
      const { instrument, instrumentImport: t } = translator("en");
      const file = csvOf([certificate()]);
      await page.setInputFiles("#file", file);
      await page.getByRole("button", { name: t.check, exact: true }).click();
      await page.getByRole("button", { name: t.add("1") }).waitFor();
      await inPage("en-GB", async (other) => {
        await other.setInputFiles("#file", file);
        await other.getByRole("button", { name: t.check, exact: true }).click();
        await other.getByRole("button", { name: t.add("1") }).click();
        await other.getByText(t.imported("1")).waitFor();
      });
      await page.getByRole("button", { name: t.add("1") }).click();
      await page.getByText(instrument.fault.claimed_twice!).waitFor();
    }));

  it("explains why a file can't be read", () =>
    inPage("en-GB", async (page) => {
      const { instrumentImport: t } = translator("en");
      const buffer = Buffer.from("facility,source\nA,B\n");
      await page.setInputFiles("#file", { name: "other.csv", mimeType: "text/csv", buffer });
      await page.getByRole("button", { name: t.check, exact: true }).click();
      await page.getByText(t.failure.headings_missing()).waitFor();
    }));
});
