import { describe, expect, it } from "vitest";
import { setUpOf } from "./set-up.ts";

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
