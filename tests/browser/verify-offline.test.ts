import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "#app/encoding/canonical-json.ts";
import { packBundle } from "#app/proof/bundle.ts";
import { signCheckpoint } from "#app/proof/checkpoint.ts";
import { formatKeySet } from "#app/proof/key-set.ts";
import { recomputeInventory } from "#app/proof/recompute-inventory.ts";
import { makeSampleKey } from "#app/proof/testing/sample-keys.ts";
import {
  issueSampleReport,
  SAMPLE_DID,
  SAMPLE_ISSUER,
  type SampleReport,
  sampleDocument,
} from "#app/proof/testing/sample-report.ts";
import { parseTlogProof } from "#app/proof/tlog-proof.ts";
import { changeFigure } from "#app/verify/printed/testing/alter-pdf.ts";
import { findBarriers, openBrowser, watchComplaints } from "#tests/support/browser.ts";
import { issueSample } from "#tests/support/issued-sample.ts";

/** The page from the build, opened from disk like a saved copy. */
const PAGE = pathToFileURL(fileURLToPath(new URL("../../public/verify-offline.html", import.meta.url))).href;
const FAR = "2099-01-01T00:00:00Z";

let browser: Browser;
let report: SampleReport;
let KEY: string;
beforeAll(async () => {
  KEY = (await makeSampleKey(5, "credential")).key.keyId;
  browser = await openBrowser();
  report = await issue({ listsValidUntil: FAR });
});
afterAll(() => browser?.close());

/** A report whose results match its lines. */
function issue(options: Parameters<typeof issueSampleReport>[0]): Promise<SampleReport> {
  const document = sampleDocument();
  return issueSampleReport({
    ...options,
    document: { ...document, results: recomputeInventory(document) as JsonObject },
  });
}

async function open(
  more: { locale?: string; width?: number } = {},
): Promise<{ page: Page; asked: string[]; faults: string[] }> {
  const { locale = "en", width = 1440 } = more;
  const context = await browser.newContext({ locale, viewport: { width, height: 900 } });
  await context.setOffline(true);
  const page = await context.newPage();
  const asked: string[] = [];
  const faults = watchComplaints(page);
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(PAGE);
  return { page, asked, faults };
}

type Content = Uint8Array | string;

/** Types the name of a key that the reader got from another source. */
async function nameKey(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name of the log's or the issuer's key, from another source").fill(name);
  await page.getByRole("button", { name: "Compare" }).click();
  await page.locator("main[aria-busy=false]").waitFor();
}

/** Declares that the keys and the checkpoint among the files are from another source. */
async function ownAnchors(page: Page): Promise<void> {
  await page.getByRole("button", { name: "I did not get it with the report" }).click();
  await page.locator("main[aria-busy=false]").waitFor();
}

async function give(page: Page, files: Record<string, Content>): Promise<void> {
  const payload = Object.entries(files).map(([name, content]) => ({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(content as Uint8Array),
  }));
  await page.locator("input[type=file]:enabled").setInputFiles(payload);
  // The page is busy from the moment it receives the files.
  await page.locator("main[aria-busy=false]").waitFor();
}

const verdictOf = (page: Page) => page.locator("h1").textContent();
const change = (bytes: Uint8Array, at: number) => bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));

describe("the offline page", () => {
  it("verifies a genuine bundle from disk, with the network off and without a request", async () => {
    const { page, asked, faults } = await open();
    await give(page, { "report.bundle.zip": packBundle(report) });
    expect(await verdictOf(page)).toBe("Key not confirmed");
    await page.getByRole("img", { name: "Note" }).waitFor();
    await nameKey(page, KEY);
    expect(await verdictOf(page)).toBe("Authentic");
    await page
      .getByText("“Sample Precision Co., Ltd.” (name not checked; key of reports.example) on 2 Mar 2026")
      .waitFor();
    const marks = await page
      .locator("main ul li summary svg[role=img]")
      .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
    expect(marks.filter((mark) => mark === "Passed").length).toBeGreaterThanOrEqual(5);
    expect(marks).not.toContain("Failed");
    await page
      .locator("p > code", { hasText: `${SAMPLE_ISSUER}#` })
      .last()
      .waitFor();
    await page.getByText("What you provided from elsewhere confirms them").waitFor();
    expect(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"))).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("accepts the unpacked files too, dropped together", async () => {
    const { page } = await open();
    const { pdf, inventory, credential, proof, keyProof, keys, statusLists } = report;
    const lists = Object.fromEntries(statusLists.map((list, at) => [`status-${at + 1}.json`, list]));
    const proofs = { "issuer-key.tlog-proof": keyProof, "report.tlog-proof": proof };
    const files = { "report.vc.json": credential, ...proofs, "keys.json": keys, ...lists };
    await give(page, { "inventory.json": inventory, ...files });
    // Keys among the unpacked files are not confirmed, because they came with them.
    expect(await verdictOf(page)).toBe("Key not confirmed");
    await give(page, { "report.pdf": pdf });
    expect(await verdictOf(page)).toBe("Key not confirmed");
    await nameKey(page, `${SAMPLE_ISSUER}#${KEY}`);
    expect(await verdictOf(page)).toBe("Authentic");
  });

  it("compares an altered PDF with the issued one in the bundle", async () => {
    const sample = await issueSample();
    const { drawn, changed, file } = await changeFigure(sample.pdf);
    const { page, asked, faults } = await open();
    await give(page, { "report.pdf": file });
    await give(page, { "report.bundle.zip": sample.archive });
    expect(await verdictOf(page)).toBe("Altered");
    const row = page.getByRole("row").filter({ hasText: "Page 1" });
    expect(await row.textContent()).toContain(drawn);
    expect(await row.textContent()).toContain(changed);
    await page.getByText("1 printed figure differs from the issued report.").waitFor();
    await page.getByText("so the bundle could be forged too").waitFor();
    expect(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"))).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("states since when the status is unknown, once the lists are old", async () => {
    const { page } = await open();
    await give(page, { "report.bundle.zip": packBundle(await issue({})) });
    expect(await verdictOf(page)).toBe("Key not confirmed");
    await page.getByText("It is not known whether it was replaced or withdrawn after 2 Mar 2026, 09:15 UTC.").waitFor();
  });

  it.each([
    ["withdrawn", "Withdrawn"],
    ["superseded", "Superseded"],
  ])("reports that a report was %s", async (option, verdict) => {
    const { page } = await open();
    await give(page, { "report.bundle.zip": packBundle(await issue({ listsValidUntil: FAR, [option]: true })) });
    expect(await verdictOf(page)).toBe(verdict);
  });

  it("never calls a forged bundle authentic under the name of the true key, and explains a wrong name", async () => {
    const { page } = await open();
    const forged = await issue({ listsValidUntil: FAR, issuerSeed: 9, logSeed: 10, installationSeed: 11 });
    await give(page, { "report.bundle.zip": packBundle(forged) });
    expect(await verdictOf(page)).toBe("Key not confirmed");
    await nameKey(page, KEY);
    expect(await verdictOf(page)).toBe("Key not confirmed");
    await page.getByText("If you did, do not rely on the file.").waitFor();
    const { checkpoint } = parseTlogProof(report.proof);
    await give(page, { checkpoint });
    expect(await verdictOf(page)).toBe("Key not confirmed");
    await give(page, { "jwks.json": report.keys });
    expect(await verdictOf(page)).toBe("Altered");
  });

  it("is not misled by keys and a checkpoint from a forger", async () => {
    const { page } = await open();
    const forged = await issue({ listsValidUntil: FAR, issuerSeed: 9, logSeed: 10, installationSeed: 11 });
    const { checkpoint } = parseTlogProof(forged.proof);
    await give(page, { "report.bundle.zip": packBundle(forged), "jwks.json": forged.keys, checkpoint });
    expect(await verdictOf(page)).toBe("Key not confirmed");
    await page.getByText(/jwks\.json, checkpoint\b/).waitFor();
    // Confirmations for other files don't apply to these.
    await give(page, { "report.bundle.zip": packBundle(report), "jwks.json": report.keys });
    await ownAnchors(page);
    expect(await verdictOf(page)).toBe("Authentic");
    await give(page, { "report.bundle.zip": packBundle(forged), "jwks.json": forged.keys });
    expect(await verdictOf(page)).toBe("Key not confirmed");
  });

  it("reports a changed PDF, a changed bundle and a changed record as altered", async () => {
    const { page } = await open();
    await give(page, { "report.bundle.zip": packBundle(report), "mine.pdf": change(report.pdf, 500) });
    expect(await verdictOf(page)).toBe("Altered");
    await page.getByRole("button", { name: "Start over" }).click();
    await give(page, { "report.bundle.zip": change(packBundle(report), 40) });
    expect(await verdictOf(page)).toBe("Altered");
    await page.getByText("altered or damaged bundle").waitFor();
    await page.getByRole("button", { name: "Start over" }).click();
    const credential = report.credential.replace("2680", "1680");
    await give(page, { "report.bundle.zip": packBundle({ ...report, credential }) });
    expect(await verdictOf(page)).toBe("Altered");
  });

  it("uses keys that are given separately, and rejects a bundle signed by others", async () => {
    const { page } = await open();
    const [other, log] = [await makeSampleKey(8, "credential"), await makeSampleKey(2, "log")];
    const wrong = await formatKeySet(SAMPLE_DID, [other.key, log.key], "reports.example/log");
    await give(page, { "report.bundle.zip": packBundle(report), "jwks.json": wrong });
    expect(await verdictOf(page)).toBe("Altered");
    await page.getByText("The status list is invalid: the key is not one of the issuer's").waitFor();
    await give(page, { "jwks.json": report.keys });
    expect(await verdictOf(page)).toBe("Key not confirmed");
    await ownAnchors(page);
    expect(await verdictOf(page)).toBe("Authentic");
    await page.getByText("These checks used the keys you provided").waitFor();
  });

  it("compares the log with a saved checkpoint", async () => {
    const { page } = await open();
    const { checkpoint } = parseTlogProof(report.proof);
    await give(page, { "report.bundle.zip": packBundle(report), checkpoint });
    await page.getByText("It matches the checkpoint in the proof: 5 entries").waitFor();
    const log = await makeSampleKey(2, "log");
    const fork = await signCheckpoint({ origin: "reports.example/log", size: 5, root: new Uint8Array(32) }, log.signer);
    await give(page, { checkpoint: fork });
    await page.getByText("the log has shown two histories").waitFor();
    expect(await verdictOf(page)).toBe("Altered");
    const earlier = await signCheckpoint(
      { origin: "reports.example/log", size: 3, root: new Uint8Array(32) },
      log.signer,
    );
    await give(page, { checkpoint: earlier });
    await page.getByText("It was signed by the same key, at 3 entries").waitFor();
    expect(await verdictOf(page)).toBe("Key not confirmed");
    await ownAnchors(page);
    expect(await verdictOf(page)).toBe("Authentic");
  });

  it("confirms nothing from a PDF alone, or from a document without a record", async () => {
    const { page } = await open();
    await give(page, { "report.pdf": report.pdf });
    expect(await verdictOf(page)).toBe("Inconclusive");
    await page.getByText("Drop its verification bundle too").waitFor();
    await page.getByRole("button", { name: "Start over" }).click();
    await give(page, { "inventory.json": report.inventory });
    expect(await verdictOf(page)).toBe("Inconclusive");
    await page.getByText("It has no signature").waitFor();
  });

  it.each([
    ["en", 1440],
    ["zh", 390],
  ])("has no accessibility errors in %s at %i px, and fits", async (locale, width) => {
    const { page } = await open({ locale, width });
    expect(await page.locator("html").getAttribute("lang")).toBe(locale === "zh" ? "zh-Hans" : "en");
    expect(await findBarriers(page)).toEqual([]);
    await give(page, { "report.bundle.zip": packBundle(report) });
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.getByRole("button", { name: locale === "zh" ? "English" : "中文" }).click();
    expect(await page.locator("html").getAttribute("lang")).toBe(locale === "zh" ? "en" : "zh-Hans");
  });

  it("can't use the network even if there is one", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end("here");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { page } = await open();
    await page.context().setOffline(false);
    const ask = (from: Page, path: string) =>
      from.evaluate(
        (address) =>
          fetch(address).then(
            () => true,
            () => false,
          ),
        `http://127.0.0.1:${port}/${path}`,
      );
    // Another page of this browser can, so it is the page itself that sends nothing.
    expect(await ask(await page.context().newPage(), "another-page")).toBe(true);
    expect(await ask(page, "the-page")).toBe(false);
    await page.evaluate((address) => {
      document.body.append(Object.assign(new Image(), { src: address }));
      return navigator.sendBeacon(address);
    }, `http://127.0.0.1:${port}/the-page`);
    await page.waitForLoadState("networkidle");
    expect(asked).toEqual(["/another-page"]);
    await new Promise((resolve) => server.close(resolve));
  });
});
