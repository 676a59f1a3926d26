import { expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { recomputeInventory } from "./recompute-inventory.ts";
import { AFTER_FRESH, issueSampleReport, sampleKeys, WHILE_FRESH } from "./testing/sample-report.ts";
import { verdictFactsOf } from "./verdict-facts.ts";
import { verifyReport } from "./verify-report.ts";

const EXPIRES_AT = "2026-03-02T09:59:59Z";

async function verify(
  at: { now: string; online: boolean },
  options: Parameters<typeof issueSampleReport>[0] = { expiresAt: EXPIRES_AT },
) {
  const report = await issueSampleReport(options);
  const { credential, proof, keyProof, statusLists } = report;
  return verifyReport({
    file: report.pdf,
    registered: { credential, proof, keyProof, statusLists: at.now === AFTER_FRESH ? [] : statusLists },
    keys: await sampleKeys(report),
    recompute: recomputeInventory,
    ...at,
  });
}

it("is authentic until the last moment of its validity, and expired from then on", async () => {
  expect((await verify({ now: "2026-03-02T09:59:58.999Z", online: true })).verdict).toBe("authentic");
  const found = await verify({ now: EXPIRES_AT, online: true });
  expect(found.verdict).toBe("expired");
  expect(found.checks.find(({ id }) => id === "status")).toMatchObject({ outcome: "passed", reason: "status_expired" });
  expect(translator("en").verify.sentence(verdictFactsOf(found))).toBe(
    "Authentic, but expired on 2 Mar 2026, 09:59 UTC.",
  );
  expect(translator("zh").verify.sentence(verdictFactsOf(found))).toContain("到期");
});

it("is expired without a network too, where nothing else of its status is known", async () => {
  const found = await verify({ now: AFTER_FRESH, online: false });
  expect(found.verdict).toBe("expired");
  expect(translator("en").verify.sentence(verdictFactsOf(found))).toContain("is not known");
  expect((await verify({ now: AFTER_FRESH, online: true })).verdict).toBe("cannot_tell");
});

it.each([
  ["withdrawn", { withdrawn: true }],
  ["superseded", { superseded: true }],
] as const)("is called %s where it is both, because that means more", async (verdict, change) => {
  const options = { ...change, expiresAt: EXPIRES_AT };
  expect((await verify({ now: WHILE_FRESH, online: true }, options)).verdict).toBe(verdict);
});

it("does not depend on the log: without a validity it never expires", async () => {
  expect((await verify({ now: WHILE_FRESH, online: true }, {})).verdict).toBe("authentic");
});
