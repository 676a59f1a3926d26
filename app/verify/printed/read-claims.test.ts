import { beforeAll, describe, expect, it } from "vitest";
import { isDraftReport } from "#app/proof/extract-inventory.ts";
import { renderReport } from "#app/report/render.ts";
import reportEn from "#app/report/report.en.ts";
import { sampleModel } from "#app/report/sample-report.ts";
import { claimsIn, readClaims } from "./read-claims.ts";
import { pagesOf, saveAgain, withContent } from "./testing/alter-pdf.ts";

const NUMBER = "GHG-2026-000417-QQ8SHYY-QM77F61";

describe("claimsIn", () => {
  it.each([
    ["a link", `x\nhttps://reports.example/verify/${NUMBER}\n`, { number: NUMBER, host: "reports.example" }],
    ["a footer", `${NUMBER} · reports.example:8443 Page 2`, { number: NUMBER, host: "reports.example:8443" }],
    ["no number", "https://reports.example/verify", { number: null, host: null }],
    ["a mistyped number", NUMBER.replace("417", "418"), { number: null, host: null }],
  ])("takes number and host from %s", (_, text, claims) => {
    expect(claimsIn(text)).toEqual({ ...claims, isDraft: false });
  });

  it("recognizes a draft by its notice or its keywords, whatever numbers it mentions", () => {
    const notice = reportEn.draftNotice.replaceAll(" ", "\n");
    expect(claimsIn(`${NUMBER} ${notice}`).isDraft).toBe(true);
    expect(claimsIn("sha256:00 report:draft version:2 lang:en").isDraft).toBe(true);
  });
});

describe("a draft", () => {
  let draft: Uint8Array;
  beforeAll(async () => {
    const model = sampleModel("en");
    draft = await renderReport({ ...model, facts: { ...model.facts, number: null } });
  }, 60_000);

  it("is recognized in its plain bytes and after another program saved it", async () => {
    expect(isDraftReport(draft)).toBe(true);
    const saved = await saveAgain(draft, (text) => text.replaceAll("report:draft", "report:other"));
    expect(isDraftReport(saved)).toBe(false);
    expect(await readClaims(saved)).toMatchObject({ isDraft: true });
  });
});

describe("an issued report that another program drew again", () => {
  let issued: Uint8Array;
  beforeAll(async () => {
    const model = sampleModel("en");
    issued = await renderReport({ ...model, facts: { ...model.facts, number: NUMBER } });
  }, 60_000);
  const drawnBy = (edit: (content: string) => string) =>
    saveAgain(issued, (text) => pagesOf(text).reduce((all, _, index) => withContent(all, index, edit), bare(text)));
  /** Without keywords and links, as printing leaves a file. */
  const bare = (text: string) => text.replaceAll(NUMBER, "-".repeat(NUMBER.length));

  it("is recognized by the number in its text", async () => {
    const printed = await drawnBy((content) => `0.97 0 0 0.97 9 12 cm\n${content}`);
    expect(await readClaims(printed)).toMatchObject({ number: NUMBER, hasText: true });
  });

  it("has no text if its pages are pictures", async () => {
    const scanned = await drawnBy(() => "0 0 100 100 re\nf");
    expect(await readClaims(scanned)).toMatchObject({ number: null, hasText: false });
  });
});
