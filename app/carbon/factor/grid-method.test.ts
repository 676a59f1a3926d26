import { expect, it } from "vitest";
import { refusedMethodsOf } from "./grid-method.ts";

it.each(["stationary_combustion", "purchased_heat", "purchased_electricity"])(
  "refuses life cycles and losses in %s",
  (category) => {
    expect(refusedMethodsOf(category)).toEqual(expect.arrayContaining(["footprint_lifecycle", "transmission_loss"]));
  },
);

it("refuses every other figure of a place and year than the average for purchased electricity", () => {
  expect(refusedMethodsOf("purchased_electricity")).toEqual(expect.arrayContaining(["residual", "fossil", "ets"]));
  expect(refusedMethodsOf("purchased_electricity")).not.toContain("grid_average");
});

it.each(["fuel_energy_related", "purchased_goods_services", "no_category"])("refuses no method in %s", (category) => {
  expect(refusedMethodsOf(category)).toEqual([]);
});
