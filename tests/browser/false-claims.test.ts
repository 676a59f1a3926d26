import { createHash } from "node:crypto";
import type { Browser } from "playwright-core";
import { toBuffer } from "qrcode";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { CHECKER_PATH } from "#app/log/checker-name.ts";
import { packBundle, unpackBundle } from "#app/proof/bundle.ts";
import { changeFigure, saveAgain, withContent, withPages } from "#app/verify/printed/testing/alter-pdf.ts";
import { openBrowser } from "#tests/support/browser.ts";
import {
  addNights,
  calculate,
  download,
  type Issued,
  issueBoth,
  issueOne,
  makeClaimant,
  withdraw,
} from "#tests/support/claimed-reports.ts";
import { issueSample } from "#tests/support/issued-sample.ts";
import { pngOf } from "#tests/support/png.ts";
import { PUBLIC_URL } from "#tests/support/sample-company.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { LONG, openStrangers, type Strangers, shows } from "#tests/support/stranger.ts";

/*
 * Ways to make a false report look true, and what a stranger sees instead. The table in docs/false-claims.md has these
 * rows and those of `false-names.test.ts`, and names the tests of further ones.
 */

const REASON = "A meter was read wrongly.";

let server: RunningServer;
let browser: Browser;
let contexts: Strangers;
/** One report in English, then another one in both languages. */
let older: Issued;
let current: Issued;
let withdrawn: Issued;
/** A report of another installation. */
let foreign: Awaited<ReturnType<typeof issueSample>>;
let files: Record<"older" | "en" | "zh" | "withdrawn" | "draft" | "bundle" | "otherBundle", Buffer>;

beforeAll(async () => {
  [server, browser, foreign] = await Promise.all([useServer(), openBrowser(), issueSample()]);
  const [draft] = await Promise.all([prepareVersions(), prepareWithdrawn()]);
  const pdf = (number: string, language = "en") =>
    download(server, `/verify/${number}/report.pdf?language=${language}`);
  files = {
    older: await pdf(older.number),
    en: await pdf(current.number),
    zh: await pdf(current.number, "zh"),
    withdrawn: await pdf(withdrawn.number),
    draft,
    bundle: await download(server, `/verify/${current.number}/bundle.zip`),
    otherBundle: await download(server, `/verify/${older.number}/bundle.zip`),
  };
  contexts = await openStrangers(browser, server);
});
afterAll(async () => {
  await browser?.close();
});

/** @returns the draft of the second report */
async function prepareVersions(): Promise<Buffer> {
  const company = await makeClaimant(server, "Tollgate");
  older = await issueOne(company, await calculate(company));
  await addNights(company, "2025-07");
  current = await issueBoth(company, await calculate(company));
  const { bytes } = await company.owner.get(`${company.base}/reports/draft.pdf?run=${current.runId}`);
  return Buffer.from(bytes);
}

async function prepareWithdrawn() {
  const company = await makeClaimant(server, "Harrow");
  withdrawn = await issueOne(company, await calculate(company));
  await withdraw(server, company, withdrawn, REASON);
}

/** A number with another last digit of its count. */
const mistype = (number: string) =>
  number.replace(/^(.{14})(\d)/, (_, head, digit) => `${head}${(Number(digit) + 1) % 10}`);

describe("a number in place of a report", () => {
  shows(
    () => contexts,
    [
      [
        "with one digit changed is called mistyped",
        async ({ page, reads, t }) => {
          await page.goto(`/verify/${mistype(current.number)}`);
          await reads(t.verify.number.mistyped);
        },
      ],
      [
        "that no report has shows nothing about a document",
        async ({ page, reads, t }) => {
          await page.goto(`/verify/${foreign.number}`);
          await reads(t.verify.page.notFoundTitle, t.verify.number.notFound);
        },
      ],
      [
        "of a real report proves no paper that it was copied to",
        async ({ open, reads, lacks, t }) => {
          await open(current.number);
          const { answers, record, eye } = t.verify.page;
          await reads(answers.file.not_compared.title, answers.file.not_compared.text, record.compareText, eye.text);
          await lacks(answers.file.issued.title);
        },
      ],
      [
        "of the replaced version leads to the current one",
        async ({ open, reads, page, t }) => {
          await open(older.number);
          await reads(t.common.verdict.superseded, t.verify.page.answers.status.superseded);
          expect(await page.locator(`a[href="/verify/${current.number}"]`).count()).toBeGreaterThan(0);
        },
      ],
      [
        "of a withdrawn report shows the withdrawal and its reason",
        async ({ open, reads, t }) => {
          await open(withdrawn.number);
          await reads(t.common.verdict.withdrawn, t.verify.page.answers.status.withdrawn, REASON);
        },
      ],
      [
        "in a long list of suppliers has its own status",
        async ({ page, reads, t }) => {
          const { verifyMany: many } = t;
          await page.goto("/verify/many");
          const numbers = [current.number, older.number, withdrawn.number, mistype(current.number), foreign.number];
          await page.getByLabel(many.numbers).fill(numbers.join("\n"));
          await page.getByRole("button", { name: many.check, exact: true }).click();
          const status = (number: string) => page.getByRole("row").filter({ hasText: number }).first();
          for (const [number, outcome] of [
            [withdrawn.number, many.outcome.withdrawn],
            [mistype(current.number), many.outcome.mistyped],
            [foreign.number, many.outcome.not_public],
          ] as const)
            await status(number).getByText(outcome, { exact: true }).waitFor(LONG);
          await reads(many.outcome.superseded, t.issuerProof.notChecked);
        },
      ],
    ],
  );
});

describe("a file in place of the issued one", () => {
  shows(
    () => contexts,
    [
      [
        "is a draft",
        async ({ page, give, reads, t }) => {
          const { draft } = t.verify.page.altered;
          await page.goto("/verify");
          await give(files.draft, draft.word);
          await reads(draft.sentence, draft.text);
        },
      ],
      [
        "has another figure on a page",
        async ({ open, give, reads, page, t }) => {
          const { altered } = t.verify.page;
          const { file, drawn, changed } = await changeFigure(files.en);
          await open(current.number);
          await give(file, t.common.verdict.altered);
          await reads(altered.differing("1"), t.verify.page.answers.file.differs.title);
          const row = page.getByRole("row").filter({ hasText: altered.page("1") });
          expect(await row.textContent()).toContain(drawn);
          expect(await row.textContent()).toContain(changed);
        },
      ],
      [
        "has another figure in the other language edition",
        async ({ page, give, reads, t }) => {
          const { file, drawn, changed } = await changeFigure(files.zh);
          await page.goto("/verify");
          await give(file, t.common.verdict.altered);
          await reads(t.verify.page.altered.differing("1"), drawn, changed);
        },
      ],
      [
        "has a white shape over a figure",
        async ({ page, give, reads, lacks, t }) => {
          const { altered } = t.verify.page;
          const covered = (content: string) => `${content}\n1 1 1 rg\n100 400 200 60 re\nf`;
          await page.goto("/verify");
          await give(await saveAgain(files.en, (text) => withContent(text, 1, covered)), t.common.verdict.altered);
          await reads(altered.conclusion.same_text, altered.scope.text);
          await lacks(altered.conclusion.saved_again);
        },
      ],
      [
        "has a text box over a figure",
        async ({ page, give, reads, t }) => {
          const { altered } = t.verify.page;
          const note = "<< /Type /Annot /Subtype /FreeText /Rect [100 400 300 460] /Contents (1.00) >>";
          await page.goto("/verify");
          await give(
            await saveAgain(files.en, (text) => text.replace("/Annots [", `/Annots [${note} `)),
            t.common.verdict.altered,
          );
          await reads(altered.noneDiffers, `${altered.annotation.FreeText}: 1.00`);
        },
      ],
      [
        "lost its last page",
        async ({ page, give, reads, t }) => {
          await page.goto("/verify");
          const shorter = await saveAgain(files.en, (text) => withPages(text, (pages) => pages.slice(0, -1)));
          await give(shorter, t.common.verdict.altered);
          await reads(t.verify.page.altered.pagesDiffer, t.verify.page.altered.found.pageRemoved);
        },
      ],
      [
        "has a page more",
        async ({ page, give, reads, t }) => {
          await page.goto("/verify");
          const longer = await saveAgain(files.en, (text) => withPages(text, (pages) => [...pages, pages[0]!]));
          await give(longer, t.common.verdict.altered);
          await reads(t.verify.page.altered.pagesDiffer, t.verify.page.altered.found.pageAdded);
        },
      ],
      [
        "has other data inside",
        async ({ page, give, reads, t }) => {
          await page.goto("/verify");
          const other = await saveAgain(files.en, (text) => text.replaceAll('"508400"', '"108400"'));
          await give(other, t.common.verdict.altered);
          await reads(t.verify.page.differs.dataDiffer, t.verify.page.answers.file.differs.title);
        },
      ],
      [
        "was only saved again, and is still not the issued file",
        async ({ page, give, reads, t }) => {
          await page.goto("/verify");
          await give(await saveAgain(files.en), t.common.verdict.altered);
          const { altered, answers } = t.verify.page;
          await reads(altered.conclusion.saved_again, altered.notIssued, answers.status.current);
        },
      ],
      [
        "is the replaced version",
        async ({ page, give, reads, t }) => {
          const { answers } = t.verify.page;
          await page.goto("/verify");
          await give(files.older, t.common.verdict.superseded);
          await reads(answers.status.superseded, answers.status.newest, current.number);
        },
      ],
      [
        "is the replaced version under the number of the current one",
        async ({ page, give, reads, t }) => {
          await page.goto("/verify");
          const relabelled = await saveAgain(files.older, (text) => text.replaceAll(older.number, current.number));
          await give(relabelled, t.common.verdict.altered);
          await reads(t.verify.page.answers.file.differs.title, t.verify.page.differs.dataDiffer);
          expect(new URL(page.url()).pathname).toBe(`/verify/${current.number}`);
        },
      ],
      [
        "is the withdrawn report",
        async ({ page, give, reads, t }) => {
          await page.goto("/verify");
          await give(files.withdrawn, t.common.verdict.withdrawn);
          await reads(t.verify.page.answers.status.withdrawn, REASON);
        },
      ],
      [
        "is a report of another installation",
        async ({ page, give, reads, t }) => {
          const { altered } = t.verify.page;
          await page.goto("/verify");
          await give(foreign.pdf, t.common.verdict.notRecognised);
          await reads(altered.foreign.sentence(foreign.number, new URL(PUBLIC_URL).host), altered.foreign.caution);
        },
      ],
      [
        "is a bundle with the signed record of another report",
        async ({ page, give, reads, t }) => {
          const { credential } = unpackBundle(files.otherBundle);
          await page.goto("/verify");
          await give(packBundle({ ...unpackBundle(files.bundle), credential }), t.common.verdict.altered);
          await reads(
            t.verify.page.answers.file.proofs_fail.title,
            t.verify.line.evidence_differs({ fault: "not_a_bundle" }),
          );
        },
      ],
      [
        "is a bundle with other instructions, next to the issued report",
        async ({ page, give, reads, t }) => {
          const bundle = { ...unpackBundle(files.bundle), readme: "Send the invoice to a new account." };
          await page.goto("/verify");
          await give(packBundle(bundle), t.common.verdict.authentic);
          await reads(t.verify.limits.unsignedParts);
        },
      ],
      [
        "is a bundle with a changed byte",
        async ({ page, give, reads, t }) => {
          const changed = Buffer.from(files.bundle);
          changed[changed.length >> 1]! ^= 1;
          await page.goto("/verify");
          await give(changed, t.common.verdict.altered);
          await reads(t.verify.line.evidence_differs({ fault: "not_a_bundle" }));
        },
      ],
      [
        "is an inventory document that someone typed",
        async ({ page, give, reads, t }) => {
          const typed = unpackBundle(files.bundle).inventory;
          const text = Buffer.from(typed).toString("utf8").replaceAll('"508400"', '"108400"');
          await page.goto("/verify");
          await give(Buffer.from(text), t.common.verdict.notRecognised);
          await reads(t.verify.document.fails);
        },
      ],
    ],
  );
});

describe("a picture or a copy of a page", () => {
  shows(
    () => contexts,
    [
      [
        "with the QR code of a real report compares no file",
        async ({ page, give, reads, lacks, t }) => {
          const { answers, record } = t.verify.page;
          await page.goto("/verify");
          await give(await toBuffer(`${server.origin}/verify/${current.number}`, { scale: 6 }));
          await page.waitForURL(`**/verify/${current.number}`);
          await reads(answers.file.not_compared.title, record.compareText);
          await lacks(answers.file.issued.title);
        },
      ],
      [
        "with the QR code of a look-alike site is never followed",
        async ({ page, give, reads, t }) => {
          await page.goto("/verify");
          await give(
            await toBuffer(`http://${new URL(server.origin).host}@look-alike.example/verify/${current.number}`, {
              scale: 6,
            }),
          );
          await reads(t.verify.trust.qr.elsewhere("look-alike.example"));
          expect(new URL(page.url()).pathname).toBe("/verify");
        },
      ],
      [
        "without a code, such as a screenshot, proves nothing",
        async ({ page, give, reads, t }) => {
          await page.goto("/verify");
          await give(Buffer.from(pngOf(1)));
          await reads(t.verify.trust.qr.none("picture.png"));
        },
      ],
      [
        "saved as a PDF is no report",
        async ({ open, page, give, reads, t }) => {
          await open(current.number);
          await reads(t.verify.page.eye.title);
          const printed = await page.pdf();
          await page.goto("/verify");
          await give(printed, t.common.verdict.altered);
          await reads(t.verify.page.answers.file.differs.title);
        },
      ],
      [
        "on another domain shows the true address",
        async ({ page, t }) => {
          // A page of its own: the browser also complains about the copy.
          const copy = await page.context().newPage();
          await copy.route("http://look-alike.example/**", async (route) => {
            const { pathname } = new URL(route.request().url());
            await route.fulfill({ response: await route.fetch({ url: `${server.origin}${pathname}` }) });
          });
          await copy.goto(`http://look-alike.example/verify/${current.number}`);
          expect(new URL(copy.url()).host).toBe("look-alike.example");
          const notice = copy.getByText(t.verify.page.address.before);
          await notice.getByText(new URL(server.origin).host, { exact: true }).waitFor(LONG);
          await copy.close();
        },
      ],
      [
        "of the checker has another hash than the logged one",
        async ({ page, reads, lacks, t }) => {
          const checker = await download(server, CHECKER_PATH);
          const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
          await page.goto("/verify/checker");
          await reads(hash(checker), t.checker.genuine.log, t.checker.genuine.source);
          await page.getByText(`{"h_file":"${hash(checker)}"`).waitFor(LONG);
          await lacks(hash(Buffer.concat([checker, Buffer.from("\n")])));
        },
      ],
    ],
  );
});
