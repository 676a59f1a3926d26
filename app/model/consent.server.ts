import { AppError } from "#app/encoding/errors.ts";
import { keepSetting, type Saved } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { ConsentSetting, isConsented, type ModelConsent, type ModelName } from "./consent.ts";

export const keptConsent = keepSetting(ConsentSetting, {
  toRow: ({ isAllowed, host, model }: ModelConsent) => ({ is_allowed: isAllowed, host, model }),
  fromRow: ({ is_allowed: isAllowed, host, model }) => ({ isAllowed, host, model }),
  initial: null,
  facts: ({ isAllowed, host, model }) => ({ isAllowed, host, model }),
});

export type SavedConsent = Saved<ModelConsent | null>;

/** The newest consent of the workspace. */
export function getConsent(tx: TenantTx): Promise<SavedConsent> {
  return keptConsent.latest(tx, {});
}

/** The model that a workspace has allowed. Null without one, and nothing of it is shown. */
export async function findAllowedModel(tx: TenantTx, endpoint: ModelName | undefined): Promise<ModelName | null> {
  if (!endpoint) return null;
  const { value } = await getConsent(tx);
  return isConsented(value, endpoint) ? { host: endpoint.host, name: endpoint.name } : null;
}

/**
 * Allows the model, or withdraws that. It counts from the next request on.
 *
 * @throws AppError `conflict` if the operator has set another model since the form was opened, ChangedSince
 */
export async function stateConsent(
  tx: TenantTx,
  author: ChangeAuthor,
  { basedOn, ...consent }: ModelConsent & { basedOn: number },
  endpoint: ModelName | undefined,
): Promise<void> {
  const isSame = endpoint?.host === consent.host && endpoint.name === consent.model;
  if (consent.isAllowed && !isSame) throw new AppError("conflict", { details: { reason: "model_changed" } });
  await keptConsent.save(tx, author, await keptConsent.open(tx, author, { basedOn }), consent);
}
