import { foldName } from "#app/encoding/text/name-match.ts";
import { getEmissionSource } from "#app/places/emission-source.server.ts";
import {
  forgetMatch,
  listRemembered,
  type RememberedMatch,
  rememberMatch,
} from "#app/records/description-match.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** Meters have no unit: one meter can be billed in several. */
const UNIT = "";

const isOf = (meter: string, { description, unit }: RememberedMatch) =>
  unit === UNIT && description === foldName(meter).slice(0, 200);

/** The source that each meter had when its last bill was entered. @param meters as `meterOf` gives them */
export async function recallMeters(
  tx: TenantTx,
  organizationId: string,
  meters: readonly string[],
): Promise<Map<string, string>> {
  const known = await listRemembered(tx, organizationId);
  return new Map(
    meters.flatMap((meter): [string, string][] => {
      const found = known.filter((match) => isOf(meter, match));
      return found.length === 1 ? [[meter, found[0]!.sourceId]] : [];
    }),
  );
}

/**
 * Saves the source of each meter in place of an earlier one.
 *
 * @throws AppError `not_found` for a source of another organization
 */
export async function rememberMeters(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  sourceOf: ReadonlyMap<string, string>,
): Promise<void> {
  const known = await listRemembered(tx, author.organizationId);
  for (const [meter, sourceId] of sourceOf) {
    const before = known.filter((match) => isOf(meter, match));
    if (before.length === 1 && before[0]!.sourceId === sourceId) continue;
    for (const { id } of before) await forgetMatch(tx, author, id);
    const { facilityId } = await getEmissionSource(tx, author.organizationId, sourceId);
    await rememberMatch(tx, author, { facilityId, text: meter, unit: UNIT, sourceId });
  }
}
