import { describe, expect, it } from "vitest";
import { csvFile } from "./csv-file.ts";

const DISPOSITION = 'attachment; filename="things.csv"';

describe("a CSV file", () => {
  it("has every batch below one byte order mark, and escapes formulas", async () => {
    async function* batches() {
      yield [["name"]];
      yield [["=1+1"], ["a,b"]];
      yield [];
      yield [["last"]];
    }
    const answer = await csvFile(DISPOSITION, batches());
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toBe(DISPOSITION);
    const text = Buffer.from(await answer.arrayBuffer()).toString("utf8");
    expect(text).toBe('\ufeffname\r\n\'=1+1\r\n"a,b"\r\nlast\r\n');
  });

  it("is refused before its start if the first batch is", async () => {
    // biome-ignore lint/correctness/useYield: it ends before its first batch
    async function* batches(): AsyncGenerator<string[][]> {
      throw new Error("forbidden");
    }
    await expect(csvFile(DISPOSITION, batches())).rejects.toThrow("forbidden");
  });

  it("reads no batch before the reader needs it", async () => {
    let read = 0;
    async function* batches() {
      while (read < 10) yield [[String(++read)]];
    }
    const reader = (await csvFile(DISPOSITION, batches())).body!.getReader();
    await reader.read();
    await reader.read();
    expect(read).toBe(2);
    await reader.cancel();
    expect(read).toBe(2);
  });
});
