import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linesOf } from "./lines-of.ts";

async function read(text: string): Promise<{ lines: string[]; bytes: number }> {
  const lines: string[] = [];
  let bytes = 0;
  for await (const line of linesOf(new Blob([text]), (read) => {
    bytes = read;
  }))
    lines.push(line);
  return { lines, bytes };
}

describe("linesOf", () => {
  it("gives the lines of any text, with or without a last line end", async () => {
    const line = fc.string({ unit: "grapheme" }).filter((text) => text !== "" && !text.includes("\n"));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.boolean(), async (lines, isEnded) => {
        const text = lines.join("\n") + (isEnded && lines.length > 0 ? "\n" : "");
        const blob = new Blob([text]);
        expect(await read(text)).toEqual({ lines, bytes: blob.size });
      }),
    );
  });

  it("keeps characters whole where a part of the file ends inside one", async () => {
    const text = `${"清".repeat(100_000)}\n单`;
    expect((await read(text)).lines).toEqual(text.split("\n"));
  });
});
