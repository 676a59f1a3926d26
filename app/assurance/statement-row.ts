import type { Selectable } from "kysely";
import { nameCore } from "#app/identity/resembling-name.ts";
import { type AssuranceRecord, hashAssuranceRecord, type VerifierIdentity } from "#app/proof/assurance-credential.ts";
import type { AssuranceTables } from "#db/assurance-schema.ts";

export type StatementRow = Omit<Selectable<AssuranceTables["assurance_statement"]>, `held_${string}`>;

interface RecordAuthor {
  organizationId: string;
  engagementId: string | null;
}

/** The columns of a record. The identity of the body has its public id next to it. */
export function toRow(
  record: AssuranceRecord,
  { organizationId, engagementId }: RecordAuthor,
  identityId: string | null,
) {
  const { report, engagement, parties, totals, opinion, verifier } = record;
  return {
    organization_id: organizationId,
    report_number: report.number,
    package_sha256: report.packageHash,
    engagement_type: engagement.type,
    level: engagement.level,
    objectives: engagement.objectives,
    criteria: engagement.criteria,
    scope: engagement.scope,
    period_start: engagement.period.start,
    period_end: engagement.period.end,
    materiality: engagement.materiality,
    responsible_party: parties.responsibleParty,
    intended_user: parties.intendedUser,
    location_based_tco2e: totals.locationBasedTco2e,
    market_based_tco2e: totals.marketBasedTco2e,
    opinion: opinion.kind,
    opinion_text: opinion.text,
    verifier_name: verifier.name,
    verifier_core: nameCore(verifier.name),
    accreditation_body: verifier.accreditationBody,
    accreditation_number: verifier.accreditationNumber,
    accreditation_scope: verifier.accreditationScope,
    accreditation_expires_on: verifier.accreditationExpiresOn,
    register_url: verifier.registerUrl,
    lead_verifier: verifier.leadVerifier,
    independent_reviewer: verifier.independentReviewer,
    identity_id: identityId,
    identity_kind: verifier.identity?.kind ?? null,
    identity_value: verifier.identity?.value ?? null,
    identity_checked_on: verifier.identity?.checkedOn ?? null,
    statement_date: record.date,
    file_sha256: record.document.sha256,
    entered_by: record.enteredBy,
    engagement_id: engagementId,
    confirms: record.confirms,
    salt: record.salt,
  };
}

/** Rebuilds the record from its row. It must equal the signed value, because its hash is compared. */
function toAssuranceRecord(row: StatementRow, documentName: string): AssuranceRecord {
  return {
    salt: row.salt,
    report: { number: row.report_number, packageHash: row.package_sha256 },
    engagement: {
      type: row.engagement_type as AssuranceRecord["engagement"]["type"],
      level: row.level,
      objectives: row.objectives,
      criteria: row.criteria,
      scope: row.scope,
      period: { start: row.period_start, end: row.period_end },
      materiality: row.materiality,
    },
    parties: { responsibleParty: row.responsible_party, intendedUser: row.intended_user },
    totals: { locationBasedTco2e: row.location_based_tco2e, marketBasedTco2e: row.market_based_tco2e },
    opinion: { kind: row.opinion, text: row.opinion_text },
    verifier: {
      name: row.verifier_name,
      accreditationBody: row.accreditation_body,
      accreditationNumber: row.accreditation_number,
      accreditationScope: row.accreditation_scope,
      accreditationExpiresOn: row.accreditation_expires_on,
      registerUrl: row.register_url,
      leadVerifier: row.lead_verifier,
      independentReviewer: row.independent_reviewer,
      identity: toIdentity(row),
    },
    date: row.statement_date,
    document: { sha256: row.file_sha256, name: documentName },
    enteredBy: row.entered_by,
    confirms: row.confirms,
  };
}

function toIdentity(row: StatementRow): VerifierIdentity | null {
  const { identity_kind: kind, identity_value: value, identity_checked_on: checkedOn } = row;
  return kind === null ? null : { kind, value: value ?? "", checkedOn: checkedOn ?? "" };
}

/** The hash of the record rebuilt from its columns, which `fsck` compares with the row. */
export function hashStatementRow(row: StatementRow, documentName: string): Promise<string> {
  return hashAssuranceRecord(toAssuranceRecord(row, documentName));
}
