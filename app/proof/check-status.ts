import { TransparencyError } from "#app/encoding/transparency-error.ts";
import type { ReportFacts } from "./credential.ts";
import { installationOf } from "./did-document.ts";
import { hasExpired } from "./report-life.ts";
import { addressOfStatusList, readStatusList, type StatusReading } from "./status-list.ts";
import { type Check, failed, notDone, passed } from "./verdict.ts";
import type { RegisteredReport, VerificationInput } from "./verify-report.ts";

/** What is known of a report's life. Times are ISO 8601. */
export type StatusState =
  | { kind: "current" | "expired"; asOf: string }
  | { kind: "superseded" | "withdrawn"; asOf: string }
  /** `since`: the last time at which the status was known, or null when nothing is. */
  | { kind: "unknown"; since: string | null };

/**
 * Reads each status list that the credential names. A set bit counts even in an old list, because it is never reset;
 * "not set" counts only in a fresh one.
 */
export async function checkStatus(
  facts: ReportFacts,
  registered: RegisteredReport,
  input: Pick<VerificationInput, "keys" | "now">,
): Promise<{ check: Check; status: StatusState }> {
  const unknown: StatusState = { kind: "unknown", since: null };
  if (input.keys === null) return { check: notDone("status", "no_keys"), status: unknown };
  try {
    const readings = await readPlaces(facts, registered, { keys: input.keys.keys, now: input.now });
    const { check, status } = conclude(facts, registered.notice ?? {}, readings, input.now);
    // Without a list the status is unknown; with something in its place that is not it, nothing can be said.
    if (status.kind !== "unknown" || !holdsStrayList(facts, registered)) return { check, status };
    return { check: notDone("status", "status_wrong", { fault: "wrong_status_list" }), status };
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    if (error.code === "ed25519_unavailable")
      return { check: notDone("status", "platform_lacks_ed25519"), status: unknown };
    return { check: failed("status", "status_wrong", { fault: error.code }), status: unknown };
  }
}

interface Reading {
  purpose: "revocation" | "message";
  /** null when the list is not at hand. */
  reading: StatusReading | null;
}

function readPlaces(
  facts: ReportFacts,
  registered: RegisteredReport,
  context: Parameters<typeof readStatusList>[2],
): Promise<Reading[]> {
  return Promise.all(
    facts.status.map(async (place) => {
      const texts = registered.statusLists.filter((list) => addressOfStatusList(list) === place.list);
      const at = { ...place, issuerDid: installationOf(facts.issuer.did) ?? "" };
      const readings = await Promise.all(texts.map((text) => readStatusList(text, at, context)));
      return { purpose: place.purpose, reading: strongest(readings) };
    }),
  );
}

/** Of several copies of a list one in which the bit is set, because it is never reset; else the newest. */
function strongest(readings: StatusReading[]): StatusReading | null {
  const newestFirst = readings.toSorted((a, b) => Date.parse(b.asOf) - Date.parse(a.asOf));
  return newestFirst.find(({ isSet }) => isSet) ?? newestFirst[0] ?? null;
}

/** Whether among the lists at hand is one that the credential does not name, such as a damaged one. */
function holdsStrayList(facts: ReportFacts, { statusLists }: RegisteredReport): boolean {
  const named = new Set(facts.status.map(({ list }) => list));
  return statusLists.some((text) => !named.has(addressOfStatusList(text) ?? ""));
}

function conclude(
  facts: ReportFacts,
  notice: NonNullable<RegisteredReport["notice"]>,
  readings: Reading[],
  now: string,
): { check: Check; status: StatusState } {
  const setFor = (purpose: Reading["purpose"]) =>
    readings.find((place) => place.purpose === purpose && place.reading?.isSet)?.reading;
  const withdrawn = setFor("revocation");
  if (withdrawn) {
    const evidence = { asOf: withdrawn.asOf, withdrawnAt: notice.withdrawnAt ?? "", reason: notice.reason ?? "" };
    return {
      check: passed("status", "status_withdrawn", evidence),
      status: { kind: "withdrawn", asOf: withdrawn.asOf },
    };
  }
  // A credential that names no revocation list, or whose list is missing or old, proves nothing about today.
  const isKnown =
    readings.some(({ purpose }) => purpose === "revocation") && readings.every(({ reading }) => reading?.isFresh);
  const times = readings.map(({ reading }) => reading?.asOf ?? facts.issuedAt).sort();
  const asOf = times[0] ?? facts.issuedAt;
  const isOver = hasExpired(facts.expiresAt, now);
  const superseded = setFor("message");
  if (superseded && isKnown) {
    const evidence = { asOf, supersededBy: notice.supersededBy ?? "", supersededAt: notice.supersededAt ?? "" };
    return { check: passed("status", "status_superseded", evidence), status: { kind: "superseded", asOf } };
  }
  if (!isKnown) {
    const check = notDone("status", "status_unknown_since", { since: asOf });
    if (superseded) return { check, status: { kind: "superseded", asOf } };
    // A validity ends by the clock: no list is needed to know it.
    return { check, status: isOver ? { kind: "expired", asOf } : { kind: "unknown", since: asOf } };
  }
  if (isOver) {
    return {
      check: passed("status", "status_expired", { asOf, expiresAt: facts.expiresAt ?? "" }),
      status: { kind: "expired", asOf },
    };
  }
  return { check: passed("status", "status_current", { asOf }), status: { kind: "current", asOf } };
}
