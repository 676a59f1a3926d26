import { expect, it } from "vitest";
import { assertPromised } from "./server-version.ts";

it.each([
  [150_000, "15.0"],
  [150_018, "15.18 (Debian 15.18-0+deb12u1)"],
  [160_004, "16.4"],
  [180_004, "18.4"],
  [190_000, "19beta1"],
])("accepts %i", (number, name) => {
  expect(() => assertPromised({ number, name })).not.toThrow();
});

it.each([
  [140_023, "14.23 (Debian 14.23-1.pgdg12+1)"],
  [149_999, "14.9999"],
  [130_000, "13.0"],
  [90_624, "9.6.24"],
])("refuses %i, naming the version", (number, name) => {
  const words = `PostgreSQL ${name}, and Truetonne needs PostgreSQL 15 or newer`;
  expect(() => assertPromised({ number, name })).toThrow(words);
});
