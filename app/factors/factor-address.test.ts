import { expect, it } from "vitest";
import { factorAddress, readFactorAddress } from "./factor-address.ts";

const read = (search: string) => readFactorAddress(new URLSearchParams(search));

it("reads a search from its address", () => {
  expect(
    read(
      "q=%20diesel%20&scope=1&category=mobile_combustion&region=GB&dataset=uk-desnz&kind=emission&unit=L&year=2023&after=x",
    ),
  ).toEqual({
    query: "diesel",
    use: null,
    cursor: "x",
    filters: {
      scope: 1,
      category: "mobile_combustion",
      region: "GB",
      dataset: "uk-desnz",
      method: null,
      kind: "emission",
      unit: "L",
      year: "2023",
    },
  });
});

it.each([
  "scope=4",
  "scope=1e0x",
  "category=all",
  "region=a%20b",
  "kind=anything",
  "dataset=%27;--",
  "unit=furlong",
  "year=999",
])("leaves %s out", (search) =>
  expect(Object.values(read(search).filters).every((value) => value === null)).toBe(true),
);

it("keeps the other values when one value changes", () => {
  expect(factorAddress({ q: "gas", scope: "1" }, { scope: null, after: "k" })).toBe("/factors?q=gas&after=k");
  expect(factorAddress({ q: "gas" }, { q: null })).toBe("/factors");
});
