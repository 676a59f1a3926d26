import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addUpLines } from "./quote-content.ts";
import type { QuoteLine, QuoteVersion } from "./quote-list.server.ts";
import { readChosen, withOptions } from "./quote-options.ts";

const line = (position: number, netMinor: bigint, payee = ""): QuoteLine => ({
  position,
  serviceId: payee ? null : "service",
  name: { en: `Service ${position}`, zh: "" },
  description: { en: "", zh: "" },
  unit: "report",
  quantity: "1",
  priceMinor: netMinor,
  discountPercent: "0",
  discountReason: "",
  payee,
  netMinor,
});

/** A version whose sums are those of its lines. */
function makeVersion(terms: { taxPercent: string; depositPercent: string }, own: bigint[], options: bigint[]) {
  const lines = [...own.map((net, index) => line(index + 1, net)), line(own.length + 1, 7n, "Sample Verification")];
  return {
    ...sumsOf(terms, lines),
    ...terms,
    currency: "USD",
    lines,
    options: options.map((net, i) => line(i + 1, net)),
    optionsChosen: null,
  } as unknown as QuoteVersion;
}

function sumsOf(terms: { taxPercent: string; depositPercent: string }, lines: QuoteLine[]) {
  const priced = lines.map(({ payee, netMinor }) => ({ payee, net: { minor: netMinor, currency: "USD" } }));
  const { net, tax, total, deposit, thirdParty } = addUpLines({ ...terms, currency: "USD" }, priced);
  return {
    netMinor: net.minor,
    taxMinor: tax.minor,
    totalMinor: total.minor,
    depositMinor: deposit.minor,
    thirdPartyMinor: thirdParty.minor,
  };
}

describe("withOptions", () => {
  const offer = makeVersion({ taxPercent: "6", depositPercent: "30" }, [100_001n], [20_033n, 5_000n]);

  it.each<[string, number[], Partial<QuoteVersion>]>([
    ["none", [], { netMinor: 100_001n, taxMinor: 6_000n, totalMinor: 106_001n, depositMinor: 31_800n }],
    ["the second", [2], { netMinor: 105_001n, taxMinor: 6_300n, totalMinor: 111_301n, depositMinor: 33_390n }],
    ["both", [1, 2], { netMinor: 125_034n, taxMinor: 7_502n, totalMinor: 132_536n, depositMinor: 39_761n }],
  ])("adds up the lines with %s", (_, chosen, sums) => {
    expect(withOptions(offer, chosen)).toMatchObject(sums);
  });

  it("puts the chosen options behind the lines and offers nothing more", () => {
    const choice = withOptions(offer, [2]);
    expect(choice.lines.map(({ position, netMinor }) => [position, netMinor])).toEqual([
      [1, 100_001n],
      [2, 7n],
      [3, 5_000n],
    ]);
    expect([choice.options, choice.optionsChosen, choice.thirdPartyMinor]).toEqual([[], [2], 7n]);
    expect(withOptions(offer, [])).toBe(offer);
    expect(() => withOptions(offer, [3])).toThrow(RangeError);
  });

  it("has the sums of a quote with the same lines and no options", () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 10n }), { minLength: 1, maxLength: 5 });
    const percent = fc.integer({ min: 0, max: 99_99 }).map((share) => String(share / 100));
    fc.assert(
      fc.property(
        amounts,
        amounts,
        percent,
        percent,
        fc.infiniteStream(fc.boolean()),
        (own, extra, tax, deposit, picks) => {
          const terms = { taxPercent: tax, depositPercent: deposit };
          const chosen = extra.map((_, index) => index + 1).filter(() => picks.next().value);
          const choice = withOptions(makeVersion(terms, own, extra), chosen);
          expect(choice).toMatchObject(sumsOf(terms, choice.lines));
          expect(choice.lines).toHaveLength(own.length + 1 + chosen.length);
        },
      ),
    );
  });
});

describe("readChosen", () => {
  const offer = { options: [line(1, 1n), line(2, 2n), line(3, 3n)] };

  it.each<[string[], number[] | null]>([
    [[], []],
    [
      ["3", "1"],
      [1, 3],
    ],
    [["2", "2"], [2]],
    [["4"], null],
    [["1", "x"], null],
    [["01"], null],
    [[""], null],
  ])("reads %j as %j", (typed, chosen) => {
    expect(readChosen(typed, offer)).toEqual(chosen);
  });
});
