import { PassThrough, type Transform } from "node:stream";
import { text } from "node:stream/consumers";
import { createElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, it } from "vitest";
import { withoutPadding } from "./without-padding.server.ts";

/** Each paragraph starts at another byte of React's 2 KiB chunks. */
const PARAGRAPHS = Array.from({ length: 5000 }, (_, index) => `${"x".repeat(index % 7)}不能按此项排序`);

function render(through: Transform): Promise<string> {
  const page = createElement(
    "main",
    null,
    PARAGRAPHS.map((words, index) => createElement("p", { key: index }, words)),
  );
  renderToPipeableStream(page).pipe(through);
  return text(through);
}

it("removes the zero bytes that React writes when a character doesn't fit into a chunk", async () => {
  expect((await render(new PassThrough())).includes("\0")).toBe(true);
  const html = await render(withoutPadding());
  expect(html.includes("\0")).toBe(false);
  expect(html).toBe(`<main>${PARAGRAPHS.map((words) => `<p>${words}</p>`).join("")}</main>`);
});
