import { expect, it } from "vitest";
import { coverTonnes } from "./cover-tonnes.ts";

it.each([
  ["0", "0.00"],
  ["99999.999", "100.00"],
  ["-99999", "\u2212100.00"],
  ["99994", "99.99"],
  ["100000", "100"],
  ["14167621.3", "14,168"],
])("prints a total of %s kg as %s t", (kg, tonnes) => {
  expect(coverTonnes(kg, kg)).toBe(tonnes);
});
