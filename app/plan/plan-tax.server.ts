import { requireOperator } from "#app/access/plan-operator.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { ClientDetails } from "#app/trade/client/client.server.ts";
import { listTaxNotes } from "#app/trade/seller/tax-note.server.ts";
import { OWN_NOTE, speaksOf, TAX_RULES } from "#app/trade/seller/tax-rules.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** A note about tax that invoices for plans carry where it speaks of the buyer, and the tax that goes with it. */
export interface PlanTax {
  ruleId: string;
  version: number;
  /** Decimal. */
  percent: string;
}

/** Those in use, as the tax notes list them. */
export async function listPlanTaxes(tx: TenantTx): Promise<PlanTax[]> {
  const rows = await tx
    .selectFrom("plan_tax")
    .distinctOn("tax_rule_id")
    .select(["tax_rule_id", "version", "tax_percent"])
    .orderBy("tax_rule_id")
    .orderBy("version", "desc")
    .execute();
  return rows.flatMap(({ tax_rule_id: ruleId, version, tax_percent: percent }) =>
    percent === null ? [] : [{ ruleId, version, percent }],
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
  { ruleId, percent }: { ruleId: string; percent: string | null },
): Promise<"note_off" | null> {
  await requireOperator(tx, author.tenantId);
  if (ruleId !== OWN_NOTE && !TAX_RULES.some(({ id }) => id === ruleId)) throw new AppError("not_found");
  await lockTrail(tx, author.tenantId);
  const isOn = (await listTaxNotes(tx)).some((note) => note.ruleId === ruleId && note.isOn);
  if (percent !== null && !isOn) return "note_off";
  const { last } = await tx
    .selectFrom("plan_tax")
    .select((select) => select.fn.max("version").as("last"))
    .where("tax_rule_id", "=", ruleId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("plan_tax")
    .values({
      tenant_id: author.tenantId,
      tax_rule_id: ruleId,
      version: (last ?? 0) + 1,
      tax_percent: percent,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: "plan_tax.stated",
    subject: "plan_tax",
    subjectId: ruleId,
    after: { ruleId, percent },
  });
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
