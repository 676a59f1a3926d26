import { AppError } from "#app/encoding/errors.ts";
import { keepSetting, type Saved } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { ConsentSetting, isConsentedFor, type ModelConsent, type ModelName } from "./consent.ts";
import type { SuggestionKind } from "./suggestion-state.ts";

export const keptConsent = keepSetting(ConsentSetting, {
  toRow: ({ isAllowed, sendsImages, host, model }: ModelConsent) => ({
    is_allowed: isAllowed,
    sends_images: sendsImages,
    host,
    model,
  }),
  fromRow: ({ is_allowed: isAllowed, sends_images: sendsImages, host, model }) => ({
    isAllowed,
    sendsImages,
    host,
    model,
  }),
  initial: null,
  facts: ({ isAllowed, sendsImages, host, model }) => ({ isAllowed, sendsImages, host, model }),
});

export type SavedConsent = Saved<ModelConsent | null>;

/** The newest consent of the workspace. */
export function getConsent(tx: TenantTx): Promise<SavedConsent> {
  return keptConsent.latest(tx, {});
}

/** The model that a workspace has allowed for a kind. Null without one, and nothing of it is shown. */
export async function findAllowedModel(
  tx: TenantTx,
  endpoint: ModelName | undefined,
  kind: SuggestionKind,
): Promise<ModelName | null> {
  if (!endpoint) return null;
  const { value } = await getConsent(tx);
  if (!isConsentedFor(kind, value, endpoint)) return null;
  return { host: endpoint.host, name: endpoint.name, seesImages: endpoint.seesImages };
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
  const mayRead = !consent.sendsImages || endpoint?.seesImages;
  if (consent.isAllowed && !(isSame && mayRead))
    throw new AppError("conflict", { details: { reason: "model_changed" } });
  await keptConsent.save(tx, author, await keptConsent.open(tx, author, { basedOn }), consent);
}
