import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectToFit, VIEWS } from "#tests/support/views.ts";

const t = translator("en").evidence;
const zh = translator("zh").evidence;
const trail = translator("en").auditTrail;
const file = (name: string, bytes: Uint8Array | string) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(bytes as string),
});

describe("evidence in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: OwnTenant;
  let base: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeOwnTenant(server, "Quillfeather");
    base = `/organizations/${tenant.ids.organizationId}`;
  });
  afterAll(async () => {
    await browser?.close();
  });

  const open = async (options: Parameters<typeof openContext>[3]) =>
    (await openContext(browser, server, tenant.owner, options)).newPage();
  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();

  it("attaches several files to a row next to the sheet, names the rejected one, and detaches one with a reason", async () => {
    const page = await open({ width: 1440, height: 900 });
    const complaints = watchComplaints(page);
    await page.goto(`${base}/activities?record=${tenant.ids.recordId}`);
    await see(page, "Quillfeather bill.pdf");
    await page
      .locator("aside input[type=file]")
      .setInputFiles([file("meter.csv", "meter,kWh\nM1,5\n"), file("page.pdf", "<html></html>")]);
    await see(page, t.describeRefusal("html", {}));
    const panel = page.locator("aside");
    await panel.getByRole("link", { name: "meter.csv", exact: true }).waitFor();
    await see(page, trail.attachedFile("meter.csv"));
    expect(await findBarriers(page)).toEqual([]);
    const line = panel.locator("li", { hasText: "meter.csv" }).first();
    await line.locator("summary").click();
    await line.getByLabel(t.reason).fill("wrong row");
    await line.getByRole("button", { name: t.detach }).click();
    await see(page, trail.detachedFile("meter.csv", "wrong row"));
    expect(await panel.getByRole("link", { name: "meter.csv", exact: true }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("lists files and records without files, in English and Chinese, on a desktop and a phone", async () => {
    for (const view of VIEWS) {
      const page = await open(view);
      const complaints = watchComplaints(page);
      const words = view.locale === "en-GB" ? t : zh;
      for (const address of [
        "/evidence",
        "/evidence/lacking",
        `/evidence/${tenant.ids.evidenceId}`,
        `/evidence/${tenant.ids.evidenceId}/records`,
        `/activities/${tenant.ids.recordId}/evidence`,
      ]) {
        await page.goto(`${base}${address}`);
        expect(await page.locator("html").getAttribute("lang"), address).toMatch(view.locale.slice(0, 2));
        expect(await findBarriers(page), address).toEqual([]);
        await expectToFit(page);
      }
      await see(page, words.titleOfRecord);
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  it("accepts files through the form on a phone, and through a plain form without scripts", async () => {
    const phone = await open({ width: 390, height: 844 });
    await phone.goto(`${base}/activities?edit=${tenant.ids.recordId}`);
    const form = phone.locator("#record ~ div, section").filter({ has: phone.locator("input[type=file]") });
    await form
      .first()
      .locator("input[type=file]")
      .setInputFiles([file("phone.pdf", pdfOf("phone"))]);
    await form.first().getByRole("link", { name: "phone.pdf", exact: true }).waitFor();
    await phone.context().close();
    const plain = await open({ width: 1440, height: 900, javaScriptEnabled: false });
    await plain.goto(`${base}/activities?edit=${tenant.ids.recordId}`);
    await plain.getByRole("link", { name: t.openPage }).first().click();
    await plain.locator("input[type=file]").setInputFiles([file("plain.pdf", pdfOf("plain")), file("bad.pdf", "MZ,")]);
    await plain.getByRole("button", { name: t.attach, exact: true }).click();
    await see(plain, t.describeRefusal("executable", {}));
    await plain.getByRole("link", { name: "plain.pdf", exact: true }).waitFor();
    await plain.context().close();
  });

  it("sends a file that was selected while the page was still hydrating its field", async () => {
    for (const moment of ["mutation", "message", "frame"] as const) {
      const page = await open({ width: 1440, height: 900 });
      const text = Buffer.from(pdfOf(moment)).toString("latin1");
      await page.addInitScript(chooseEarly, { moment, name: `${moment}.pdf`, text });
      await page.goto(`${base}/activities?record=${tenant.ids.recordId}`);
      await page
        .locator("aside")
        .getByRole("link", { name: `${moment}.pdf`, exact: true })
        .waitFor();
      await page.context().close();
    }
  });

  it("enters a bill's records by keyboard, shows errors at their row, and shows the total", async () => {
    const page = await open({ width: 1440, height: 900 });
    const complaints = watchComplaints(page);
    await page.goto(`${base}/evidence`);
    await see(page, t.drop);
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles([file("two meters.pdf", pdfOf("two meters"))]);
    await page
      .getByRole("link", { name: t.entry.actionOf("two meters.pdf") })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: t.entry.title }).waitFor();
    await page.locator("#sourceId-0").selectOption({ label: "Quillfeather Electricity" });
    expect(await page.locator("#unit-0").getAttribute("list")).toBe("bill-units-kWh");
    await page.locator("#sourceId-0").press("Tab");
    for (const text of ["2025-09", "", "1200.5", "MWh"]) {
      if (text !== "") await page.keyboard.type(text);
      await page.keyboard.press("Tab");
    }
    expect(await page.locator("#unit-0").inputValue()).toBe("MWh");
    await page.getByRole("button", { name: t.entry.more }).click();
    await page.locator("#quantity-9").fill("1,5");
    await page.getByRole("button", { name: t.entry.save }).click();
    await page.locator("#quantity-9-error").waitFor();
    expect(await page.locator("#quantity-0").inputValue()).toBe("1200.5");
    expect(await findBarriers(page)).toEqual([]);
    await page.locator("#sourceId-9").selectOption({ label: "Quillfeather Electricity" });
    await page.locator("#period-9").fill("2025-10");
    await page.locator("#quantity-9").fill("0.5");
    await page.locator("#unit-9").fill("MWh");
    await page.locator("#unit-9").press("Enter");
    await see(page, t.entry.entered("2"));
    await see(page, "1,201");
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

/** Runs in the page: selects a file in the panel's field at the given moment after it first appears. */
function chooseEarly({ moment, name, text }: { moment: "mutation" | "message" | "frame"; name: string; text: string }) {
  const observer = new MutationObserver(() => {
    const input = document.querySelector<HTMLInputElement>("aside input[type=file]");
    if (!input) return;
    observer.disconnect();
    const choose = () => {
      const files = new DataTransfer();
      files.items.add(new File([Uint8Array.from(text, (char) => char.charCodeAt(0))], name));
      input.files = files.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    if (moment === "mutation") return choose();
    if (moment === "frame") return requestAnimationFrame(choose);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = choose;
    port2.postMessage(null);
  });
  observer.observe(document, { childList: true, subtree: true });
}
