import { requireOperator } from "#app/access/plan-operator.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ClientDetails } from "#app/trade/client/client.server.ts";
import { listTaxNotes } from "#app/trade/seller/tax-note.server.ts";
import { OWN_NOTE, speaksOf, TAX_RULES } from "#app/trade/seller/tax-rules.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { PlanTaxSetting } from "./plan-price.ts";

/** A tax note used on invoices for plans, with its tax rate. */
export interface PlanTax {
  ruleId: string;
  version: number;
  /** A decimal. */
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

/** All rules ever used, with their versions. A rule without a percentage is not in use. */
export async function listPlanTaxVersions(
  tx: TenantTx,
): Promise<{ ruleId: string; version: number; percent: string | null }[]> {
  return (await keptPlanTax.listLatest(tx)).map(({ value: percent, version, row }) => ({
    ruleId: row.tax_rule_id,
    version,
    percent,
  }));
}

/** The notes in use, in the order of the tax notes. */
export async function listPlanTaxes(tx: TenantTx): Promise<PlanTax[]> {
  return (await listPlanTaxVersions(tx)).flatMap(({ percent, ...one }) =>
    percent === null ? [] : [{ ...one, percent }],
  );
}

/**
 * Sets the tax rate of a tax note on invoices for plans, or stops using the note. The note must be enabled.
 *
 * @param statement.percent decimal from 0 to below 100; null: not used
 * @returns the error, or null
 * @throws AppError `not_found` for an unknown rule, and outside the operator's tenant
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
 * The tax of a buyer: the first note in use that covers both countries and whose required fields the buyer gave. The
 * custom note comes last. Null if none applies; a person must then issue the invoice.
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
