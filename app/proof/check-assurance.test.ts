import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AssuranceRecord,
  assertAssuranceRecord,
  deriveAssuranceOpening,
  hashAssuranceRecord,
  makeAssuranceWithdrawal,
  readAssurance,
  signAssurance,
} from "./assurance-credential.ts";
import {
  assuranceStatusOf,
  type CheckedAssurance,
  effectOf,
  joinConfirmed,
  readAssuranceEvidence,
} from "./check-assurance.ts";
import { verifyDocument } from "./data-integrity.ts";
import { drawReportCode, formatReportNumber } from "./report-number.ts";
import { createWebCryptoSigner, generatePrivateKey } from "./signer.ts";

const NUMBER = formatReportNumber({ year: 2026, serial: 1, code: drawReportCode({ year: 2026, serial: 1 }) });
const HASH = "a".repeat(64);
const NOW = "2026-03-03T08:00:00.000Z";

const record = (): AssuranceRecord => ({
  salt: "1".repeat(64),
  report: { number: NUMBER, packageHash: HASH },
  engagement: {
    type: "verification",
    level: "limited",
    objectives: "o",
    criteria: "c",
    scope: "s",
    period: { start: "2025-01-01", end: "2025-12-31" },
    materiality: "5 %",
  },
  parties: { responsibleParty: "r", intendedUser: "i" },
  totals: { locationBasedTco2e: "1.5", marketBasedTco2e: null },
  opinion: { kind: "unmodified", text: "t" },
  verifier: {
    name: "v",
    accreditationBody: "b",
    accreditationNumber: "n",
    accreditationScope: "a",
    accreditationExpiresOn: "2027-06-30",
    registerUrl: "https://register.example/n",
    leadVerifier: "Lead",
    independentReviewer: "Reviewer",
    identity: { kind: "domain", value: "verifier.example", checkedOn: "2026-03-01" },
  },
  date: "2026-03-02",
  document: { sha256: HASH, name: "s.pdf" },
  enteredBy: "verifier",
  confirms: null,
});

/** Every member of the record, as a path. */
function pathsOf(value: object, prefix: string[] = []): string[][] {
  return Object.entries(value).flatMap(([name, one]) =>
    typeof one === "object" && one !== null ? pathsOf(one, [...prefix, name]) : [[...prefix, name]],
  );
}

function withMember(path: readonly string[], value: unknown): unknown {
  const copy = structuredClone(record()) as unknown as Record<string, unknown>;
  let at = copy;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>;
  const last = path.at(-1)!;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

describe("a record of a third party's statement", () => {
  it("is whole as it is, and refused without any one of its members or with one more", () => {
    expect(() => assertAssuranceRecord(record())).not.toThrow();
    for (const path of pathsOf(record())) {
      expect(() => assertAssuranceRecord(withMember(path, undefined)), path.join("/")).toThrow("invalid_credential");
    }
    expect(() => assertAssuranceRecord({ ...record(), verified: true })).toThrow("invalid_credential");
  });

  it.each([
    ["a register without https", ["verifier", "registerUrl"], "http://register.example/n"],
    ["a register with a password in it", ["verifier", "registerUrl"], "https://a:b@register.example/n"],
    ["a script as a register", ["verifier", "registerUrl"], "javascript:alert(1)"],
    ["the lead as reviewer", ["verifier", "independentReviewer"], " lead "],
    ["findings in place of an opinion", ["opinion", "kind"], "findings_only"],
    ["no materiality", ["engagement", "materiality"], " "],
    ["a number in another form", ["totals", "locationBasedTco2e"], "1,5"],
    ["an identity without a day", ["verifier", "identity", "checkedOn"], ""],
    ["another kind of identity", ["verifier", "identity", "kind"], "name"],
    ["another kind of level", ["engagement", "level"], "verified"],
  ])("is refused with %s", (_, path, value) => {
    expect(() => assertAssuranceRecord(withMember(path, value))).toThrow("invalid_credential");
  });

  it("without a number is about a calculation, and only a verifier states it", async () => {
    const early = { ...record(), report: { number: null, packageHash: HASH } };
    expect(() => assertAssuranceRecord(early)).not.toThrow();
    expect(() => assertAssuranceRecord({ ...early, enteredBy: "organization" })).toThrow("invalid_credential");
    expect(() => assertAssuranceRecord(withMember(["report", "number"], ""))).toThrow("invalid_credential");
    const signer = await createWebCryptoSigner(await generatePrivateKey());
    const issued = { did: "did:web:a.example", address: "https://a.example/verify", at: NOW };
    const credential = await signAssurance(early, issued, signer);
    const h_statement = await hashAssuranceRecord(early);
    const ended = { salt: "2".repeat(64), reason: "r", at: NOW };
    expect((await deriveAssuranceOpening(credential)).statement).toEqual({
      type: "assurance",
      number: null,
      h_statement,
      ts: NOW,
    });
    expect((await makeAssuranceWithdrawal(credential, ended)).statement).toMatchObject({ number: null, h_statement });
  });

  it("is signed as it is: one changed letter breaks the signature or the record", async () => {
    const signer = await createWebCryptoSigner(await generatePrivateKey());
    const issued = { did: "did:web:a.example", address: `https://a.example/verify/${NUMBER}`, at: NOW };
    const credential = await signAssurance(record(), issued, signer);
    const keys = [
      {
        keyId: signer.keyId,
        purpose: "credential" as const,
        publicKey: signer.publicKey,
        validFrom: "2026-01-01T00:00:00.000Z",
        validUntil: null,
        revokedAt: null,
      },
    ];
    expect(readAssurance(credential).record).toEqual(record());
    await expect(verifyDocument(credential, keys)).resolves.toMatchObject({ created: NOW });
    const text = JSON.stringify(credential).replace('"limited"', '"reasonable"');
    await expect(verifyDocument(JSON.parse(text), keys)).rejects.toMatchObject({ code: "wrong_signature" });
  });

  it("has a hash that any change of it changes", async () => {
    const hash = await hashAssuranceRecord(record());
    for (const path of pathsOf(record())) {
      const changed = withMember(path, "x") as AssuranceRecord;
      expect(await hashAssuranceRecord(changed), path.join("/")).not.toBe(hash);
    }
  });
});

describe("a record that a verification body confirms", () => {
  const reported = (): AssuranceRecord => {
    const { verifier, ...whole } = record();
    return { ...whole, salt: "2".repeat(64), verifier: { ...verifier, identity: null }, enteredBy: "organization" };
  };
  const held = (one: AssuranceRecord, withdrawal: { reason: string } | null = null): CheckedAssurance => ({
    holds: true,
    isLogged: true,
    effect: effectOf(one, HASH, { isWithdrawn: withdrawal !== null, isDisowned: false }),
    record: one,
    recordedAt: NOW,
    withdrawal: withdrawal && { kind: "facts_discovered", salt: "3".repeat(64), at: NOW, proof: null, ...withdrawal },
    disowned: null,
    reported: null,
  });
  const confirming = async (): Promise<AssuranceRecord> => ({
    ...record(),
    confirms: await hashAssuranceRecord(reported()),
  });

  it("is one statement with the record that confirms it, in either order, also after its withdrawal", async () => {
    const both = [held(reported()), held(await confirming())];
    const one = {
      effect: "assures",
      reported: { recordSha256: await hashAssuranceRecord(reported()), recordedAt: NOW },
    };
    expect(await joinConfirmed(both)).toMatchObject([one]);
    expect(await joinConfirmed(both.toReversed())).toMatchObject([one]);
    const ended = [held(reported()), held(await confirming(), { reason: "A meter was read wrongly." })];
    expect(await joinConfirmed(ended)).toMatchObject([{ ...one, effect: "withdrawn" }]);
  });

  it("is not confirmed by one that states anything else", async () => {
    const { engagement, ...whole } = await confirming();
    const other = { ...whole, engagement: { ...engagement, level: "reasonable" as const } };
    expect(await joinConfirmed([held(reported()), held(other)])).toMatchObject([
      { effect: "reported" },
      { holds: false, fault: "confirms_another" },
    ]);
  });

  it("is complete where the record of the organization is absent", async () => {
    expect(await joinConfirmed([held(await confirming())])).toMatchObject([{ effect: "assures", reported: null }]);
  });

  it.each([
    ["of an organization", { enteredBy: "organization" as const }],
    ["without an identity", { verifier: { ...record().verifier, identity: null } }],
    ["before a report", { report: { number: null, packageHash: HASH } }],
  ])("is refused in a record %s", (_, about) => {
    expect(() => assertAssuranceRecord({ ...record(), confirms: HASH, ...about })).toThrow("invalid_credential");
    expect(() => assertAssuranceRecord({ ...record(), confirms: HASH })).not.toThrow();
  });
});

const KEPT = { isWithdrawn: false, isDisowned: false };

describe("what a statement means", () => {
  it.each([
    ["unmodified", HASH, false, "assures"],
    ["modified", HASH, false, "assures"],
    ["adverse", HASH, false, "against"],
    ["disclaimed", HASH, false, "against"],
    ["findings_only", HASH, false, "procedures"],
    ["unmodified", "b".repeat(64), false, "other_version"],
    ["adverse", "b".repeat(64), false, "other_version"],
    ["unmodified", HASH, true, "withdrawn"],
  ] as const)("%s about %s, withdrawn %s: %s", (kind, packageHash, isWithdrawn, effect) => {
    const stated = { ...record(), opinion: { kind, text: "t" } };
    expect(effectOf(stated, packageHash, { isWithdrawn, isDisowned: false })).toBe(effect);
  });

  it.each([
    ["unmodified", "verifier"],
    ["adverse", "verifier"],
    ["unmodified", "organization"],
  ] as const)("%s of the %s that the body disowns is disowned until it is withdrawn", (kind, enteredBy) => {
    const stated = { ...record(), enteredBy, opinion: { kind, text: "t" } };
    expect(effectOf(stated, HASH, { isWithdrawn: false, isDisowned: true })).toBe("disowned");
    expect(effectOf(stated, HASH, { isWithdrawn: true, isDisowned: true })).toBe("withdrawn");
    expect(effectOf(stated, "b".repeat(64), { isWithdrawn: false, isDisowned: true })).toBe("other_version");
  });

  it.each([
    ["unmodified", HASH, "assures"],
    ["adverse", HASH, "against"],
    ["unmodified", "b".repeat(64), "other_version"],
  ] as const)("%s about a calculation applies to a report of exactly its data: %s", (kind, packageHash, effect) => {
    const early = { ...record(), report: { number: null, packageHash }, opinion: { kind, text: "t" } };
    expect(effectOf(early, HASH, KEPT)).toBe(effect);
  });

  it.each([
    ["unmodified", { enteredBy: "organization" }, "reported"],
    ["findings_only", { enteredBy: "organization" }, "reported"],
    ["unmodified", { identity: null }, "reported"],
    ["findings_only", { identity: null }, "reported"],
    ["adverse", { enteredBy: "organization" }, "against"],
    ["disclaimed", { identity: null }, "against"],
  ] as const)("%s with %j is not confirmed: %s", (kind, about, effect) => {
    const { enteredBy, verifier } = record();
    const stated = {
      ...record(),
      enteredBy: "enteredBy" in about ? about.enteredBy : enteredBy,
      verifier: "identity" in about ? { ...verifier, identity: about.identity } : verifier,
      opinion: { kind, text: "t" },
    };
    expect(effectOf(stated, HASH, KEPT)).toBe(effect);
  });

  it("never reports verified without a statement that assures, nor with one that is adverse", () => {
    const statement = fc.record({
      effect: fc.constantFrom("assures", "procedures", "reported", "against", "disowned", "other_version", "withdrawn"),
      level: fc.constantFrom("limited", "reasonable", "agreed_upon_procedures"),
    } as const);
    fc.assert(
      fc.property(fc.array(statement), (statements) => {
        const status = assuranceStatusOf(statements);
        const standing = statements.filter(({ effect }) => effect === "assures" || effect === "procedures");
        if (statements.some(({ effect }) => effect === "against" || effect === "disowned"))
          expect(status).toBe("not_verified");
        else if (standing.length === 0) expect(status).toBe("not_verified");
        else expect(standing.map(({ level }) => level)).toContain(status);
      }),
    );
  });
});

describe("evidence from elsewhere", () => {
  it.each([
    [undefined, 0],
    ["text", 0],
    [[null, 1, {}, { credential: 1 }], 0],
    [[{ credential: "{}", withdrawal: { kind: 1 } }], 0],
    [[{ credential: "{}", disowned: { kind: "name", value: "a", checkedOn: "b", salt: "c", at: "d" } }], 0],
    [[{ credential: "{}", disowned: { kind: "domain", value: "a", checkedOn: "b", salt: "c", at: "d" } }], 1],
    [[{ credential: "{}", proof: null }], 1],
    [[{ credential: "{}", withdrawal: { kind: "a", reason: "b", salt: "c", at: "d", proof: "e" } }], 1],
  ])("%j holds %i that can be read", (value, count) => {
    expect(readAssuranceEvidence(value)).toHaveLength(count);
  });
});
