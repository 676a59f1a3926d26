import { describe, expect, it } from "vitest";
import { parseReminderDays } from "./seller-mail.ts";

describe("reminder days", () => {
  it("are read with any separator and sorted, each once", () => {
    expect(parseReminderDays("14, −7，3、3")).toEqual([-7, 3, 14]);
    expect(parseReminderDays("")).toEqual([]);
    expect(parseReminderDays("0")).toEqual([0]);
  });

  it("are refused if one is no whole day within the limits, or there are too many", () => {
    for (const typed of ["a", "1.5", "-61", "181", "1 2 3 4 5 6 7 8 9"]) expect(parseReminderDays(typed)).toBeNull();
  });
});
