import { keptFactorRule, stateFactorRule as saveFactorRule } from "#app/access/second-factor-rule.server.ts";
import { keptBrand, stateBrand as saveBrand } from "#app/brand/brand.server.ts";
import { keptTenantBrand, stateTenantBrand as saveTenantBrand } from "#app/brand/tenant-brand.server.ts";
import { keptPlanPrice, statePlanPrice as savePlanPrice } from "#app/plan/plan-price.server.ts";
import { keptPlanTax, statePlanTax as savePlanTax } from "#app/plan/plan-tax.server.ts";
import { keptReleaseRule, stateReleaseRule as saveReleaseRule } from "#app/report/release-rule.server.ts";
import { keptListing, stateReportListing as saveReportListing } from "#app/report/report-listing.server.ts";
import { keptBaseYear, stateBaseYear as saveBaseYear } from "#app/runs/base-year/base-year.server.ts";
import { keptPolicy, stateFactorPolicy as saveFactorPolicy } from "#app/sources/policy/factor-policy.server.ts";
import {
  keptConfidentiality,
  stateConfidentiality as saveConfidentiality,
} from "#app/sources/source-confidentiality.server.ts";
import { saveQuoteDraft as saveDraft } from "#app/trade/quote/quote.server.ts";
import { keptQuoteDraft } from "#app/trade/quote/quote-draft.server.ts";
import { keptTolerance, stateTolerance as saveTolerance } from "#app/trade/receipt/receipt.server.ts";
import { keptSeller, stateSellerDetail as saveSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { keptTaxNote, stateTaxNote as saveTaxNote } from "#app/trade/seller/tax-note.server.ts";
import { keptServicePrice, addServicePrice as savePrice } from "#app/trade/service/service.server.ts";
import type { TenantTx } from "#db/doors.ts";

/**
 * Saves of people who have just loaded the page, for tests about something else: each is based on the newest version.
 */

type Value<F extends (...args: never[]) => unknown> = Omit<Parameters<F>[2], "basedOn">;

export async function stateFactorRule(tx: TenantTx, by: Parameters<typeof saveFactorRule>[1], isOn: boolean) {
  const { version: basedOn } = await keptFactorRule.latest(tx, {});
  return saveFactorRule(tx, by, { basedOn, isOn });
}

export async function stateReleaseRule(tx: TenantTx, by: Parameters<typeof saveReleaseRule>[1], isOn: boolean) {
  const { version: basedOn } = await keptReleaseRule.latest(tx, {});
  return saveReleaseRule(tx, by, { basedOn, isOn });
}

export async function stateReportListing(tx: TenantTx, by: Parameters<typeof saveReportListing>[1], isListed: boolean) {
  const { version: basedOn } = await keptListing.latest(tx, { organization_id: by.organizationId });
  return saveReportListing(tx, by, { basedOn, isListed });
}

export async function stateBrand(tx: TenantTx, by: Parameters<typeof saveBrand>[1], look: Value<typeof saveBrand>) {
  const { version: basedOn } = await keptBrand.latest(tx, { organization_id: by.organizationId });
  return saveBrand(tx, by, { ...look, basedOn });
}

export async function stateTenantBrand(
  tx: TenantTx,
  by: Parameters<typeof saveTenantBrand>[1],
  look: Value<typeof saveTenantBrand>,
) {
  const { version: basedOn } = await keptTenantBrand.latest(tx, {});
  return saveTenantBrand(tx, by, { ...look, basedOn });
}

export async function stateFactorPolicy(
  tx: TenantTx,
  by: Parameters<typeof saveFactorPolicy>[1],
  policy: Value<typeof saveFactorPolicy>,
) {
  const { version: basedOn } = await keptPolicy.latest(tx, { organization_id: by.organizationId });
  return saveFactorPolicy(tx, by, { ...policy, basedOn });
}

export async function stateBaseYear(
  tx: TenantTx,
  by: Parameters<typeof saveBaseYear>[1],
  policy: Value<typeof saveBaseYear>,
) {
  const { version: basedOn } = await keptBaseYear.latest(tx, { organization_id: by.organizationId });
  return saveBaseYear(tx, by, { ...policy, basedOn });
}

export async function stateConfidentiality(
  tx: TenantTx,
  by: Parameters<typeof saveConfidentiality>[1],
  choice: Value<typeof saveConfidentiality>,
) {
  const { version: basedOn } = await keptConfidentiality.latest(tx, { source_id: choice.sourceId });
  return saveConfidentiality(tx, by, { ...choice, basedOn });
}

export async function stateSellerDetail(
  tx: TenantTx,
  by: Parameters<typeof saveSellerDetail>[1],
  seller: Value<typeof saveSellerDetail>,
) {
  const { version: basedOn } = await keptSeller.latest(tx, {});
  return saveSellerDetail(tx, by, { ...seller, basedOn });
}

export async function stateTaxNote(
  tx: TenantTx,
  by: Parameters<typeof saveTaxNote>[1],
  note: Value<typeof saveTaxNote>,
) {
  const { version: basedOn } = await keptTaxNote.latest(tx, { rule_id: note.ruleId });
  return saveTaxNote(tx, by, { ...note, basedOn });
}

export async function stateTolerance(
  tx: TenantTx,
  by: Parameters<typeof saveTolerance>[1],
  tolerance: Value<typeof saveTolerance>,
) {
  const { version: basedOn } = await keptTolerance.latest(tx, {});
  return saveTolerance(tx, by, { ...tolerance, basedOn });
}

export async function statePlanPrice(
  tx: TenantTx,
  by: Parameters<typeof savePlanPrice>[1],
  price: Value<typeof savePlanPrice>,
) {
  const { version: basedOn } = await keptPlanPrice.latest(tx, {});
  return savePlanPrice(tx, by, { ...price, basedOn });
}

export async function statePlanTax(
  tx: TenantTx,
  by: Parameters<typeof savePlanTax>[1],
  tax: Value<typeof savePlanTax>,
) {
  const { version: basedOn } = await keptPlanTax.latest(tx, { tax_rule_id: tax.ruleId });
  return savePlanTax(tx, by, { ...tax, basedOn });
}

export async function addServicePrice(
  tx: TenantTx,
  by: Parameters<typeof savePrice>[1],
  serviceId: string,
  price: Omit<Parameters<typeof savePrice>[3], "basedOn">,
) {
  const { version: basedOn } = await keptServicePrice.latest(tx, { service_id: serviceId });
  return savePrice(tx, by, serviceId, { ...price, basedOn });
}

export async function saveQuoteDraft(
  tx: TenantTx,
  by: Parameters<typeof saveDraft>[1],
  draft: Value<typeof saveDraft>,
) {
  const { version: basedOn } = await keptQuoteDraft.latest(tx, { quote_id: draft.quoteId });
  return saveDraft(tx, by, { ...draft, basedOn });
}
