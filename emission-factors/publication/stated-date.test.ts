import { expect, it } from "vitest";
import { dateInText } from "./stated-date.ts";

it.each([
  ["Last Modified: 12 September 2023", false, "2023-09-12"],
  ["Last Modified: September 12th, 2023", false, "2023-09-12"],
  ["Last updated 2025-06-10", false, "2025-06-10"],
  ["Updated: 10/06/2025", true, "2025-06-10"],
  ["2/13/2024", false, "2024-02-13"],
  ["1 Jun 2022", false, "2022-06-01"],
  ["13/13/2024", false, null],
  ["Version 2024 of 12", false, null],
  ["Room 5 Xyz 2024", false, null],
])("%s (day first: %s) is %s", (text, dayFirst, day) => {
  expect(dateInText(text, dayFirst)).toBe(day);
});
