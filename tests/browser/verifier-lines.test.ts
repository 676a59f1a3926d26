import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { openWorkbook } from "#app/encoding/workbook/read-workbook.ts";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeOwnTenant, type OwnTenant, runInventory, saveGrid } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { type JoinedVerifier, joinAsVerifier } from "#tests/support/verifier.ts";

const en = translator("en").assurance;

function textOf(bytes: Uint8Array): string {
  const book = openWorkbook(bytes);
  return JSON.stringify(book.sheets.map(({ name }) => book.readSheet(name).rows));
}

describe("a verifier's lines in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: OwnTenant;
  let verifier: JoinedVerifier;
  let page: Page;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeOwnTenant(server, "Thistledown");
    verifier = await joinAsVerifier(server, tenant, "Fernhollow");
    page = await (await openContext(browser, server, verifier.visitor, { width: 1440, height: 900 })).newPage();
  });
  afterAll(async () => {
    await browser?.close();
  });

  const see = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const rows = () => page.locator("main tbody tr:has(input[name=line])");
  /** The address changes before the rows do. */
  const countsRows = (count: number) => expect.poll(() => rows().count(), { timeout: 30_000 }).toBe(count);
  const panel = () => page.getByRole("complementary", { name: /Hotel nights/ });
  const withEvidence = async () => {
    await page.goto(`${verifier.base}/lines`);
    await page
      .getByRole("searchbox", { name: translator("en").common.search })
      .last()
      .fill("hotel");
    await page.getByRole("combobox", { name: en.lines.evidence }).selectOption("all");
    await page.getByRole("button", { name: translator("en").list.show }).click();
    await page.waitForURL(/evidence=all/);
    await countsRows(1);
  };

  it("filters, opens evidence next to the line, and comes back to the same list", async () => {
    const complaints = watchComplaints(page);
    await page.goto(`${verifier.base}/lines`);
    await countsRows(5);
    expect(await rows().first().textContent()).toContain("Electricity");
    await withEvidence();
    await countsRows(1);
    await rows().first().getByRole("link").focus();
    await page.keyboard.press("Enter");
    await panel().waitFor({ state: "visible" });
    await see("Thistledown bill.pdf");
    expect(
      await panel()
        .getByRole("link", { name: /bill\.pdf/ })
        .first()
        .getAttribute("target"),
    ).toBe("_blank");
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await panel().waitFor({ state: "detached" });
    expect(page.url()).toContain("evidence=all");
    await countsRows(1);
    expect(complaints).toEqual([]);
  });

  it("marks several lines with the keyboard, and shows the progress", async () => {
    await page.goto(`${verifier.base}/lines`);
    for (const at of [0, 1]) {
      await rows().nth(at).getByRole("checkbox").focus();
      await page.keyboard.press("Space");
    }
    await page.getByLabel(en.lines.note).fill("Compared with the bills");
    await page.getByRole("button", { name: en.lines.check }).click();
    await see(en.lines.marked);
    await see(/Checked: 2 of 5 lines/);
    await page.getByRole("combobox", { name: en.lines.mark }).selectOption("unchecked");
    await page.getByRole("button", { name: translator("en").list.show }).click();
    await page.waitForURL(/mark=unchecked/);
    await countsRows(3);
    await page.goto(`${verifier.base}/lines?mark=checked`);
    await rows().first().getByRole("checkbox").check();
    await page.getByRole("button", { name: en.lines.withdraw }).click();
    await see(/Checked: 1 of 5 lines/);
    await page.getByRole("button", { name: en.lines.check }).click();
    await see(en.lines.choose);
  });

  it("keeps a finding at its record when a new calculation gives its line another number", async () => {
    await withEvidence();
    await rows().first().getByRole("link").click();
    await panel().getByRole("link", { name: en.workspace.findingAbout }).click();
    await page.getByRole("textbox", { name: en.findings.text }).fill("The bill is for another month.");
    await page.getByRole("button", { name: en.findings.submit }).click();
    await see("The bill is for another month.");
    await see(/On the newest calculation/);
    await page.getByRole("link", { name: en.lines.back }).click();
    await page.waitForURL(/evidence=all/);
    await rows().first().getByText("F1").waitFor({ state: "visible" });

    const { organizationId, inventoryId } = tenant.ids;
    const base = `/organizations/${organizationId}`;
    const stay = {
      ...EMPTY_ENTRY,
      facility: "Thistledown Plant",
      source: "Thistledown Hotel nights",
      unit: "room_night",
    };
    const earlier = { kind: "add", recordId: randomUUID(), entry: { ...stay, period: "2025-01", quantity: "7" } };
    expect((await saveGrid(tenant.owner, base, inventoryId, [earlier])).status).toBe(200);
    await runInventory(tenant.owner, `${base}/inventories/${inventoryId}`);

    await page.goto(`${verifier.base}/findings`);
    await see(/On an older calculation/);
    await see(/the record is unchanged/);
    const own = page.locator("#finding-1");
    const line = await own.getByRole("link", { name: /line a/ }).textContent();
    await own.getByRole("link", { name: en.lines.openInNewest }).click();
    await panel().waitFor({ state: "visible" });
    await see("Thistledown bill.pdf");
    expect(await page.locator("tr[aria-current=true]").textContent()).toContain("2025-07");
    expect(await page.locator("tr[aria-current=true]").textContent()).not.toContain(line!.match(/a\d+/)![0]);
    await see(new RegExp(`^${en.lines.calculations.newest} · `));
    await page.goBack();
    await own.getByRole("link", { name: /line a/ }).click();
    await panel().waitFor({ state: "visible" });
    expect(await page.locator("tr[aria-current=true]").textContent()).toContain("2025-07");
    expect(page.url()).toContain(`#line-${line!.match(/a\d+/)![0]}`);
  });

  it("names each calculation and report with its state, to the verifier and the company", async () => {
    await page.goto(`${verifier.base}/lines`);
    const { older, stated } = en.lines.calculations;
    await see(new RegExp(`^${older} · ${stated} · ${tenant.reportNumber}`));
    await page.locator("summary", { hasText: en.lines.calculations.title }).click();
    await page.getByRole("link", { name: tenant.reportNumber }).waitFor({ state: "visible" });
    const { organizationId } = tenant.ids;
    const company = await tenant.owner.get(
      `/organizations/${organizationId}/assurance/engagements/${verifier.engagementId}`,
    );
    for (const text of [en.lines.calculations.newest, en.lines.calculations.older, tenant.reportNumber!])
      expect(company.text).toContain(text);
    expect(company.text).not.toContain("Compared with the bills");
  });

  it("gives lines, marks, evidence names and findings as a workbook of exact texts", async () => {
    const older = await verifier.visitor.get(`${verifier.base}/lines.xlsx`);
    expect(older.status).toBe(200);
    const text = textOf(older.bytes);
    for (const part of ["Thistledown bill.pdf", "Compared with the bills", "The bill is for another month.", "F1"])
      expect(text).toContain(part);
    const filtered = await verifier.visitor.get(`${verifier.base}/lines.xlsx?q=nothing`);
    expect(textOf(filtered.bytes)).not.toContain("Thistledown bill.pdf");
    expect((await verifier.visitor.get(`${verifier.base}/lines.xlsx?basis=x`)).status).toBe(400);
    expect((await tenant.owner.get(`${verifier.base}/lines.xlsx`)).status).not.toBe(200);
  });
});
