import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { translator } from "#app/i18n/index.ts";
import { makeRecordId } from "#app/records/sheet/record-id.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { inviteMember, makeOwnTenant, type OwnTenant, saveGrid } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, type Visitor } from "#tests/support/visitor.ts";

const t = translator("en");
const zh = translator("zh");
const WORD = "Larkspur";
const PLANT = `${WORD} Plant`;
const POWER = `${WORD} Electricity`;

describe("the sheet in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: OwnTenant;
  let colleague: Visitor;
  let base: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeOwnTenant(server, WORD);
    colleague = await inviteMember(server, tenant, "editor");
    base = `/organizations/${tenant.ids.organizationId}`;
  });
  afterAll(async () => {
    await browser?.close();
  });

  type Options = NonNullable<Parameters<typeof openContext>[3]> & { visitor?: Visitor };
  const open = ({ visitor = tenant.owner, ...options }: Options = {}) => openContext(browser, server, visitor, options);

  /** Adds records as another person's sheet would. @returns their ids */
  async function addRecords(
    rows: (Partial<ActivityEntry> & { period: string; quantity: string })[],
  ): Promise<string[]> {
    const entry = { ...EMPTY_ENTRY, facility: PLANT, source: POWER, unit: "kWh" };
    const changes = rows.map((row) => ({ kind: "add", recordId: makeRecordId(), entry: { ...entry, ...row } }));
    const answer = await saveGrid(tenant.owner, base, tenant.ids.inventoryId, changes);
    expect(answer.text).toContain("ok");
    return changes.map(({ recordId }) => recordId);
  }

  /** Opens the sheet filtered to the rows of one test, which have a common word in their notes. */
  async function openSheet(context: BrowserContext, search = ""): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${base}/activities?${search}`);
    await page.getByRole("grid").waitFor();
    return page;
  }

  const cell = (page: Page, row: number, column: number) => page.locator(`#cell-${row}-${column}`);
  const text = (page: Page, row: number, column: number) => cell(page, row, column).textContent();
  const isSaved = (page: Page) => page.getByText(/^Saved at /).waitFor();
  /** Moves the focus into the box of suggested fixes once it is shown at the cell. */
  const intoFixes = async (page: Page) => {
    await page.locator("[data-message-box] button").first().waitFor();
    await page.keyboard.press("Control+.");
    await page.locator("[data-message-box] button:focus").waitFor();
  };
  const focusedCell = (page: Page) =>
    page.locator(":focus").evaluate((focused) => focused.closest("[role=gridcell]")?.id);
  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  async function paste(page: Page, row: number, column: number, block: string): Promise<void> {
    await cell(page, row, column).click();
    await cell(page, row, column).evaluate((target, given) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", given);
      clipboardData.setData("text/html", "<table><tr><td>another</td></tr></table>");
      target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, block);
  }
  /** The cells of a column in all filled rows. */
  const columnOf = (page: Page, column: number, rows: number) =>
    Promise.all(Array.from({ length: rows }, (_, row) => text(page, row, column)));

  it("pastes a block from a spreadsheet, fills from the corner, and undoes and redoes every step", async () => {
    const context = await open();
    const page = await openSheet(context, "q=block-test");
    const complaints = watchComplaints(page);
    const line = (month: string, quantity: string) =>
      [PLANT, POWER, month, quantity, "万千瓦时", "", "", "", '"bill\nblock-test"'].join("\t");
    await paste(page, 0, 0, `${line("2025-01", "1.5")}\r\n${line("2025-02", "2.5")}\r\n`);
    await expect.poll(() => columnOf(page, 3, 2)).toEqual(["1.5", "2.5"]);
    await isSaved(page);
    expect(await findBarriers(page)).toEqual([]);

    // Dragging the corner of the period in row 2 down by three fills in the following months.
    await cell(page, 1, 2).click();
    const from = (await page.locator("[data-fill-handle]").boundingBox())!;
    await page.mouse.move(from.x + 3, from.y + 3);
    await page.mouse.down();
    const to = (await cell(page, 4, 2).boundingBox())!;
    await page.mouse.move(to.x + 10, to.y + 10, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => columnOf(page, 2, 5)).toEqual(["2025-01", "2025-02", "2025-03", "2025-04", "2025-05"]);

    // The other columns by keyboard: row 2 is repeated below.
    await cell(page, 1, 3).click();
    await press(page, "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "Control+d");
    await expect.poll(() => columnOf(page, 3, 5)).toEqual(["1.5", "2.5", "2.5", "2.5", "2.5"]);

    await press(page, "Control+z");
    await expect.poll(() => columnOf(page, 3, 5)).toEqual(["1.5", "2.5", "", "", ""]);
    await press(page, "Control+z", "Control+z");
    await expect.poll(() => columnOf(page, 2, 2)).toEqual(["", ""]);
    await press(page, "Control+y", "Control+y", "Control+Shift+z");
    await expect.poll(() => columnOf(page, 3, 5)).toEqual(["1.5", "2.5", "2.5", "2.5", "2.5"]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("inserts and deletes several rows, with a reason and one undo step", async () => {
    const word = "rows-test";
    await addRecords(["1", "2", "3", "4"].map((quantity) => ({ period: "2025-03", quantity, note: word })));
    const context = await open();
    const page = await openSheet(context, `q=${word}`);
    await expect.poll(() => columnOf(page, 3, 4)).toEqual(["1", "2", "3", "4"]);
    await cell(page, 1, 3).click();
    await press(page, "Shift+ArrowDown", "Control+i");
    await expect.poll(() => columnOf(page, 3, 6)).toEqual(["1", "", "", "2", "3", "4"]);
    await press(page, "Control+z");
    const toast = page.getByRole("status").filter({ hasText: t.activity.grid.deleted(2) });
    const deleteTwo = async () => {
      await press(page, "Control+Delete");
      await page.getByLabel(t.activity.grid.reason).fill("entered twice");
      await page
        .getByRole("button", { name: t.activity.grid.deleteRows(2) })
        .last()
        .click();
      // It stays under the pointer, however long the rest takes.
      await toast.hover();
      await expect.poll(() => columnOf(page, 3, 3)).toEqual(["1", "4", ""]);
      await isSaved(page);
    };
    await deleteTwo();
    await page.keyboard.type("44");
    await press(page, "Enter");
    // Its "Undo" would also undo later changes.
    await expect.poll(() => toast.count()).toBe(0);
    await expect.poll(() => columnOf(page, 3, 3)).toEqual(["1", "44", ""]);
    await press(page, "Control+z", "Control+z");
    await expect.poll(() => columnOf(page, 3, 4)).toEqual(["1", "2", "3", "4"]);
    await cell(page, 1, 3).click();
    await press(page, "Shift+ArrowDown");
    await deleteTwo();
    await toast.getByRole("button", { name: t.activity.grid.undo }).click();
    await expect.poll(() => columnOf(page, 3, 4)).toEqual(["1", "2", "3", "4"]);
    await isSaved(page);
    await page.reload();
    await expect.poll(() => columnOf(page, 3, 4)).toEqual(["1", "2", "3", "4"]);
    await context.close();
  });

  it("shows what is wrong, jumps to the next error, and fixes all similar ones at once", async () => {
    const context = await open();
    const page = await openSheet(context, "q=fault-test");
    const line = (quantity: string, unit: string) =>
      [PLANT, POWER, "2025-04", quantity, unit, "", "", "", "fault-test"].join("\t");
    const block = [line("1.234,5", "kWh"), line("7", "kWh"), line("9.876,5", "kWh"), line("5", "t")];
    await paste(page, 0, 0, block.join("\n"));
    await page.getByText(t.activity.save.errors(3)).waitFor();
    await press(page, "Control+Home", "F8");
    await page
      .getByText(/is not a valid number here/)
      .first()
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await intoFixes(page);
    await press(page, "Tab", "Enter");
    await page.getByText(t.activity.save.errors(1)).waitFor();
    expect(await columnOf(page, 3, 4)).toEqual(["1,234.5", "7", "9,876.5", "5"]);
    // Typing on reaches the cell, because it has the focus before the page is painted.
    const focused = await page.evaluate(async () => {
      const press = new KeyboardEvent("keydown", { key: "F8", bubbles: true, cancelable: true });
      document.activeElement!.dispatchEvent(press);
      await Promise.resolve();
      return document.activeElement!.closest("[role=gridcell]")!.id;
    });
    expect(focused).toBe("cell-3-4");
    await page
      .getByText(/kWh \(energy\)/i)
      .first()
      .waitFor();
    // Tonnes can't be converted to a unit of electricity, so no fix is offered, only another unit.
    expect(await page.locator("[data-message-box] button").allTextContents()).toEqual([t.sheet.fix.chooseUnit]);
    await page.locator("[data-missing-rows]", { hasText: t.common.missingRows("1", "4") }).waitFor();
    await intoFixes(page);
    await press(page, "Enter");
    await page.getByRole("listbox").waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("kWh");
    await press(page, "Enter");
    await isSaved(page);
    expect(await text(page, 3, 4)).toBe("kWh");
    await context.close();
  });

  it("keeps typed values when the network drops, the tab closes or a field is open, and saves them later", async () => {
    const context = await open();
    let page = await openSheet(context, "q=network-test");
    await context.setOffline(true);
    await paste(page, 0, 0, [PLANT, POWER, "2025-05", "41", "kWh", "", "", "", "network-test"].join("\t"));
    await page.getByText(t.sheet.waiting(1)).waitFor();
    await cell(page, 0, 3).click();
    await page.keyboard.type("417");
    await page.waitForFunction(() => Object.values(localStorage).some((value) => String(value).includes('"417"')));
    await page.close();
    await context.setOffline(false);
    page = await openSheet(context, "q=network-test");
    await page.getByText(t.activity.save.restored(1)).waitFor();
    expect(await text(page, 0, 3)).toBe("417");
    await isSaved(page);
    await page.reload();
    await page.getByRole("grid").waitFor();
    expect(await text(page, 0, 3)).toBe("417");
    expect(await page.getByText(t.activity.save.restored(1)).count()).toBe(0);
    await context.close();
  });

  it("saves what is typed right before leaving the page", async () => {
    const context = await open();
    const page = await openSheet(context, "q=leave-test");
    const saved = page.waitForResponse((response) => response.request().method() === "POST");
    await paste(page, 0, 0, [PLANT, POWER, "2025-06", "52", "kWh", "", "", "", "leave-test"].join("\t"));
    await page.getByRole("link", { name: t.common.nav.overview }).first().click();
    expect((await saved).status()).toBe(200);
    const again = await openSheet(context, "q=leave-test");
    expect(await text(again, 0, 3)).toBe("52");
    expect(await again.getByText(t.activity.save.restored(1)).count()).toBe(0);
    await context.close();
  });

  it("leaves values alone that another tab is still editing, and takes them over when that tab is closed", async () => {
    const context = await open();
    const first = await openSheet(context, "q=tab-test");
    await paste(first, 0, 0, [PLANT, POWER, "2025-07", "x", "kWh", "", "", "", "tab-test"].join("\t"));
    await first.getByText(t.activity.save.errors(1)).waitFor();
    await first.waitForFunction(() => Object.values(localStorage).some((value) => String(value).includes("tab-test")));
    const second = await openSheet(context, "q=tab-test");
    await second.getByRole("status").first().waitFor({ state: "attached" });
    expect(await text(second, 0, 3)).toBe("");
    await first.close();
    await second.getByText(t.activity.save.restored(1)).waitFor();
    expect(await text(second, 0, 3)).toBe("x");
    await context.close();
  });

  it("shows and saves nothing of it to another user of the same browser", async () => {
    const context = await open();
    const mine = await openSheet(context, "q=person-test");
    await paste(mine, 0, 0, [PLANT, POWER, "2025-08", "x", "kWh", "", "", "", "person-test"].join("\t"));
    await mine.getByText(t.activity.save.errors(1)).waitFor();
    await context.clearCookies();
    const cookies = colleague.cookie.split("; ").map((pair) => pair.split("=") as [string, string]);
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: server.origin })));
    const theirs = await openSheet(context, "q=person-test");
    expect(await text(theirs, 0, 3)).toBe("");
    await cell(mine, 0, 3).click();
    await mine.keyboard.type("63");
    await mine.keyboard.press("Enter");
    await mine.getByText(t.activity.save.signedOut).waitFor();
    await theirs.reload();
    await theirs.getByRole("grid").waitFor();
    expect(await text(theirs, 0, 3)).toBe("");
    await context.close();
  });

  it("shows who changed a row in the meantime, field by field, and accepts either version", async () => {
    const word = "stale-test";
    const ids = await addRecords(["10", "20"].map((quantity) => ({ period: "2025-09", quantity, note: word })));
    const context = await open();
    const page = await openSheet(context, `q=${word}`);
    const entry = { ...EMPTY_ENTRY, facility: PLANT, source: POWER, unit: "kWh", period: "2025-09", note: word };
    const theirs = ids.map((recordId, index) => ({
      kind: "correct",
      recordId,
      version: 1,
      entry: { ...entry, quantity: String(110 + 10 * index), dataQuality: "measured", evidence: "their bill" },
    }));
    expect((await saveGrid(colleague, base, tenant.ids.inventoryId, theirs)).text).toContain("ok");
    await cell(page, 0, 3).click();
    await page.keyboard.type("11");
    await press(page, "Enter");
    await page.keyboard.type("21");
    await press(page, "Enter");
    await page.getByText(t.activity.save.conflicts(2)).waitFor();
    await cell(page, 0, 3).click();
    await page.getByText(t.activity.grid.conflictTitle("Invited Person")).waitFor();
    await page.getByText(t.activity.grid.conflictField(t.activity.field.quantity, "110", "11")).waitFor();
    await page
      .getByText(t.activity.grid.conflictField(t.activity.field.evidence, "their bill", t.activity.grid.empty))
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("button", { name: t.activity.grid.useMine }).click();
    await press(page, "F8");
    await page.getByText(t.activity.grid.conflictField(t.activity.field.quantity, "120", "21")).waitFor();
    await intoFixes(page);
    await press(page, "Tab", "Enter");
    await isSaved(page);
    await page.reload();
    await page.getByRole("grid").waitFor();
    await expect.poll(() => columnOf(page, 3, 2)).toEqual(["11", "120"]);
    await context.close();
  });

  it("keeps an open cell and the focus with their record while others above are deleted", async () => {
    const note = "gone-above";
    const ids = await addRecords(["1", "2", "3", "4"].map((quantity) => ({ period: "2025-10", quantity, note })));
    const context = await open();
    const page = await openSheet(context, `q=${note}`);
    await expect.poll(() => columnOf(page, 3, 4)).toEqual(["1", "2", "3", "4"]);
    const gone = [{ kind: "delete", recordId: ids[0], version: 1, reason: "entered twice" }];
    expect((await saveGrid(colleague, base, tenant.ids.inventoryId, gone)).text).toContain("ok");
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const isLoading = ({ method, url }: { method: string; url: string }) =>
      method === "GET" && /\/activities\.data/.test(url);
    await page.route(/\/activities\.data/, async (route) => {
      if (isLoading({ method: route.request().method(), url: route.request().url() })) await held;
      await route.continue();
    });
    await cell(page, 3, 3).click();
    const asked = page.waitForRequest((request) => isLoading({ method: request.method(), url: request.url() }));
    await page.getByRole("button", { name: t.sheet.review.submit(1) }).click();
    await asked;
    await cell(page, 1, 3).click();
    await page.keyboard.type("77");
    release();
    // The review status of the records was loaded with the page.
    await page.getByRole("grid").getByText(t.sheet.reviewState.submitted).waitFor();
    expect(await cell(page, 1, 3).locator("input").inputValue()).toBe("77");
    await press(page, "Enter");
    await expect.poll(() => columnOf(page, 3, 4)).toEqual(["77", "3", "4", ""]);
    expect(await focusedCell(page)).toBe("cell-1-3");
    await isSaved(page);
    await page.reload();
    await expect.poll(() => columnOf(page, 3, 4)).toEqual(["77", "3", "4", ""]);
    await context.close();
  });

  it("submits the selected rows, shows their status, and explains why users can't approve their own work", async () => {
    const note = "review-test";
    const gas = { source: `${WORD} Natural gas`, unit: "Nm3", note };
    await addRecords([
      { ...gas, period: "2025-05", quantity: "51900" },
      { ...gas, period: "2025-08", quantity: "52300" },
    ]);
    const context = await open();
    const page = await openSheet(context, `q=${note}`);
    await cell(page, 0, 3).click();
    await press(page, "Shift+ArrowDown");
    await page.getByRole("button", { name: t.sheet.review.submit(2) }).click();
    await page.getByText(t.sheet.review.done("submit", 2)).waitFor();
    await cell(page, 1, 9).getByText(t.sheet.reviewState.submitted).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("button", { name: t.sheet.review.approve(2) }).click();
    await page.getByText(t.review.leftOut(2, t.review.describeLeft("own_work", {}))).waitFor();
    await page.locator('select[name="state"]').selectOption("draft");
    await page.waitForURL(/state=draft/);
    await expect.poll(() => text(page, 0, 3)).toBe("");
    await context.close();
  });

  it("offers in Chinese the units that fit the source, with the multiples common there", async () => {
    const word = "unit-test";
    await addRecords([{ period: "2025-10", quantity: "3", note: word }]);
    const context = await open({ locale: "zh-CN" });
    const page = await openSheet(context, `q=${word}`);
    const complaints = watchComplaints(page);
    await cell(page, 0, 4).click();
    await press(page, "Alt+ArrowDown");
    const options = await page.locator("[role=listbox] [role=option] span span:first-child").allTextContents();
    expect(options.slice(0, 4)).toEqual(["kWh", "万千瓦时", "亿千瓦时", "兆瓦时"]);
    expect(options.join(" ")).not.toMatch(/吨公里|立方米/);
    expect(await findBarriers(page)).toEqual([]);
    await press(page, "ArrowDown", "ArrowDown", "Enter");
    expect(await text(page, 0, 4)).toBe("万千瓦时");
    await page.getByText(/^已于/).waitFor();
    await press(page, "Control+/");
    await page.getByRole("dialog", { name: zh.sheet.keys.title }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await press(page, "Escape");
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each(["en-GB", "zh-CN"])("accepts text of an input method from its first letter on (%s)", async (locale) => {
    const words = locale === "zh-CN" ? zh : t;
    const context = await open({ locale });
    const page = await openSheet(context, `q=compose-${locale}`);
    const complaints = watchComplaints(page);
    const keyboard = await context.newCDPSession(page);
    const compose = (text: string) =>
      keyboard.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    const commit = (text: string) => keyboard.send("Input.insertText", { text });
    /** A key that the input method consumes. */
    const pressWithin = (key: string) =>
      keyboard.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code: key, windowsVirtualKeyCode: 229 });
    const named = (row: number, column: "facility" | "source", held: string) =>
      words.common.labelled(words.activity.grid.cell(words.activity.column[column], row + 1), held);
    const focused = page.locator(":focus");

    await cell(page, 0, 0).click();
    expect(await focused.getAttribute("aria-label")).toBe(named(0, "facility", words.activity.grid.empty));
    const field = await focused.elementHandle();
    await compose("w");
    expect(await focused.inputValue()).toBe("w");
    await compose("wu'x");
    for (const key of ["Enter", "Escape", "ArrowDown", "Tab"]) await pressWithin(key);
    expect(await focusedCell(page)).toBe("cell-0-0");
    expect(await focused.inputValue()).toBe("wu'x");
    expect(await findBarriers(page)).toEqual([]);
    await commit("无锡");
    await compose("g");
    await commit("工厂");
    expect(await focused.inputValue()).toBe("无锡工厂");
    // The word was composed in one field from the first letter to the last.
    expect(await focused.evaluate((now, before) => now === before, field)).toBe(true);
    await press(page, "Enter");
    expect(await text(page, 0, 0)).toBe("无锡工厂");
    expect(await focusedCell(page)).toBe("cell-1-0");

    // A cancelled composition leaves the cell unchanged, and the sheet handles keys again.
    await press(page, "ArrowUp");
    expect(await focused.getAttribute("aria-label")).toBe(named(0, "facility", "无锡工厂"));
    await compose("q");
    await compose("");
    await press(page, "ArrowRight");
    expect(await focusedCell(page)).toBe("cell-0-1");
    expect(await focused.getAttribute("aria-label")).toBe(named(0, "source", words.activity.grid.empty));
    expect(await text(page, 0, 0)).toBe("无锡工厂");

    // A second click into the cell accepts the word as it is. Undo, copy and paste belong to the sheet again.
    await compose("dian");
    await cell(page, 1, 0).click();
    expect(await text(page, 0, 1)).toBe("dian");
    await press(page, "Control+z");
    await expect.poll(() => text(page, 0, 1)).toBe("");
    await paste(page, 1, 0, "无锡二厂\t电");
    expect([await text(page, 1, 0), await text(page, 1, 1)]).toEqual(["无锡二厂", "电"]);
    await press(page, "Delete");
    expect([await text(page, 1, 0), await text(page, 1, 1)]).toEqual(["", ""]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("draws every row at its position when more than 128 are visible", async () => {
    const word = "tall-test";
    await addRecords(
      Array.from({ length: 190 }, (_, n) => ({ period: "2025-06", quantity: String(n + 1), note: word })),
    );
    const context = await open({ height: 6600 });
    const page = await openSheet(context, `q=${word}`);
    const tops = () =>
      page.locator("[role=row][aria-rowindex]:has([role=gridcell])").evaluateAll((rows) => {
        const boxes = rows.map((row) => row.getBoundingClientRect());
        return boxes.map(({ top }) => Math.round(top)).sort((a, b) => a - b);
      });
    await expect.poll(async () => (await tops()).length).toBeGreaterThan(180);
    const found = await tops();
    expect(found.filter((top, index) => index > 0 && top - found[index - 1]! < 33)).toEqual([]);
    expect(await columnOf(page, 3, 190)).toEqual(Array.from({ length: 190 }, (_, n) => String(n + 1)));
    await context.close();
  });

  it("can be used by keyboard only, and sorting and resizing add no undo steps", async () => {
    const word = "key-test";
    await addRecords(["5", "40", "3"].map((quantity, n) => ({ period: `2025-0${n + 1}`, quantity, note: word })));
    const context = await open();
    const page = await openSheet(context, `q=${word}`);
    await cell(page, 0, 0).focus();
    await press(page, "Control+ArrowDown");
    expect(await focusedCell(page)).toBe("cell-2-0");
    await press(page, "Home", "ArrowDown");
    for (const typed of [PLANT, POWER, "2025-11", "6"]) {
      await page.keyboard.type(typed);
      await press(page, "Tab");
    }
    expect(await focusedCell(page)).toBe("cell-3-4");
    await press(page, "Enter");
    expect(await focusedCell(page)).toBe("cell-4-0");
    await isSaved(page);
    const width = (await cell(page, 0, 3).boundingBox())!.width;
    await cell(page, 0, 3).focus();
    await press(page, "ArrowRight", "ArrowLeft", "Alt+Shift+ArrowRight");
    expect((await cell(page, 0, 3).boundingBox())!.width).toBeCloseTo(width + 16, 0);
    await page.locator('select[name="sort"]').selectOption("-quantity");
    await page.waitForURL(/sort=-quantity/);
    await expect.poll(() => columnOf(page, 3, 4)).toEqual(["40", "6", "5", "3"]);
    await cell(page, 0, 3).focus();
    await press(page, "Control+z");
    await expect.poll(() => columnOf(page, 3, 4)).toEqual(["40", "", "5", "3"]);
    // The restored row gets the focus, possibly later than the test expects.
    const leavesGrid = async () => {
      await cell(page, 0, 3).focus();
      await press(page, "Escape", "Tab");
      return page.locator(":focus").evaluate((one) => one.closest("[role=grid]") === null);
    };
    await expect.poll(leavesGrid).toBe(true);
    await context.close();
  });

  it("shows on a phone who changed a record in the meantime, field by field, and saves on top of it", async () => {
    const note = "phone-stale";
    const [recordId] = await addRecords([{ period: "2025-12", quantity: "81", note }]);
    const phone = await open({ locale: "zh-CN", width: 390, height: 844 });
    const page = await phone.newPage();
    await page.goto(`${base}/activities?q=${note}`);
    await page.getByRole("link", { name: zh.activity.form.edit }).click();
    const quantity = page.locator('input[name="quantity"]');
    // The form of a new record comes first and has the same field.
    await expect.poll(() => quantity.inputValue()).toBe("81");
    const entry = { ...EMPTY_ENTRY, facility: PLANT, source: POWER, unit: "kWh", period: "2025-12", note };
    const theirs = { ...entry, quantity: "181", dataQuality: "measured", evidence: "their bill" };
    const change = { kind: "correct", recordId, version: 1, entry: theirs };
    expect((await saveGrid(colleague, base, tenant.ids.inventoryId, [change])).text).toContain("ok");
    await quantity.fill("82");
    await page.getByRole("button", { name: zh.activity.form.save }).click();
    const notice = page.getByRole("alert");
    await notice.getByText("Invited Person").waitFor();
    const { field, grid } = zh.activity;
    expect(await notice.getByRole("listitem").allTextContents()).toEqual([
      grid.conflictField(field.quantity, "181", "82"),
      grid.conflictField(field.evidence, "their bill", grid.empty),
    ]);
    expect(await quantity.inputValue()).toBe("181");
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await quantity.fill("82");
    await page.getByRole("button", { name: zh.activity.form.save }).click();
    await page.locator("li:visible", { hasText: "82 kWh" }).waitFor();
    await page.getByRole("link", { name: zh.activity.form.edit }).click();
    await expect.poll(() => page.locator('input[name="evidence"]').inputValue()).toBe("their bill");
    await phone.close();
  });

  it("breaks long names on a phone, and keeps numbers on one line", async () => {
    const name = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft";
    const { owner } = tenant;
    const place = { nameEn: name, country: "CN", gridRegion: "CN-JS", consolidationShare: "1" };
    expectRedirect(await owner.post(`${base}/facilities`, place));
    const form = (await owner.get(`${base}/sources/new`)).text;
    const facilityId = new RegExp(`<option value="([0-9a-f-]{36})"[^>]*>${name}`).exec(form)![1]!;
    const power = { category: "purchased_electricity", unit: "kWh", factor: "grid_average", residual: "residual" };
    expectRedirect(await owner.post(`${base}/sources/new`, { intent: "save", facilityId, nameEn: name, ...power }));
    await addRecords([{ facility: name, source: name, period: "2025-12", quantity: "72", note: "long-test" }]);
    const phone = await open({ width: 390, height: 844 });
    const page = await phone.newPage();
    await page.goto(`${base}/activities?q=long-test`);
    await page.locator("li:visible", { hasText: "72 kWh" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await phone.close();
  });

  it("is a list with a form on a phone and without scripts", async () => {
    const word = "phone-test";
    await addRecords([{ period: "2025-12", quantity: "71", note: word }]);
    const phone = await open({ locale: "zh-CN", width: 390, height: 844 });
    const page = await phone.newPage();
    await page.goto(`${base}/activities?q=${word}`);
    await page.locator("li:visible", { hasText: "71" }).first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await phone.close();
    const plain = await open({ javaScriptEnabled: false });
    const reader = await plain.newPage();
    await reader.goto(`${base}/activities?q=${word}&sort=-quantity`);
    await reader.getByRole("link", { name: t.activity.form.edit }).first().click();
    await reader.locator('input[name="quantity"]').fill("72");
    await reader.getByRole("button", { name: t.activity.form.save }).click();
    await reader.locator("td", { hasText: /^72$/ }).first().waitFor();
    await plain.close();
  });
});
