import { describe, expect, it } from "vitest";
import { type DomainCheck, endOf, isDue, proofOf, stateOfDomain } from "./domain-state.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const day = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * DAY_MS);
const found = (at: number): DomainCheck => ({ at: day(at), dns: "found", web: "not_asked" });
const onFile = (at: number): DomainCheck => ({ at: day(at), dns: "none", web: "found" });
const failed = (at: number): DomainCheck => ({ at: day(at), dns: "unreachable", web: "unreachable" });

describe("the state of a domain", () => {
  it.each<[string, DomainCheck[], number, string]>([
    ["no check", [], 0, "unchecked"],
    ["checks that found nothing", [failed(0), failed(9)], 9, "unproved"],
    ["a DNS record", [failed(0), found(1)], 2, "proved"],
    ["a file", [onFile(1)], 2, "proved"],
    ["one failed check", [found(0), failed(7)], 8, "failing"],
    ["failed checks within three days", [found(0), failed(7), failed(8), failed(9.9)], 10, "failing"],
    ["two failed checks three days apart", [found(0), failed(7), failed(10)], 10, "lapsed"],
    ["a success after a failure", [found(0), failed(7), found(10)], 11, "proved"],
    ["a success after a lapse", [found(0), failed(7), failed(10), onFile(20)], 21, "proved"],
    ["no check for weeks", [found(0)], 35, "lapsed"],
  ])("follows from %s", (_, checks, now, state) => {
    expect(stateOfDomain(checks, day(now))).toBe(state);
  });

  it("keeps the day of the first proof until a lapse, and the method of the last check", () => {
    expect(proofOf([found(0), failed(7), onFile(8)])).toMatchObject({
      method: "web",
      provedAt: day(0),
      confirmedAt: day(8),
      failedAt: null,
    });
    expect(proofOf([found(0), failed(7), failed(10), found(20)])).toMatchObject({ provedAt: day(20), lapsedAt: null });
    // Nothing confirmed it in between.
    expect(proofOf([found(0), found(40)])).toMatchObject({ provedAt: day(40) });
  });

  it("ends with the second failed check, or when it is stale", () => {
    const lapsed = proofOf([found(0), failed(7), failed(11), failed(20)])!;
    expect(endOf(lapsed, day(30))).toEqual(day(11));
    expect(endOf(proofOf([found(0)])!, day(34.9))).toBeNull();
    expect(endOf(proofOf([found(0)])!, day(36))).toEqual(day(35));
  });

  it.each<[DomainCheck[], number, boolean]>([
    [[], 9, false],
    [[failed(0)], 9, false],
    [[found(0)], 6.9, false],
    [[found(0)], 7, true],
    [[found(0), failed(7)], 9.9, false],
    [[found(0), failed(7)], 10, true],
    [[found(0), failed(7), failed(10)], 30, false],
  ])("is due again for %j after %d days: %s", (checks, now, expected) => {
    expect(isDue(checks, day(now))).toBe(expected);
  });
});
