import fc from "fast-check";
import { expect, it } from "vitest";
import { endOfValidity, hasExpired, lastDayOfValidity, nextState, stateOfReport } from "./report-life.ts";

const NOW = "2026-06-30T12:00:00Z";
const open = { expiresAt: null, now: NOW };

it.each([
  [[], "issuing"],
  [["issue"], "issued"],
  [["issue", "assurance"], "issued"],
  [["issue", "supersede"], "superseded"],
  [["issue", "expire"], "expired"],
  [["issue", "expire", "supersede"], "superseded"],
  [["issue", "supersede", "expire"], "superseded"],
  [["issue", "supersede", "withdraw"], "withdrawn"],
  [["issue", "expire", "withdraw", "supersede"], "withdrawn"],
  [["withdraw"], "issuing"],
])("after %j a report is %s", (statements, state) => {
  expect(stateOfReport(statements, open)).toBe(state);
});

it("ends by the clock, whether or not the log has said so", () => {
  const expiresAt = endOfValidity("2026-06-29");
  expect(expiresAt).toBe("2026-06-30T00:00:00Z");
  expect(stateOfReport(["issue"], { expiresAt, now: "2026-06-29T23:59:59.999Z" })).toBe("issued");
  expect(stateOfReport(["issue"], { expiresAt, now: "2026-06-30T00:00:00Z" })).toBe("expired");
  expect(stateOfReport(["issue", "supersede"], { expiresAt, now: NOW })).toBe("superseded");
  expect(stateOfReport([], { expiresAt, now: NOW })).toBe("issuing");
});

it("counts the last day to its end, over months, years and leap days", () => {
  const days = fc.date({ min: new Date("2000-01-01"), max: new Date("2199-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(days, (date) => {
      const day = date.toISOString().slice(0, 10);
      const end = endOfValidity(day);
      expect(lastDayOfValidity(end)).toBe(day);
      expect(hasExpired(end, `${day}T23:59:59.999Z`)).toBe(false);
      expect(hasExpired(end, end)).toBe(true);
    }),
  );
});

it("never leads back, and ends with a withdrawal", () => {
  const rank = { issuing: 0, issued: 1, expired: 2, superseded: 3, withdrawn: 4 };
  const event = fc.constantFrom("issue", "supersede", "expire", "withdraw", "assurance", "key_set", "checker");
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), event, (before, next) => {
      const [old, now] = [stateOfReport(before, open), stateOfReport([...before, next], open)];
      expect(rank[now]).toBeGreaterThanOrEqual(rank[old]);
    }),
  );
  for (const event of ["issue", "supersede", "expire", "withdraw"] as const)
    expect(nextState("withdrawn", event)).toBeNull();
});
