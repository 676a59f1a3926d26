import { expect, it } from "vitest";
import { readSearchNumber } from "./search-number.ts";

it.each([
  ["0", 0],
  ["17", 17],
  ["2147483647", 2_147_483_647],
  ["2147483648", null],
  ["99999999999999999999", null],
  ["-1", null],
  ["1e3", null],
  ["", null],
])("reads %j as %j", (text, number) => {
  expect(readSearchNumber(new URLSearchParams({ after: text }), "after")).toBe(number);
});
