import { requireOperator } from "#app/access/plan-operator.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ClientDetails } from "#app/trade/client/client.server.ts";
import { listTaxNotes } from "#app/trade/seller/tax-note.server.ts";
import { OWN_NOTE, speaksOf, TAX_RULES } from "#app/trade/seller/tax-rules.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { PlanTaxSetting } from "./plan-price.ts";

/** A note about tax that invoices for plans carry where it speaks of the buyer, and the tax that goes with it. */
export interface PlanTax {
  ruleId: string;
  version: number;
  /** Decimal. */
  percent: string;
}

export const keptPlanTax = keepSetting(PlanTaxSetting, {
  toRow: (percent: string | null) => ({ tax_percent: percent }),
  fromRow: (row) => row.tax_percent,
  initial: null,
  facts: (percent) => ({ percent }),
  entry: (percent, _, { tax_rule_id: ruleId }) => ({ after: { ruleId, percent } }),
  isSame: ({ version, value }, percent) => (version > 0 || percent === null) && value === percent,
});

/** Every rule that was ever used, with its version; without a percentage one is not used. */
export async function listPlanTaxVersions(
  tx: TenantTx,
): Promise<{ ruleId: string; version: number; percent: string | null }[]> {
  return (await keptPlanTax.listLatest(tx)).map(({ value: percent, version, row }) => ({
    ruleId: row.tax_rule_id,
    version,
    percent,
  }));
}

/** Those in use, as the tax notes list them. */
export async function listPlanTaxes(tx: TenantTx): Promise<PlanTax[]> {
  return (await listPlanTaxVersions(tx)).flatMap(({ percent, ...one }) =>
    percent === null ? [] : [{ ...one, percent }],
  );
}

/**
 * States that invoices for plans may carry a note of the seller's that is on, and with which tax, or no longer.
 *
 * @param statement.percent decimal from 0 to below 100; null: not used
 * @returns what is wrong, or null @throws AppError `not_found` for a rule that there is none of, and outside the operator's
 */
export async function statePlanTax(
  tx: TenantTx,
  author: ChangeAuthor,
  { ruleId, basedOn, percent }: { ruleId: string; basedOn: number; percent: string | null },
): Promise<"note_off" | null> {
  await requireOperator(tx, author.tenantId);
  if (ruleId !== OWN_NOTE && !TAX_RULES.some(({ id }) => id === ruleId)) throw new AppError("not_found");
  const before = await keptPlanTax.open(tx, author, { tax_rule_id: ruleId, basedOn });
  const isOn = (await listTaxNotes(tx)).some((note) => note.ruleId === ruleId && note.isOn);
  if (percent !== null && !isOn) return "note_off";
  await keptPlanTax.save(tx, author, before, percent);
  return null;
}

/**
 * The tax of a buyer: the first of the notes in use that speaks of the two countries and for which the buyer gave what it
 * asks; the seller's own words come last. Null where none does: then a person has to invoice.
 */
export async function findPlanTax(
  tx: TenantTx,
  sellerCountry: string,
  buyer: Pick<ClientDetails, "country" | "taxId" | "isBusiness">,
): Promise<PlanTax | null> {
  const inUse = await listPlanTaxes(tx);
  const notes = new Set((await listTaxNotes(tx)).flatMap(({ ruleId, isOn }) => (isOn ? [ruleId] : [])));
  const usable = inUse.filter(({ ruleId }) => notes.has(ruleId));
  const fitting = TAX_RULES.filter(
    (rule) =>
      speaksOf(rule, sellerCountry, buyer.country) &&
      (buyer.isBusiness || !rule.requiredFields.includes("client.isBusiness")) &&
      (buyer.taxId !== "" || !rule.requiredFields.includes("client.taxId")),
  );
  const order = [...fitting.map(({ id }) => id), OWN_NOTE];
  return order.flatMap((id) => usable.filter(({ ruleId }) => ruleId === id))[0] ?? null;
}
