import type { Migration } from "kysely/migration";
import { up as roles } from "./0001_roles.ts";
import { up as accounts } from "./0002_accounts.ts";
import { up as tenant } from "./0003_tenant.ts";
import { up as organization } from "./0004_organization.ts";
import { up as membership } from "./0005_membership.ts";
import { up as factors } from "./0006_factors.ts";
import { up as evidence } from "./0007_evidence.ts";
import { up as records } from "./0008_records.ts";
import { up as activityImport } from "./0009_import.ts";
import { up as review } from "./0010_review.ts";
import { up as tasks } from "./0011_tasks.ts";
import { up as activityCount } from "./0012_activity_count.ts";
import { up as jobs } from "./0013_jobs.ts";
import { up as runs } from "./0014_runs.ts";
import { up as report } from "./0015_report.ts";
import { up as publicTables } from "./0016_public.ts";
import { up as reportLife } from "./0017_report_life.ts";
import { up as baseYear } from "./0018_base_year.ts";
import { up as trail } from "./0019_trail.ts";
import { up as requests } from "./0020_requests.ts";
import { up as api } from "./0021_api.ts";
import { up as engagement } from "./0022_engagement.ts";
import { up as assurance } from "./0023_assurance.ts";
import { up as assuranceStatement } from "./0024_assurance_statement.ts";
import { up as seller } from "./0025_seller.ts";
import { up as quote } from "./0026_quote.ts";
import { up as order } from "./0027_order.ts";
import { up as invoice } from "./0028_invoice.ts";
import { up as receipt } from "./0029_receipt.ts";
import { up as provider } from "./0030_provider.ts";
import { up as payment } from "./0031_payment.ts";
import { up as orderMoney } from "./0032_order_money.ts";
import { up as paymentGuards } from "./0033_payment_guards.ts";
import { up as orderHold } from "./0034_order_hold.ts";
import { up as standardPackage } from "./0035_package.ts";
import { up as entitlement } from "./0036_entitlement.ts";
import { up as planOrder } from "./0037_plan_order.ts";
import { up as authors } from "./0038_authors.ts";
import { up as twoPeople } from "./0039_two_people.ts";
import { up as verifier } from "./0040_verifier.ts";
import { up as instruments } from "./0041_instruments.ts";
import { up as identity } from "./0042_identity.ts";
import { up as verification } from "./0043_verification.ts";
import { up as directory } from "./0044_directory.ts";
import { up as issuerKey } from "./0045_issuer_key.ts";
import { up as guidedStart } from "./0046_guided_start.ts";
import { up as disownedStatement } from "./0047_disowned_statement.ts";
import { up as target } from "./0049_target.ts";
import { up as notice } from "./0050_notice.ts";
import { up as model } from "./0051_model.ts";
import { up as clientRelations } from "./0056_client_relations.ts";
import { up as consent } from "./0060_consent.ts";
import { up as ownData } from "./0061_own_data.ts";
import { up as fapiao } from "./0063_fapiao.ts";
import { up as clientLink } from "./0064_client_link.ts";
import { up as time } from "./0065_time.ts";
import { up as paymentPayer } from "./0070_payment_payer.ts";
import { up as invoiceTime } from "./0071_invoice_time.ts";
import { up as contract } from "./0072_contract.ts";
import { up as modelImages } from "./0076_model_images.ts";
import { up as contractCopy } from "./0077_contract_copy.ts";
import { up as personRate } from "./0079_person_rate.ts";
import { up as quoteOption } from "./0080_quote_option.ts";
import { up as clientPortal } from "./0081_client_portal.ts";
import { up as draftComment } from "./0082_draft_comment.ts";

/** In the order in which they run, one for each subject. Frozen once released: a later change is a new migration. */
export const migrations: Record<string, Migration> = {
  "0001_roles": { up: roles },
  "0002_accounts": { up: accounts },
  "0003_tenant": { up: tenant },
  "0004_organization": { up: organization },
  "0005_membership": { up: membership },
  "0006_factors": { up: factors },
  "0007_evidence": { up: evidence },
  "0008_records": { up: records },
  "0009_import": { up: activityImport },
  "0010_review": { up: review },
  "0011_tasks": { up: tasks },
  "0012_activity_count": { up: activityCount },
  "0013_jobs": { up: jobs },
  "0014_runs": { up: runs },
  "0015_report": { up: report },
  "0016_public": { up: publicTables },
  "0017_report_life": { up: reportLife },
  "0018_base_year": { up: baseYear },
  "0019_trail": { up: trail },
  "0020_requests": { up: requests },
  "0021_api": { up: api },
  "0022_engagement": { up: engagement },
  "0023_assurance": { up: assurance },
  "0024_assurance_statement": { up: assuranceStatement },
  "0025_seller": { up: seller },
  "0026_quote": { up: quote },
  "0027_order": { up: order },
  "0028_invoice": { up: invoice },
  "0029_receipt": { up: receipt },
  "0030_provider": { up: provider },
  "0031_payment": { up: payment },
  "0032_order_money": { up: orderMoney },
  "0033_payment_guards": { up: paymentGuards },
  "0034_order_hold": { up: orderHold },
  "0035_package": { up: standardPackage },
  "0036_entitlement": { up: entitlement },
  "0037_plan_order": { up: planOrder },
  "0038_authors": { up: authors },
  "0039_two_people": { up: twoPeople },
  "0040_verifier": { up: verifier },
  "0041_instruments": { up: instruments },
  "0042_identity": { up: identity },
  "0043_verification": { up: verification },
  "0044_directory": { up: directory },
  "0045_issuer_key": { up: issuerKey },
  "0046_guided_start": { up: guidedStart },
  "0047_disowned_statement": { up: disownedStatement },
  "0049_target": { up: target },
  "0050_notice": { up: notice },
  "0051_model": { up: model },
  "0056_client_relations": { up: clientRelations },
  "0060_consent": { up: consent },
  "0061_own_data": { up: ownData },
  "0063_fapiao": { up: fapiao },
  "0064_client_link": { up: clientLink },
  "0065_time": { up: time },
  "0070_payment_payer": { up: paymentPayer },
  "0071_invoice_time": { up: invoiceTime },
  "0072_contract": { up: contract },
  "0076_model_images": { up: modelImages },
  "0077_contract_copy": { up: contractCopy },
  "0079_person_rate": { up: personRate },
  "0080_quote_option": { up: quoteOption },
  "0081_client_portal": { up: clientPortal },
  "0082_draft_comment": { up: draftComment },
};
