import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, isAwake, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { faultyRows, faultyWorkbook } from "#tests/support/faulty-workbook.ts";
import { inviteMember, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import type { Visitor } from "#tests/support/visitor.ts";

const zh = translator("zh");
const review = zh.review;
const WORD = "Marlowe";
const PLANT = `${WORD}一厂`;
const POWER = `${WORD} Electricity`;
const NAME = "2025年能源台账.xlsx";

/** A company's data collection in Chinese from start to end, by two people. Each step depends on the previous one. */
describe("a year collected in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: OwnTenant;
  let owner: Page;
  let second: Page;
  let base: string;
  let complaints: string[][];
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeOwnTenant(server, WORD);
    base = `/organizations/${tenant.ids.organizationId}`;
    owner = await open(tenant.owner);
    second = await open(await inviteMember(server, tenant, "reviewer"));
    complaints = [watchComplaints(owner), watchComplaints(second)];
  });
  afterAll(async () => {
    await browser?.close();
  });

  const open = async (who: Visitor) => (await openContext(browser, server, who, { locale: "zh-CN" })).newPage();
  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click();
  const cell = (row: number, column: number) => owner.locator(`#cell-${row}-${column}`);
  async function openSheet(): Promise<void> {
    await owner.goto(`${base}/activities?q=year-test`);
    await owner.getByRole("grid").waitFor();
  }
  const recordsOf = (state: string) => `${base}/review/records?state=${state}&from=2025-05&to=2025-05`;

  /** Answers the warning about the record of May next to the sheet, then submits it where the page lists open work. */
  async function handIn(answer: string): Promise<void> {
    const panel = owner.locator("aside");
    await panel.getByLabel(review.answerText).fill("短");
    await panel.getByRole("button", { name: review.answer, exact: true }).click();
    expect(await panel.getByText(answer).count()).toBe(0);
    await panel.getByLabel(review.answerText).fill(answer);
    await panel.getByRole("button", { name: review.answer, exact: true }).click();
    await panel.getByText(answer).first().waitFor();
    await owner.goto(recordsOf("draft"));
    await see(owner, answer);
    await owner.locator("li").getByRole("button", { name: review.submit, exact: true }).click();
    await see(owner, review.done("submit", 1));
  }

  it("pastes a block that was copied from a spreadsheet", async () => {
    await openSheet();
    const line = (month: string, quantity: string) =>
      [PLANT, POWER, month, quantity, "万千瓦时", "", "", "", "year-test"].join("\t");
    // May is a thousand times too large because of a wrong unit.
    const block = [line("2025-03", "51.2"), line("2025-04", "50.9"), line("2025-05", "51900")].join("\r\n");
    await cell(0, 0).click();
    await cell(0, 0).evaluate((target, given) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", given);
      target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, block);
    for (const row of [0, 1, 2]) await cell(row, 9).getByText(zh.sheet.reviewState.draft).waitFor();
    expect(await findBarriers(owner)).toEqual([]);
  });

  it("imports a wide Chinese workbook after each of its errors is fixed in place", async () => {
    const t = zh.activityImport;
    await owner.goto(`${base}/activities/import`);
    const file = { name: NAME, mimeType: "application/octet-stream", buffer: faultyWorkbook(WORD) };
    await owner.setInputFiles("#file", file);
    await press(owner, t.upload);
    await see(owner, t.columns.title);
    expect(await owner.locator('select[name="column-4"]').inputValue()).toBe("month:2025-01");
    expect(await owner.locator('select[name="column-5"]').inputValue()).toBe("month:2025-02");
    await press(owner, t.columns.check);
    const faulty = faultyRows(WORD);
    await see(owner, t.faultsTitle(String(faulty.length)));
    for (const [index, { field, text }] of faulty.entries()) {
      const mended = owner.getByLabel(t.newText(zh.activity.field[field], String(index + 4)), { exact: true });
      await mended.fill(text);
      await mended.press("Enter");
      await mended.waitFor({ state: "detached" });
    }
    // After the last fix the page continues automatically.
    const rows = String(faulty.length + 2);
    await press(owner, t.import(rows));
    await see(owner, t.done(rows, NAME));
  });

  it("attaches the bill, answers the warning, and submits the month", async () => {
    await openSheet();
    await cell(2, 3).click();
    const bill = { name: "五月电费.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdfOf("May")) };
    await owner.locator("aside input[type=file]").setInputFiles([bill]);
    await owner.locator("aside").getByRole("link", { name: bill.name, exact: true }).waitFor();
    await handIn("新炉投产，用电增加。");
  });

  it("is returned with a reason, corrected in the sheet and submitted again", async () => {
    await second.goto(recordsOf("submitted"));
    await isAwake(second);
    await second.locator("ol > li[tabindex]").focus();
    await second.keyboard.press("r");
    await second.keyboard.type("单位是否有误？");
    await second.keyboard.press("Enter");
    await see(second, review.done("return", 1));
    await openSheet();
    await cell(2, 9).getByText(zh.sheet.reviewState.returned).waitFor();
    await cell(2, 3).click();
    await owner.keyboard.type("51.9");
    await owner.keyboard.press("Enter");
    await cell(2, 9).getByText(zh.sheet.reviewState.draft).waitFor();
    await cell(2, 3).click();
    // A changed figure raises the warning again: next to the small rows of January it still looks large.
    await handIn("已按电费单更正单位。");
  });

  it("is approved by the other person, its gaps explained and its month locked", async () => {
    await second.goto(recordsOf("submitted"));
    await isAwake(second);
    await second.locator("ol > li[tabindex]").focus();
    await second.keyboard.press("a");
    await see(second, review.done("approve", 1));
    const lock = async () => {
      await second.goto(`${base}/review/locks`);
      await second.locator("input[name=from]").fill("2025-05");
      await second.locator("input[name=to]").fill("2025-05");
      await second.getByRole("button", { name: review.lock }).click();
    };
    await lock();
    await see(second, review.gaps(2));
    for (const _ of [1, 2]) {
      await owner.goto(`${base}/review?state=missing`);
      await owner
        .getByRole("link", { name: new RegExp(`5月：${zh.common.completeness.missing}`) })
        .first()
        .click();
      await owner.locator("#gap-reason").fill("当月停产。");
      await owner.getByRole("button", { name: review.sayWhy }).click();
      await see(owner, /当月停产/);
    }
    await lock();
    await see(second, review.isLocked);
    expect(await findBarriers(second)).toEqual([]);
    await openSheet();
    await cell(2, 3).click();
    await owner.keyboard.type("1");
    await owner.keyboard.press("Enter");
    // A locked row can't be edited.
    expect(await cell(2, 3).textContent()).toBe("51.9");
    expect(complaints).toEqual([[], []]);
  });
});
