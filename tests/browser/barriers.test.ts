import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBarriers, openBrowser } from "#tests/support/browser.ts";

const PALE = "color: #999";

/** A page without barriers around the given content. */
const pageOf = (content: string) =>
  `<!doctype html><html lang="en"><title>Sample</title><body style="background: #fff; color: #000">
    <main><h1>Sample</h1><p>Legible</p>${content}</main></body></html>`;

describe("the search for barriers", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
  });
  afterAll(() => browser?.close());

  it.each([
    ["nothing on a page without barriers", "<p>Legible too</p>", []],
    ["an image without a name", '<img src="data:," width="9" height="9">', ["image-alt"]],
    ["pale text", `<p style="${PALE}">Pale</p>`, ["color-contrast"]],
    ["text that is pale only on its ground", '<div style="background: #222"><p>Dark</p></div>', ["color-contrast"]],
    ["text that is pale only for its size", `<p style="color: #888; font-size: 40px">Large</p>`, []],
    ["small text of that colour", `<p style="color: #888">Small</p>`, ["color-contrast"]],
    ["text made pale by what is around it", '<div style="opacity: 0.4"><p>Faded</p></div>', ["color-contrast"]],
    [
      "pale text after one character of the same look",
      `<p style="${PALE}">·</p><p style="${PALE}">Also pale</p>`,
      ["color-contrast"],
    ],
    [
      "pale text after a hidden one of the same look",
      `<p hidden style="${PALE}">Pale</p><p style="${PALE}">Also pale</p>`,
      ["color-contrast"],
    ],
    [
      "a pale button after a disabled one",
      `<button disabled style="background:#fff;${PALE}">Pale</button>
      <button style="background:#fff;${PALE}">Also pale</button>`,
      ["color-contrast"],
    ],
  ])("finds %s", async (_, content, found) => {
    await page.setContent(pageOf(content));
    const barriers = await findBarriers(page);
    expect(barriers.map((barrier) => barrier.split(" ")[0])).toEqual(found);
  });

  it("names one place for each look of text", async () => {
    await page.setContent(pageOf(`${`<p style="${PALE}">Pale</p>`.repeat(50)}<p style="color: #aaa">Paler</p>`));
    expect(await findBarriers(page)).toHaveLength(2);
  });
});
