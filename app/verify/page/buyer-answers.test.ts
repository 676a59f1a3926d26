import { describe, expect, it } from "vitest";
import type { AssuranceEffect, CheckedAssurance } from "#app/proof/check-assurance.ts";
import { type Check, failed, notDone, passed } from "#app/proof/verdict.ts";
import type { Verification } from "#app/proof/verify-report.ts";
import { answerOfAssurance, answerOfFile, answerOfStatus } from "./buyer-answers.ts";

const CURRENT = { kind: "current", asOf: "2026-03-03T08:00:00.000Z" } as const;
const ISSUED = passed("file", "file_is_issued");
const SIGNED = passed("signature", "signed");

function verificationOf(checks: Check[], more: Partial<Verification> = {}): Verification {
  return { verdict: "authentic", isKeyConfirmed: true, status: CURRENT, checks, ...more } as Verification;
}

describe("answerOfFile", () => {
  it.each([
    ["the issued file", [ISSUED, SIGNED], {}, "issued"],
    ["the issued file of a replaced report", [ISSUED, SIGNED], { verdict: "superseded" }, "issued"],
    ["another file", [failed("file", "file_differs"), SIGNED], { verdict: "altered" }, "differs"],
    ["the issued file with a wrong log", [ISSUED, failed("log", "log_wrong")], { verdict: "altered" }, "proofs_fail"],
    [
      "another file with a wrong signature",
      [failed("file", "file_differs"), failed("signature", "signature_wrong")],
      { verdict: "altered" },
      "differs",
    ],
    ["the issued file under keys of its own", [ISSUED, SIGNED], { isKeyConfirmed: false }, "unknown"],
    [
      "a file that could not be checked",
      [notDone("file", "register_unreachable")],
      { verdict: "cannot_tell" },
      "unknown",
    ],
    ["a file without a result of its own", [SIGNED], {}, "unknown"],
  ] as const)("answers for %s", (_name, checks, more, answer) => {
    const verification = verificationOf([...checks], more);
    expect(answerOfFile({ verification, hasFile: true, isRunning: false })).toBe(answer);
    expect(answerOfFile({ verification, hasFile: true, isRunning: true })).toBe("checking");
  });

  it("never calls a file genuine because of a number alone", () => {
    for (const verification of [verificationOf([SIGNED]), verificationOf([ISSUED, SIGNED])])
      expect(answerOfFile({ verification, hasFile: false, isRunning: false })).toBe("not_compared");
    const verification = verificationOf([failed("signature", "signature_wrong")]);
    expect(answerOfFile({ verification, hasFile: false, isRunning: false })).toBe("proofs_fail");
  });
});

describe("answerOfStatus", () => {
  it("is current only while the proofs hold", () => {
    expect(answerOfStatus(verificationOf([ISSUED, SIGNED]))).toBe("current");
    expect(answerOfStatus(verificationOf([failed("file", "file_differs"), SIGNED]))).toBe("current");
    const other = [failed("file", "file_differs"), failed("signature", "signature_not_over_file")];
    expect(answerOfStatus(verificationOf([...other, failed("printed", "printed_differs")]))).toBe("current");
    expect(answerOfStatus(verificationOf([...other, failed("log", "log_wrong")]))).toBe("unknown");
    expect(answerOfStatus(verificationOf([failed("log", "log_wrong")]))).toBe("unknown");
    const status = { kind: "withdrawn", asOf: CURRENT.asOf } as const;
    expect(answerOfStatus(verificationOf([failed("log", "log_wrong")], { status }))).toBe("withdrawn");
  });
});

describe("answerOfAssurance", () => {
  const statement = (effect: AssuranceEffect, level = "limited") =>
    ({ holds: true, effect, record: { engagement: { level } } }) as CheckedAssurance;
  const broken: CheckedAssurance = { holds: false, fault: "wrong_signature" };

  it.each([
    ["nothing", [], "none"],
    ["a statement that fails", [broken], "none"],
    ["a confirmed statement", [statement("assures")], "confirmed"],
    ["agreed-upon procedures", [statement("procedures", "agreed_upon_procedures")], "confirmed"],
    ["a statement that the company records", [statement("reported")], "reported"],
    ["a reported and then a confirmed statement", [statement("reported"), statement("assures")], "confirmed"],
    ["an adverse opinion", [statement("against")], "none"],
    ["an adverse opinion and a reported statement", [statement("reported"), statement("against")], "none"],
    ["a withdrawn statement", [statement("withdrawn")], "none"],
    ["a statement about other data", [statement("other_version")], "none"],
  ])("answers for %s", (_name, statements, kind) => {
    expect(answerOfAssurance(statements).kind).toBe(kind);
  });
});
