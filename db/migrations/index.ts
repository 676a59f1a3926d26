import type { Migration } from "kysely/migration";
import { up as roles } from "./0001_roles.ts";
import { up as tenancy } from "./0002_tenancy.ts";
import { up as organization } from "./0003_organization.ts";
import { up as factors } from "./0004_factors.ts";
import { up as activity } from "./0005_activity.ts";
import { up as inventory } from "./0006_inventory.ts";
import { up as report } from "./0007_report.ts";
import { up as audit } from "./0008_audit.ts";
import { up as factorFacts } from "./0009_factor_facts.ts";
import { up as factorPolicy } from "./0010_factor_policy.ts";
import { up as ownFactor } from "./0011_own_factor.ts";
import { up as descriptionMatch } from "./0012_description_match.ts";
import { up as baseYear } from "./0013_base_year.ts";
import { up as activityMethod } from "./0014_activity_method.ts";
import { up as evidence } from "./0015_evidence.ts";
import { up as activityOrigin } from "./0016_activity_origin.ts";
import { up as review } from "./0017_review.ts";
import { up as dataRequest } from "./0018_data_request.ts";
import { up as api } from "./0019_api.ts";
import { up as activityImport } from "./0020_import.ts";
import { up as auditTrail } from "./0021_audit_trail.ts";
import { up as reportLife } from "./0022_report_life.ts";
import { up as disclosure } from "./0023_disclosure.ts";
import { up as reportLanguages } from "./0024_report_languages.ts";
import { up as brand } from "./0025_brand.ts";
import { up as assurance } from "./0026_assurance.ts";
import { up as selectiveDisclosure } from "./0027_selective_disclosure.ts";
import { up as client } from "./0028_client.ts";
import { up as requestReminder } from "./0028_request_reminder.ts";
import { up as seller } from "./0031_seller.ts";
import { up as invoice } from "./0032_invoice.ts";
import { up as engagement } from "./0033_engagement.ts";
import { up as release } from "./0034_release.ts";

import { up as quote } from "./0035_quote.ts";
import { up as order } from "./0036_order.ts";
import { up as payment } from "./0037_payment.ts";
import { up as entitlement } from "./0039_entitlement.ts";
import { up as organizationMember } from "./0040_organization_member.ts";
import { up as standardPackage } from "./0041_package.ts";
import { up as planOrder } from "./0042_plan_order.ts";
import { up as refund } from "./0044_refund.ts";
import { up as trailReader } from "./0046_trail_reader.ts";
import { up as tenantLogo } from "./0047_tenant_logo.ts";
import { up as evidenceLock } from "./0050_evidence_lock.ts";
import { up as calculationCopy } from "./0051_calculation_copy.ts";
import { up as calculationPiece } from "./0052_calculation_piece.ts";
import { up as calculationSummary } from "./0053_calculation_summary.ts";
import { up as plannedReads } from "./0054_planned_reads.ts";
import { up as referencesBySet } from "./0058_references_by_set.ts";
import { up as orderHold } from "./0060_order_hold.ts";
import { up as tenantExport } from "./0061_tenant_export.ts";
import { up as tenantDeletion } from "./0062_tenant_deletion.ts";
import { up as activityOrder } from "./0066_activity_order.ts";
import { up as readsByKey } from "./0067_reads_by_key.ts";
import { up as boundedReads } from "./0068_bounded_reads.ts";
import { up as storedFile } from "./0069_stored_file.ts";
import { up as linesBeforeRun } from "./0070_lines_before_run.ts";
import { up as runView } from "./0075_run_view.ts";
import { up as evidenceOrder } from "./0080_evidence_order.ts";
import { up as entryOrder } from "./0081_entry_order.ts";
import { up as runLibrary } from "./0088_run_library.ts";
import { up as recordsOfMonths } from "./0089_records_of_months.ts";
import { up as runOutline } from "./0090_run_outline.ts";
import { up as judgedRun } from "./0092_judged_run.ts";
import { up as runInputs } from "./0093_run_inputs.ts";
import { up as standingRecords } from "./0096_standing_records.ts";
import { up as logCommitment } from "./0101_log_commitment.ts";
import { up as editionLife } from "./0102_edition_life.ts";
import { up as secondFactor } from "./0105_second_factor.ts";
import { up as jobDeath } from "./0107_job_death.ts";
import { up as checksOfUnseenRows } from "./0111_checks_of_unseen_rows.ts";
import { up as importPlaces } from "./0113_import_places.ts";
import { up as lineAgain } from "./0114_line_again.ts";
import { up as gridFallback } from "./0115_grid_fallback.ts";
import { up as rightWait } from "./0121_right_wait.ts";
import { up as administratorNotice } from "./0122_administrator_notice.ts";
import { up as activityCount } from "./0123_activity_count.ts";
import { up as rateLimitWindow } from "./0124_rate_limit_window.ts";
import { up as reportListing } from "./0125_report_listing.ts";
import { up as requestWriter } from "./0126_request_writer.ts";
import { up as loosenedRule } from "./0127_loosened_rule.ts";

/** In the order in which they run. Frozen once released: a change is a new migration. */
export const migrations: Record<string, Migration> = {
  "0001_roles": { up: roles },
  "0002_tenancy": { up: tenancy },
  "0003_organization": { up: organization },
  "0004_factors": { up: factors },
  "0005_activity": { up: activity },
  "0006_inventory": { up: inventory },
  "0007_report": { up: report },
  "0008_audit": { up: audit },
  "0009_factor_facts": { up: factorFacts },
  "0010_factor_policy": { up: factorPolicy },
  "0011_own_factor": { up: ownFactor },
  "0012_description_match": { up: descriptionMatch },
  "0013_base_year": { up: baseYear },
  "0014_activity_method": { up: activityMethod },
  "0015_evidence": { up: evidence },
  "0016_activity_origin": { up: activityOrigin },
  "0017_review": { up: review },
  "0018_data_request": { up: dataRequest },
  "0019_api": { up: api },
  "0020_import": { up: activityImport },
  "0021_audit_trail": { up: auditTrail },
  "0022_report_life": { up: reportLife },
  "0023_disclosure": { up: disclosure },
  "0024_report_languages": { up: reportLanguages },
  "0025_brand": { up: brand },
  "0026_assurance": { up: assurance },
  "0027_selective_disclosure": { up: selectiveDisclosure },
  "0028_client": { up: client },
  "0028_request_reminder": { up: requestReminder },
  "0031_seller": { up: seller },
  "0032_invoice": { up: invoice },
  "0033_engagement": { up: engagement },
  "0034_release": { up: release },
  "0035_quote": { up: quote },
  "0036_order": { up: order },
  "0037_payment": { up: payment },
  "0039_entitlement": { up: entitlement },
  "0040_organization_member": { up: organizationMember },
  "0041_package": { up: standardPackage },
  "0042_plan_order": { up: planOrder },
  "0044_refund": { up: refund },
  "0046_trail_reader": { up: trailReader },
  "0047_tenant_logo": { up: tenantLogo },
  "0050_evidence_lock": { up: evidenceLock },
  "0051_calculation_copy": { up: calculationCopy },
  "0052_calculation_piece": { up: calculationPiece },
  "0053_calculation_summary": { up: calculationSummary },
  "0054_planned_reads": { up: plannedReads },
  "0058_references_by_set": { up: referencesBySet },
  "0060_order_hold": { up: orderHold },
  "0061_tenant_export": { up: tenantExport },
  "0062_tenant_deletion": { up: tenantDeletion },
  "0066_activity_order": { up: activityOrder },
  "0067_reads_by_key": { up: readsByKey },
  "0068_bounded_reads": { up: boundedReads },
  "0069_stored_file": { up: storedFile },
  "0070_lines_before_run": { up: linesBeforeRun },
  "0075_run_view": { up: runView },
  "0080_evidence_order": { up: evidenceOrder },
  "0081_entry_order": { up: entryOrder },
  "0088_run_library": { up: runLibrary },
  "0089_records_of_months": { up: recordsOfMonths },
  "0090_run_outline": { up: runOutline },
  "0092_judged_run": { up: judgedRun },
  "0093_run_inputs": { up: runInputs },
  "0096_standing_records": { up: standingRecords },
  "0101_log_commitment": { up: logCommitment },
  "0102_edition_life": { up: editionLife },
  "0105_second_factor": { up: secondFactor },
  "0107_job_death": { up: jobDeath },
  "0111_checks_of_unseen_rows": { up: checksOfUnseenRows },
  "0113_import_places": { up: importPlaces },
  "0114_line_again": { up: lineAgain },
  "0115_grid_fallback": { up: gridFallback },
  "0121_right_wait": { up: rightWait },
  "0122_administrator_notice": { up: administratorNotice },
  "0123_activity_count": { up: activityCount },
  "0124_rate_limit_window": { up: rateLimitWindow },
  "0125_report_listing": { up: reportListing },
  "0126_request_writer": { up: requestWriter },
  "0127_loosened_rule": { up: loosenedRule },
};
