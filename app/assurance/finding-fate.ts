/** What became of the records of a finding in a newer calculation. */
export interface FindingFate {
  /** Read in the same version. */
  unchanged: number;
  /** Read in another version. */
  corrected: number;
  /** Not in the newer calculation. */
  gone: number;
  /** The version that was read there, if the finding is about one record that was corrected. */
  version: number | null;
  /** A record that is in the newer calculation, to open its line. */
  recordId: string | null;
}

interface ReadVersion {
  versionId: string;
  recordId: string;
}

/**
 * @param before the versions that the calculation of the finding read
 * @param after by id of the record, the versions that the newer calculation read
 */
export function fateOf(
  before: readonly ReadVersion[],
  after: ReadonlyMap<string, ReadVersion & { version: number }>,
): FindingFate {
  const pairs = before.map((one) => ({ one, now: after.get(one.recordId) ?? null }));
  const kept = pairs.filter(({ now }) => now !== null);
  const corrected = kept.filter(({ one, now }) => now!.versionId !== one.versionId);
  return {
    unchanged: kept.length - corrected.length,
    corrected: corrected.length,
    gone: pairs.length - kept.length,
    version: before.length === 1 ? (corrected[0]?.now?.version ?? null) : null,
    recordId: kept[0]?.one.recordId ?? null,
  };
}
