import { expect, it } from "vitest";
import { parseAccountSecrets } from "./account-secrets.ts";

const [NEW, OLD] = ["n".repeat(40), "o".repeat(40)];

it("reads one or more secrets and rejects a short one", () => {
  expect(parseAccountSecrets(NEW)).toEqual([NEW]);
  expect(parseAccountSecrets(`${NEW}, ${OLD}`)).toEqual([NEW, OLD]);
  expect(parseAccountSecrets(`${NEW}\n${OLD}\n`)).toEqual([NEW, OLD]);
  expect(parseAccountSecrets(`${NEW},short`)).toBeNull();
  expect(parseAccountSecrets(" ")).toBeNull();
});
