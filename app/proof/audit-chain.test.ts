import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { type ChainHead, chainText, checkChain, FIRST_HASH, TRAIL_FORMAT } from "./audit-chain.ts";

interface Line {
  sequence: number;
  previous_hash: string;
  hash: string;
  [field: string]: unknown;
}

async function makeChain(contents: unknown[]): Promise<Line[]> {
  const lines: Line[] = [];
  for (const [index, after] of contents.entries()) {
    const entry = {
      sequence: index + 1,
      at: "2026-01-02T03:04:05.678Z",
      user_id: "user",
      organization_id: null,
      action: "facility.changed",
      subject: "facility",
      subject_id: "f",
      before: null,
      after,
      source: "page",
      previous_hash: lines.at(-1)?.hash ?? FIRST_HASH,
    };
    lines.push({ ...entry, hash: await sha256Hex(chainText(entry)) });
  }
  return lines;
}

const header = (head: ChainHead | null) => JSON.stringify({ format: TRAIL_FORMAT, head });
const endOf = (lines: Line[]): ChainHead | null => {
  const last = lines.at(-1);
  return last ? { sequence: last.sequence, hash: last.hash } : null;
};
const fileOf = (lines: Line[], head = endOf(lines)) => [header(head), ...lines.map((line) => JSON.stringify(line))];
const codes = async (lines: string[], noted: ChainHead[] = []) =>
  (await checkChain(lines, noted)).faults.map(({ sequence, code }) => [sequence, code]);

describe("an exported audit trail", () => {
  it("fits as a whole, whatever its entries say, and however their keys are ordered", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.dictionary(
            fc.string({ unit: "grapheme" }),
            fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean()),
          ),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        async (contents) => {
          const lines = await makeChain(contents);
          const turned = lines.map((line) => Object.fromEntries(Object.entries(line).reverse()) as Line);
          const check = await checkChain(fileOf(turned));
          expect(check).toMatchObject({
            entries: lines.length,
            links: lines.length - 1,
            gaps: 0,
            faults: [],
            isWhole: true,
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it("names the entry of which anything was changed, whatever it is", async () => {
    const lines = await makeChain([{ share: "1" }, { share: "0.5" }, { share: "0.4" }]);
    const changes: [string, unknown][] = [
      ["at", "2026-01-02T03:04:05.679Z"],
      ["user_id", "another"],
      ["organization_id", "o"],
      ["action", "facility.removed"],
      ["subject", "report"],
      ["subject_id", "g"],
      ["before", {}],
      ["after", { share: "0.6" }],
      ["source", "api"],
    ];
    for (const [name, value] of changes) {
      const edited = lines.map((line) => (line.sequence === 2 ? { ...line, [name]: value } : line));
      expect(await codes(fileOf(edited)), name).toEqual([[2, "hash_differs"]]);
    }
  });

  it("does not fit where an entry was edited and its own hash recalculated", async () => {
    const lines = await makeChain([{ n: "1" }, { n: "2" }, { n: "3" }]);
    const edited = { ...lines[1]!, after: { n: "9" } };
    edited.hash = await sha256Hex(chainText(edited as never));
    expect(await codes(fileOf([lines[0]!, edited, lines[2]!]))).toEqual([[3, "link_broken"]]);
  });

  it("is a part, not whole, where entries are missing at the beginning, in the middle or at the end", async () => {
    const lines = await makeChain([{}, {}, {}, {}, {}]);
    const head = endOf(lines);
    for (const kept of [lines.slice(1), [lines[0]!, ...lines.slice(2)], lines.slice(0, 4)]) {
      expect(await checkChain(fileOf(kept, head))).toMatchObject({ faults: [], isWhole: false });
    }
    expect(await checkChain(fileOf(lines.slice(1), head))).toMatchObject({ gaps: 1 });
    expect(await checkChain(fileOf(lines))).toMatchObject({ isWhole: true });
    expect(await checkChain(lines.map((line) => JSON.stringify(line)))).toMatchObject({ isWhole: false, head: null });
  });

  it("does not fit where entries are out of order or twice", async () => {
    const [one, two] = (await makeChain([{}, {}])) as [Line, Line];
    expect(await codes(fileOf([two, one]))).toEqual([[1, "out_of_order"]]);
    expect(await codes(fileOf([one, one]))).toEqual([[1, "out_of_order"]]);
  });

  it("is held against an end that was noted", async () => {
    const lines = await makeChain([{ a: "1" }, { a: "2" }, { a: "3" }]);
    const noted = endOf(lines.slice(0, 2))!;
    expect(await codes(fileOf(lines), [noted])).toEqual([]);
    const rewritten = await makeChain([{ a: "1" }, { a: "two" }, { a: "3" }]);
    expect(await codes(fileOf(rewritten), [noted])).toEqual([[2, "not_noted"]]);
    expect(await codes(fileOf(lines.slice(0, 1)), [noted])).toEqual([[2, "not_noted"]]);
  });

  it("reports a line that is no entry, and goes on", async () => {
    const lines = await makeChain([{}]);
    const odd = ["{", "[]", "null", "7", '{"sequence":1}', JSON.stringify({ ...lines[0]!, after: 0.5 })];
    const check = await checkChain([...odd, "", JSON.stringify(lines[0])]);
    expect(check.faults.map(({ code }) => code)).toEqual(["not_json", ...Array(5).fill("not_an_entry")]);
    expect(check.entries).toBe(1);
    expect((await checkChain(Array(500).fill("x"))).faults).toHaveLength(100);
    expect(await checkChain([])).toMatchObject({ entries: 0, isWhole: false });
  });
});
