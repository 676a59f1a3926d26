import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { toBuffer } from "qrcode";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { expandPdf } from "#app/pdf/expand-pdf.ts";
import { exactLatin1 } from "#app/pdf/latin1.ts";
import { signCheckpoint } from "#app/proof/checkpoint.ts";
import { createWebCryptoSigner, generatePrivateKey } from "#app/proof/signer.ts";
import { changeText, findFigure, saveAgain, withContent } from "#app/verify/printed/testing/alter-pdf.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { pngOf } from "#tests/support/png.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectToFit } from "#tests/support/views.ts";
import { Visitor } from "#tests/support/visitor.ts";

const t = translator("en").verify;
const verdicts = translator("en").common.verdict;
const LONG = { timeout: 120_000 };
/** Maximum size of scripts in transfer, before any user action. */
const MOST_SCRIPT_BYTES = 70_000;

let server: RunningServer;
let browser: Browser;
let tenant: OwnTenant;
let number = "";
let pdf: Buffer;
let host = "";

beforeAll(async () => {
  [server, browser] = await Promise.all([useServer(), openBrowser()]);
  tenant = await makeOwnTenant(server, "Tollgate");
  number = tenant.reportNumber;
  pdf = Buffer.from((await new Visitor(server).get(`/verify/${number}/report.pdf`)).bytes);
  host = new URL(server.origin).host;
});
afterAll(async () => {
  await browser?.close();
});

const contexts: BrowserContext[] = [];
afterAll(() => Promise.all(contexts.map((context) => context.close())));

async function open(options: Parameters<typeof openContext>[3] = {}, visitor: Visitor | null = null): Promise<Page> {
  const context = await openContext(browser, server, visitor, options);
  contexts.push(context);
  return context.newPage();
}

/** Waits until the browser has repeated the checks of the record. */
const isChecked = (page: Page) =>
  page
    .getByText(/Repeated in this browser|已在此浏览器中重复检查/)
    .first()
    .waitFor(LONG);
const give = (page: Page, name: string, buffer: Buffer, mimeType = "application/octet-stream") =>
  page.locator('input[accept*=".pdf"]:enabled').first().setInputFiles({ name, mimeType, buffer });
const openProof = (page: Page) => page.locator("#proof > summary").click();
const verdict = (page: Page, word: string) =>
  page.getByRole("heading", { level: 1, name: word, exact: true }).waitFor(LONG);

describe("the loading of a page", () => {
  it.each(["en-GB", "zh-CN"])(
    "loads less than 70 kB of scripts before any user action, including the record's own checks (%s)",
    async (locale) => {
      const page = await open({ locale });
      const sizes = new Map<string, Promise<number>>();
      page.on("response", (response) => {
        if (!response.url().endsWith(".js")) return;
        expect(response.headers()["content-encoding"], response.url()).toMatch(/^(br|gzip)$/);
        sizes.set(
          response.url(),
          response
            .request()
            .sizes()
            .then(({ responseBodySize }) => responseBodySize),
        );
      });
      await page.goto(`/verify/${number}`);
      await isChecked(page);
      await page
        .getByText(/Key of “.+”, logged on .+ as entry \d+|”的密钥，由 .+计入日志（第 \d+ 条）/)
        .waitFor({ ...LONG, state: "attached" });
      await page.waitForLoadState("networkidle");
      const bytes = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
      console.log(`scripts of /verify/<number> (${locale}): ${bytes} bytes in ${sizes.size} files`);
      expect(bytes).toBeGreaterThan(40_000);
      expect(bytes).toBeLessThan(MOST_SCRIPT_BYTES);
      expect([...sizes.keys()].filter((url) => url.includes("recompute"))).toEqual([]);
      await page.getByRole("button", { name: /Recalculate all totals|重新计算全部合计/ }).click();
      await page
        .getByText(/Recalculated \d+ lines|已用数据重新计算/)
        .first()
        .waitFor(LONG);
      expect([...sizes.keys()].filter((url) => url.includes("recompute"))).toHaveLength(1);
    },
  );

  it("does not affect the other pages, also for readers who return to them", async () => {
    const page = await open();
    const complaints = watchComplaints(page);
    await page.goto("/sign-in");
    await page.getByRole("link", { name: translator("en").common.nav.verify, exact: true }).click();
    await page.waitForURL("**/verify");
    await give(page, "report.pdf", pdf);
    await verdict(page, verdicts.authentic);
    expect(new URL(page.url()).pathname).toBe(`/verify/${number}`);
    expect(await page.title()).toContain(number);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: t.page.findTitle }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("the public list of an organization's reports", () => {
  it.each(["en-GB", "zh-CN"] as const)(
    "is switched on in the settings, links to the report and back, and disappears once switched off (%s)",
    async (locale) => {
      const words = translator(locale === "en-GB" ? "en" : "zh");
      const { listing } = words;
      const page = await open({ locale }, tenant.owner);
      const complaints = watchComplaints(page);
      const choose = async (choice: string) => {
        await page.goto(`/organizations/${tenant.ids.organizationId}/settings`);
        await page.getByRole("link", { name: listing.title, exact: true }).click();
        await page.getByRole("radio", { name: choice }).check();
        await page.getByRole("button", { name: words.common.save, exact: true }).click();
        await page.getByText(listing.saved).waitFor();
        expect(await findBarriers(page)).toEqual([]);
        await expectToFit(page, 320);
      };
      await choose(listing.yes);
      const address = (await page.locator('a[href*="/issuers/"]').getAttribute("href"))!;

      const stranger = await open({ locale });
      const complaintsOfStranger = watchComplaints(stranger);
      await stranger.goto(address);
      expect(await findBarriers(stranger)).toEqual([]);
      await expectToFit(stranger, 320);
      await stranger.getByRole("link", { name: number }).click();
      await stranger.waitForURL(`**/verify/${number}`);
      await stranger.getByRole("link", { name: words.verify.page.statement.listed }).click();
      await stranger.waitForURL(address);

      await choose(listing.no);
      expect((await stranger.goto(address))!.status()).toBe(404);
      await stranger.goto(`/verify/${number}`);
      expect(await stranger.locator('a[href*="/issuers/"]').count()).toBe(0);
      expect([...complaints, ...complaintsOfStranger]).toEqual([]);
    },
  );
});

describe("a file on the front page", () => {
  it("is checked in place, and its verdict fills the page", async () => {
    const page = await open();
    const complaints = watchComplaints(page);
    await page.goto("/");
    await give(page, "report.pdf", pdf);
    await verdict(page, verdicts.authentic);
    expect(new URL(page.url()).pathname).toBe(`/verify/${number}`);
    expect(await findBarriers(page)).toEqual([]);
    // The next file is dropped onto the first verdict.
    const changed = Buffer.from(pdf);
    changed[changed.length >> 1]! ^= 1;
    await give(page, "changed.pdf", changed);
    await verdict(page, verdicts.altered);
    await page.getByText(t.page.differs.title).first().waitFor(LONG);
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe("an altered file", () => {
  it.each([
    ["en-GB", 1440, "en"],
    ["zh-CN", 390, "zh"],
  ] as const)(
    "is explained by its printed figures, and never called the issued one (%s)",
    async (locale, width, language) => {
      const { common, verify } = translator(language);
      const { altered, differs } = verify.page;
      const page = await open({ locale, width });
      const complaints = watchComplaints(page);
      await page.goto(`/verify/${number}`);
      await give(page, "saved.pdf", Buffer.from(await saveAgain(pdf)));
      await page.getByText(altered.conclusion.saved_again).waitFor(LONG);
      await verdict(page, common.verdict.altered);
      await page.getByText(altered.notIssued).waitFor();
      expect(await page.locator('a[href*="/report.pdf"]').count()).toBeGreaterThan(0);
      expect(await findBarriers(page)).toEqual([]);
      await expectToFit(page, 320);

      const text = exactLatin1(await expandPdf(pdf));
      const { drawn, changed } = findFigure(text, 0);
      const edited = await saveAgain(pdf, (all) => withContent(all, 0, () => changeText(all, 0, drawn, changed)));
      await give(page, "edited.pdf", Buffer.from(edited));
      await page.getByText(altered.differing("1")).waitFor(LONG);
      const row = page.getByRole("row").filter({ hasText: altered.page("1") });
      expect(await row.textContent()).toContain(drawn);
      expect(await row.textContent()).toContain(changed);
      await page.getByRole("columnheader", { name: differs.issued }).waitFor();
      await page.getByText(altered.scope.text).waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await expectToFit(page, 320);
      expect(complaints).toEqual([]);
    },
  );

  it.each(["en-GB", "zh-CN"])("is called a draft if it is one (%s)", async (locale) => {
    const { draft } = translator(locale === "en-GB" ? "en" : "zh").verify.page.altered;
    const { organizationId, runId } = tenant.ids;
    const file = (await tenant.owner.get(`/organizations/${organizationId}/reports/draft.pdf?run=${runId}`)).bytes;
    const page = await open({ locale });
    for (const [name, content] of [
      ["draft.pdf", file],
      ["saved.pdf", await saveAgain(file)],
    ] as const) {
      await page.goto("/verify");
      await give(page, name, Buffer.from(content));
      await verdict(page, draft.word);
      await page.getByText(draft.sentence).first().waitFor();
      await page.getByText(draft.text).waitFor();
      expect(await findBarriers(page)).toEqual([]);
    }
  });
});

describe("the records behind a report", () => {
  it.each([
    ["en-GB", 1440, "en"],
    ["zh-CN", 390, "zh"],
  ] as const)(
    "are checked in the browser, complete and with a changed record (%s)",
    async (locale, width, language) => {
      const { organizationId, runId } = tenant.ids;
      const path = `/organizations/${organizationId}/runs/${runId}/records.ndjson`;
      const records = (await tenant.owner.get(path)).text;
      expect(records).toMatch(/^{"line":/);
      const page = await open({ locale, width });
      const complaints = watchComplaints(page);
      await page.goto(`/verify/${number}`);
      await isChecked(page);
      await openProof(page);
      const { verify, detail } = translator(language);
      const section = page.getByRole("region", { name: verify.page.records.title });
      const input = section.locator("input[type=file]:enabled");
      const drop = (text: string) =>
        input.setInputFiles({ name: "records.ndjson", mimeType: "application/x-ndjson", buffer: Buffer.from(text) });
      await drop(records);
      const pieces = records
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as { line: string; records: unknown[] });
      const count = pieces.reduce((sum, piece) => sum + piece.records.length, 0);
      const lines = new Set(pieces.map(({ line }) => line)).size;
      await section.getByText(detail.whole(`${count}`, `${lines}`, `${pieces.length}`)).waitFor(LONG);
      expect(await findBarriers(page)).toEqual([]);
      await drop(records.split("\n").slice(1).join("\n"));
      await section
        .getByText(new RegExp(`${detail.fault.piece_out_of_order}|${detail.fault.root_differs}`))
        .waitFor(LONG);
      expect(complaints).toEqual([]);
    },
  );
});

describe("the log compared with what this browser saw before", () => {
  it("stores a checkpoint, compares the next one, and deletes it on request", async () => {
    const page = await open();
    await page.goto(`/verify/${number}`);
    await isChecked(page);
    const kept = page.getByText(/This browser keeps the checkpoint of/);
    await kept.waitFor();
    await page.reload();
    await isChecked(page);
    await openProof(page);
    await page.locator("summary").getByText(t.check.log, { exact: true }).click();
    await page.getByText(/This is the checkpoint of \d+ entries that this browser saw before/).waitFor();
    await page.getByRole("button", { name: t.trust.kept.forget }).click();
    await kept.waitFor({ state: "detached" });
    expect(await page.evaluate(() => localStorage.getItem("truetonne.log"))).toBeNull();
  });

  it("warns clearly about a different history, keeps warning, and confirms nothing until it is deleted", async () => {
    const page = await open();
    await page.goto(`/verify/${number}`);
    await isChecked(page);
    // As if the log's key had signed a different, larger tree and the log no longer showed it.
    await page.evaluate(() => {
      const seen = JSON.parse(localStorage.getItem("truetonne.log")!);
      localStorage.setItem(
        "truetonne.log",
        JSON.stringify({ ...seen, note: seen.note.replace(/\n\d+\n/, "\n999999\n") }),
      );
    });
    await page.reload();
    const alert = page.getByRole("alert").filter({ hasText: t.trust.conflict.title });
    await alert.waitFor(LONG);
    await verdict(page, verdicts.altered);
    expect(await findBarriers(page)).toEqual([]);
    await give(page, "report.pdf", pdf);
    await page
      .getByText(/is invalid|are invalid/)
      .first()
      .waitFor(LONG);
    expect(await page.getByText(verdicts.authentic, { exact: true }).count()).toBe(0);
    await page.reload();
    await alert.waitFor(LONG);
    await page.getByRole("button", { name: t.trust.conflict.forget }).click();
    await alert.waitFor({ state: "detached" });
    await page.reload();
    await isChecked(page);
    expect(await alert.count()).toBe(0);
    await verdict(page, t.page.record.word);
  });

  it("does not accept a stranger's signed note as the log's", async () => {
    const page = await open();
    const signer = await createWebCryptoSigner(await generatePrivateKey());
    const origin = `${host}/log`;
    const note = await signCheckpoint({ origin, size: 1, root: new Uint8Array(32) }, signer);
    await page.goto("/verify");
    await page.evaluate((seen) => localStorage.setItem("truetonne.log", JSON.stringify(seen)), {
      origin,
      note,
      size: 1,
      at: "2026-01-01T00:00:00Z",
      conflict: null,
    });
    await page.goto(`/verify/${number}`);
    await page.getByRole("alert").filter({ hasText: t.trust.conflict.text.key_gone }).waitFor(LONG);
  });
});

describe("a photo of the QR code", () => {
  /** As in Firefox and Safari, which have no reader of their own. */
  const withoutReader = () => {
    Object.assign(globalThis, { BarcodeDetector: undefined });
  };

  it("opens the report in any browser, and never another site", async () => {
    for (const [site, expected] of [
      [server.origin, null],
      ["https://look-alike.example", t.trust.qr.elsewhere("look-alike.example")],
    ] as const) {
      const page = await open();
      const complaints = watchComplaints(page);
      await page.addInitScript(withoutReader);
      await page.goto("/verify");
      await page.getByText(t.trust.qr.choose).waitFor();
      await give(page, "code.png", await toBuffer(`${site}/verify/${number}`, { scale: 6 }), "image/png");
      if (expected === null) await page.waitForURL(`**/verify/${number}`);
      else {
        await page.getByText(expected).first().waitFor();
        expect(new URL(page.url()).pathname).toBe("/verify");
      }
      expect(complaints).toEqual([]);
    }
  });

  it("asks to type the number if the picture shows no code", async () => {
    const page = await open();
    await page.addInitScript(withoutReader);
    await page.goto("/verify");
    await page.getByText(t.trust.qr.choose).waitFor();
    await give(page, "wall.png", Buffer.from(pngOf(1)), "image/png");
    await page.getByText(t.trust.qr.none("wall.png")).waitFor();
  });
});

describe("many numbers", () => {
  it("can be checked without scripts, as a table and as a file", async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.goto("/verify");
    await page.getByRole("link", { name: t.trust.many }).click();
    await page.locator("textarea").fill(`${number}\nhello`);
    await page.getByRole("button", { name: translator("en").verifyMany.check, exact: true }).click();
    await page.getByText("Tollgate Works").first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: translator("en").verifyMany.download }).click(),
    ]);
    const csv = readFileSync(await download.path(), "utf8")
      .trimEnd()
      .split("\r\n");
    expect(csv).toHaveLength(3);
    expect(csv[1]).toContain(number);
  });
});

describe("every public page", () => {
  it.each([
    [1440, "en-GB"],
    [320, "zh-CN"],
  ])("is accessible at %i px in %s, and does not scroll sideways at 320 or 1440 px", async (width, locale) => {
    const page = await open({ width, height: 800, locale });
    const complaints = watchComplaints(page);
    for (const path of ["/", "/verify", `/verify/${number}`, "/verify/many", "/log", "/keys"]) {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      expect(await findBarriers(page), path).toEqual([]);
      await expectToFit(page, 320);
    }
    expect(complaints).toEqual([]);
  });
});
