import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, isAwake, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { inviteMember, makeOwnTenant, type OwnTenant, saveGrid } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectToFit, VIEWS } from "#tests/support/views.ts";
import type { Visitor } from "#tests/support/visitor.ts";

const { review: t, task } = translator("en");

describe("the review in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: OwnTenant;
  let reviewer: Visitor;
  let base: string;
  const april = randomUUID();
  const entry = { ...EMPTY_ENTRY, facility: "Quillfeather Plant", source: "Quillfeather Electricity", unit: "kWh" };
  const save = async (change: object) => {
    const { text } = await saveGrid(tenant.owner, base, tenant.ids.inventoryId, [change]);
    // The answer is embedded as text in the framework's own format.
    return text.replaceAll('\\"', '"');
  };

  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeOwnTenant(server, "Quillfeather");
    base = `/organizations/${tenant.ids.organizationId}`;
    reviewer = await inviteMember(server, tenant, "reviewer");
    const add = (recordId: string, period: string, quantity: string) =>
      save({ kind: "add", recordId, entry: { ...entry, period, quantity } });
    await add(randomUUID(), "2025-03", "512000");
    await add(april, "2025-04", "512000000");
  });
  afterAll(async () => {
    await browser?.close();
  });

  const open = async (who: Visitor, options: Parameters<typeof openContext>[3] = {}) =>
    (await openContext(browser, server, who, options)).newPage();
  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const recordsOf = (state: string) => `${base}/review/records?state=${state}&from=2025-04&to=2025-04`;

  it("goes from an answered warning and a return to a locked month, and back", async () => {
    const owner = await open(tenant.owner);
    const second = await open(reviewer);
    const complaints = [watchComplaints(owner), watchComplaints(second)];
    // A figure a thousand times too large raises a warning before submission.
    await owner.goto(recordsOf("draft"));
    await see(owner, t.describeLeft("hint_unanswered", {}));
    await owner.locator("summary", { hasText: t.answer }).click();
    await owner.getByLabel(t.answerText).fill("New furnace.");
    await owner.getByRole("button", { name: t.answer, exact: true }).click();
    await see(owner, /New furnace/);
    await owner.locator("li").getByRole("button", { name: t.submit, exact: true }).click();
    await see(owner, t.done("submit", 1));
    // The reviewer returns it, by keyboard only.
    await second.goto(recordsOf("submitted"));
    await see(second, /New furnace/);
    await isAwake(second);
    await second.locator("ol > li[tabindex]").focus();
    await second.keyboard.press("r");
    await second.keyboard.type("Is the unit right?");
    await second.keyboard.press("Enter");
    await see(second, t.done("return", 1));
    await owner.goto(`${base}/review?state=returned`);
    await owner.locator("table td a").nth(3).click();
    await see(owner, /Is the unit right/);
    expect(await findBarriers(owner)).toEqual([]);
    const correction = { ...entry, period: "2025-04", quantity: "519000" };
    expect(await save({ kind: "correct", recordId: april, version: 1, entry: correction })).toContain('"ok":true');
    await owner.reload();
    await owner.getByRole("button", { name: t.handInMonth }).click();
    await see(owner, t.done("submit", 1));
    await second.goto(recordsOf("submitted"));
    await isAwake(second);
    await second.locator("ol > li[tabindex]").focus();
    await second.keyboard.press("a");
    await see(second, t.done("approve", 1));
    // Two sources without records need a reason.
    const lock = async () => {
      await second.goto(`${base}/review/locks`);
      await second.locator("input[name=from]").fill("2025-04");
      await second.locator("input[name=to]").fill("2025-04");
      await second.getByRole("button", { name: t.lock }).click();
    };
    await lock();
    await see(second, t.gaps(2));
    for (const _ of [1, 2]) {
      await owner.goto(`${base}/review?state=missing`);
      await owner
        .getByRole("link", { name: /Apr.*missing/ })
        .first()
        .click();
      await owner.locator("#gap-reason").fill("Plant stood still.");
      await owner.getByRole("button", { name: t.sayWhy }).click();
      await see(owner, /Plant stood still/);
    }
    await lock();
    await see(second, t.isLocked);
    expect(await findBarriers(second)).toEqual([]);
    const late = { kind: "add", recordId: randomUUID(), entry: { ...entry, period: "2025-04", quantity: "1" } };
    expect(await save(late)).toContain("period_locked");
    await owner.goto(`${base}/review/locks`);
    await owner.locator("summary", { hasText: t.unlock }).click();
    await owner.getByLabel(t.reason).fill("A bill came late.");
    await owner.getByRole("button", { name: t.unlock }).click();
    await see(owner, /A bill came late/);
    expect(await save(late)).toContain('"ok":true');
    expect(complaints).toEqual([[], []]);
    await owner.context().close();
    await second.context().close();
  });

  it("moves to the next record after an answer and each act, by keyboard only", async () => {
    const [june, july, august] = [randomUUID(), randomUUID(), randomUUID()];
    for (const [recordId, period, quantity] of [
      [june, "2025-06", "516000000"],
      [july, "2025-07", "517000"],
      [august, "2025-08", "518000"],
    ] as const) {
      await save({ kind: "add", recordId, entry: { ...entry, period, quantity } });
    }
    const owner = await open(tenant.owner);
    const isAt = (page: Page, recordId: string) => page.locator(`#record-${recordId}:focus`).waitFor();
    await owner.goto(`${base}/review/records`);
    const source = await owner.locator("select[name=source] option", { hasText: entry.source }).getAttribute("value");
    const summer = `source=${source}&from=2025-06&to=2025-08`;
    await owner.goto(`${base}/review/records?state=draft&${summer}`);
    await isAwake(owner);
    await owner.locator(`#record-${june}`).focus();
    // Next to a figure a thousand times too large, the following month looks small.
    for (const next of [july, august]) {
      await owner.keyboard.press("h");
      await owner.locator("input[name=text]:focus").waitFor();
      await owner.keyboard.type("New furnace.");
      await owner.keyboard.press("Enter");
      await isAt(owner, next);
    }
    // When the last record leaves the list, the new last one takes its place.
    for (const next of [july, june]) {
      await owner.keyboard.press("s");
      await isAt(owner, next);
    }
    await owner.keyboard.press("s");
    await owner.locator(`#record-${june}`).waitFor({ state: "detached" });
    const second = await open(reviewer);
    await second.goto(`${base}/review/records?state=submitted&${summer}`);
    await isAwake(second);
    await second.locator(`#record-${june}`).focus();
    await second.keyboard.press("a");
    await isAt(second, july);
    await second.keyboard.press("r");
    await second.keyboard.type("Which meter?");
    await second.keyboard.press("Enter");
    await isAt(second, august);
    expect(await findBarriers(second)).toEqual([]);
    await owner.context().close();
    await second.context().close();
  });

  it("previews a bulk act and lists skipped records", async () => {
    const page = await open(tenant.owner);
    await page.goto(`${base}/review/records?state=draft`);
    await page.locator("#bulk-scope").selectOption("filter");
    await page.locator("#bulk").getByRole("button", { name: t.submit }).click();
    await page.getByRole("button", { name: t.confirm }).click();
    await see(page, /submitted for review/);
    await page.goto(`${base}/review/records?state=submitted`);
    await page.locator("ol input[type=checkbox]").first().check();
    await page.locator("#bulk").getByRole("button", { name: t.approve }).click();
    await see(page, t.describeLeft("own_work", {}));
    expect(await page.getByRole("button", { name: t.confirm }).count()).toBe(0);
    await page.context().close();
  });

  it("estimates a missing month from known data and assigns the others to a member", async () => {
    const page = await open(tenant.owner);
    await page.goto(`${base}/review`);
    await page.getByRole("link", { name: /Electricity.*May.*missing/ }).click();
    await page.getByLabel(t.whyEstimate).fill("Meter was broken.");
    await page
      .locator("details", { hasText: t.otherFigure })
      .first()
      .evaluate((box: HTMLDetailsElement) => {
        box.open = true;
      });
    await page.locator("#estimate-quantity").fill("500000");
    await page.locator("#estimate-basis").fill("Average of the months before.");
    await page.locator("input[name=method][value=other]").check();
    await page.getByRole("button", { name: t.saveEstimate }).click();
    await see(page, t.estimateText(t.method.other, "Meter was broken."));
    await page.goto(`${base}/tasks`);
    await page.getByLabel(task.dueOn).fill("2026-01-31");
    await page.getByRole("button", { name: task.add }).click();
    await see(page, /tasks added/);
    await see(page, task.overdue);
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });

  it.each(VIEWS)("reads well in $locale at $width px, and fits a desk and a phone", async (view) => {
    const page = await open(tenant.owner, view);
    const complaints = watchComplaints(page);
    const cell = `/review?source=${tenant.ids.sourceId}&month=2025-09`;
    const records = "/review/records?state=";
    for (const path of ["/review", cell, records, "/review/locks", "/review/facts", "/tasks"]) {
      await page.goto(`${base}${path}`);
      expect(await page.locator("html").getAttribute("lang"), path).toMatch(view.locale.slice(0, 2));
      expect(await findBarriers(page), path).toEqual([]);
      await expectToFit(page);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
