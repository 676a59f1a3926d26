import { describe, expect, it } from "vitest";
import type { Right } from "#app/access/role.ts";
import { openSteps, setUpOf } from "./set-up.ts";

const NOTHING = {
  hasSeller: false,
  hasAccount: false,
  isAccountProposed: false,
  hasTaxNote: false,
  hasPrice: false,
  hasClient: false,
  hasSentQuote: false,
};

describe("the set-up checklist", () => {
  it.each([
    [{}, "next left left left left left"],
    [{ hasSeller: true }, "done next left left left left"],
    [{ hasSeller: true, isAccountProposed: true }, "done waiting next left left left"],
    [{ hasSeller: true, hasAccount: true, isAccountProposed: true }, "done done next left left left"],
    [{ hasClient: true }, "next left left left done left"],
    [{ hasSeller: true, hasTaxNote: true, hasPrice: true, hasClient: true }, "done next done done done left"],
    [
      { hasSeller: true, hasAccount: true, hasTaxNote: true, hasPrice: true, hasClient: true, hasSentQuote: true },
      "done done done done done done",
    ],
  ])("with %j is %s", (facts, states) => {
    expect(
      setUpOf({ ...NOTHING, ...facts })
        .map(({ state }) => state)
        .join(" "),
    ).toBe(states);
  });
});

describe("the steps that lead on", () => {
  const all = () => true;
  it.each<[string, Partial<typeof NOTHING>, (right: Right) => boolean, string]>([
    ["before anything exists", {}, all, ""],
    ["after the first form", { hasSeller: true }, all, "account tax price client quote"],
    [
      "while another person has to approve",
      { hasSeller: true, isAccountProposed: true },
      all,
      "tax price client quote",
    ],
    ["for an editor", { hasSeller: true }, (right) => right === "trade.sell", "price client quote"],
    ["after the first quote", { hasSeller: true, hasSentQuote: true }, all, ""],
  ])("%s", (_, facts, may, steps) => {
    expect(openSteps({ ...NOTHING, ...facts }, may).join(" ")).toBe(steps);
  });
});
