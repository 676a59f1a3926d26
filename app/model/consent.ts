import { z } from "zod";
import { declareSetting } from "#app/setting/setting.ts";
import type { SuggestionKind } from "./suggestion-state.ts";

/** Whether data of a workspace may be sent to a model, and to which. */
export interface ModelConsent {
  isAllowed: boolean;
  /** Whether pictures of scanned bills may be sent too. */
  sendsImages: boolean;
  host: string;
  model: string;
}

/** What a consent allows: nothing, words and names, or pictures of bills too. */
export const CONSENTS = ["no", "yes", "images"] as const;

/** The service that the operator has set, as shown to people. */
export interface ModelName {
  host: string;
  name: string;
  /** Whether the operator has stated that the model reads pictures. */
  seesImages: boolean;
}

/** The form names the model that its reader saw, so that a consent is never for another one. */
export const ConsentSetting = declareSetting({
  table: "model_consent",
  key: [],
  right: "workspace.model",
  schema: z.object({
    allowed: z.enum(CONSENTS),
    host: z.string().min(1).max(300),
    model: z.string().min(1).max(200),
  }),
  subject: "model_consent",
  action: "model_consent.stated",
});

/** A consent is for one service and one model. */
export function isConsented(consent: ModelConsent | null, endpoint: ModelName | undefined): boolean {
  if (!consent?.isAllowed || !endpoint) return false;
  return consent.host === endpoint.host && consent.model === endpoint.name;
}

/** Pictures need a consent that names them, and a model that reads them. */
export function isConsentedFor(kind: SuggestionKind, consent: ModelConsent | null, endpoint: ModelName | undefined) {
  if (!isConsented(consent, endpoint)) return false;
  return kind !== "bill" || (consent!.sendsImages && endpoint!.seesImages);
}
