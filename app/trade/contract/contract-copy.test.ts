import { describe, expect, it } from "vitest";
import {
  type CopyFacts,
  copyDoneIn,
  isAboutCopies,
  MOST_OF_A_SIDE,
  whatRefusesCopy,
  wordsOfRefusal,
} from "./contract-copy.ts";

const hash = (digit: string) => digit.repeat(64);
const copy = (facts: Partial<CopyFacts> = {}): CopyFacts => ({
  side: "client",
  sha256: hash("1"),
  isWithdrawn: false,
  ...facts,
});
const many = (side: CopyFacts["side"], count: number, isWithdrawn = false) =>
  Array.from({ length: count }, (_, at) => copy({ side, sha256: `${at}`.padStart(64, "a"), isWithdrawn }));

describe("a copy of a contract", () => {
  const added = { side: "client", sha256: hash("1") } as const;

  it.each([
    ["is added to none", [], null, null],
    ["is added to others", [copy({ sha256: hash("2") })], hash("3"), null],
    ["is refused if it is the printed contract", [], hash("1"), "copy_unsigned"],
    ["is refused if the same side uploaded it", [copy()], null, "copy_there"],
    ["is refused if the other side uploaded it", [copy({ side: "seller" })], null, "copy_there"],
    ["is added again after its withdrawal", [copy({ isWithdrawn: true })], null, null],
    ["is refused above the limit of its side", many("client", MOST_OF_A_SIDE), null, "copy_full"],
    ["counts withdrawn ones", many("client", MOST_OF_A_SIDE, true), null, "copy_full"],
    ["is added below the limit", many("client", MOST_OF_A_SIDE - 1), null, null],
    ["is added when the other side is at its limit", many("seller", MOST_OF_A_SIDE), null, null],
  ] as const)("%s", (_, copies, printed, fault) => {
    expect(whatRefusesCopy(copies, added, printed)).toBe(fault);
  });
});

describe("a refused file", () => {
  it.each([
    ["empty", "empty"],
    ["too_large", "too_large"],
    ["wrong_kind", "wrong_kind"],
    ["html", "wrong_kind"],
    ["unknown", "wrong_kind"],
    ["encrypted", "wrong_kind"],
    ["damaged", "file"],
    ["heic", "file"],
    ["infected", "file"],
  ])("%s gets the words of %s", (code, words) => {
    expect(wordsOfRefusal(code)).toBe(words);
  });
});

it("reads from the address only what was done with a copy", () => {
  const at = (search: string) => copyDoneIn(new Request(`http://localhost/quotes/a${search}`));
  expect([at("?copy=added"), at("?copy=withdrawn"), at("?copy=deleted"), at("")]).toEqual([
    "added",
    "withdrawn",
    null,
    null,
  ]);
});

it("knows the forms about copies", () => {
  expect([{ intent: "upload_copy" }, { intent: "withdraw_copy" }, { intent: "accept" }, {}].map(isAboutCopies)).toEqual(
    [true, true, false, false],
  );
});
