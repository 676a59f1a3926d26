import type { EvidenceStore } from "#app/files/evidence-store.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { listErasedTenants, listTenantIds } from "#app/organization/tenant.server.ts";
import type { Doors } from "#db/doors.ts";
import { checkStatements } from "./fsck/check-assurance.server.ts";
import { checkConsent } from "./fsck/check-consent.server.ts";
import { checkCounts } from "./fsck/check-counts.server.ts";
import { checkErased } from "./fsck/check-erased.server.ts";
import { checkFiles } from "./fsck/check-files.server.ts";
import { checkIdentity, checkIdentityOwners, checkIssuerNames } from "./fsck/check-identity.server.ts";
import { checkIssued } from "./fsck/check-issued.server.ts";
import { checkIssuerKeys } from "./fsck/check-issuer-keys.server.ts";
import { checkLibrary } from "./fsck/check-library.server.ts";
import { checkListedIssuers, checkListing } from "./fsck/check-listing.server.ts";
import { checkLog } from "./fsck/check-log.server.ts";
import { checkMoney } from "./fsck/check-money.server.ts";
import { checkNumbering } from "./fsck/check-numbering.server.ts";
import { checkPublished } from "./fsck/check-published.server.ts";
import { checkReferences } from "./fsck/check-references.server.ts";
import { checkRuns } from "./fsck/check-runs.server.ts";
import { checkAuditTrail } from "./fsck/check-trail.server.ts";
import { beginInspection, type FsckReport, type Inspection } from "./fsck/inspection.ts";

/**
 * Recalculates everything that was frozen and reports every row that differs. `fsck/coverage.ts` lists what covers each
 * table. Reads only. Trail, log and files are read in steps, and runs and reports one at a time, so that memory does
 * not grow with the database.
 *
 * @param onProgress receives the counts from time to time
 */
export async function checkEverything(
  doors: Doors,
  keys: IssuerKeys,
  evidence: EvidenceStore,
  onProgress?: (counts: FsckReport["counts"]) => void,
): Promise<FsckReport> {
  const inspection = beginInspection(onProgress);
  const erased = new Set((await doors.withSystem(listErasedTenants)).map(({ tenantId }) => tenantId));
  for (const id of await doors.withSystem(listTenantIds)) {
    if (erased.has(id)) {
      await doors.withTenant({ tenantId: id, userId: "fsck" }, (tx) => checkErased(tx, id, inspection));
      await checkFiles(doors, id, evidence, inspection);
    } else await checkTenant(doors, id, evidence, inspection);
  }
  await checkPublished(doors, keys, inspection);
  await doors.withSystem((tx) => checkListedIssuers(tx, inspection));
  await doors.withSystem((tx) => checkIdentityOwners(tx, inspection));
  await doors.withSystem((tx) => checkIssuerNames(tx, inspection));
  await doors.withSystem((tx) => checkIssuerKeys(tx, keys, inspection));
  await checkLog(doors, keys, inspection);
  await checkLibrary(doors, inspection);
  await doors.withSystem((tx) => checkConsent(tx, inspection));
  const { counts, faults } = inspection;
  return { counts, faults };
}

async function checkTenant(doors: Doors, id: string, evidence: EvidenceStore, inspection: Inspection): Promise<void> {
  inspection.count("tenants");
  const who = { tenantId: id, userId: "fsck" };
  for (const check of [
    checkRuns,
    checkNumbering,
    checkCounts,
    checkReferences,
    checkIssued,
    checkListing,
    checkIdentity,
    checkStatements,
    checkMoney,
  ]) {
    await doors.withTenant(who, (tx) => check(tx, id, inspection));
  }
  await checkAuditTrail(doors, id, inspection);
  await checkFiles(doors, id, evidence, inspection);
}
