import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ChatAnswer, ChatFailure, Judged, UnusableReason } from "./chat.ts";
import { getConsent } from "./consent.server.ts";
import { isConsentedFor, type ModelName } from "./consent.ts";
import { SUGGESTION, type SuggestionKind, type SuggestionState } from "./suggestion-state.ts";

type Author = ChangeAuthor & { organizationId: string };

/** What a suggestion is about. */
export interface Subject {
  kind: SuggestionKind;
  /** The source, inventory or evidence file, where there is one. */
  subjectId: string | null;
  subject: string;
}

const MOST_SUBJECT = 200;
const MOST_STORED = 100_000;
const MOST_DRAFTED = 200;

/**
 * Records what is about to be sent. Consent and its withdrawal wait for each other, so nothing is sent after a
 * withdrawal.
 *
 * @returns the id of the request, or null without consent
 */
export async function openRequest(
  tx: TenantTx,
  author: Author,
  endpoint: ModelName,
  { kind, subjectId, subject, prompt }: Subject & { prompt: string },
): Promise<string | null> {
  await lockTrail(tx, author.tenantId);
  const consent = await getConsent(tx);
  if (!isConsentedFor(kind, consent.value, endpoint)) return null;
  const { id } = await tx
    .insertInto("model_request")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      consent_version: consent.version,
      kind,
      subject_id: subjectId,
      subject: storable(subject, MOST_SUBJECT).trim() || "–",
      prompt: storable(prompt, MOST_STORED),
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const after = { kind, host: endpoint.host, model: endpoint.name };
  await recordChange(tx, author, {
    action: "model_suggestion.requested",
    subject: "model_suggestion",
    subjectId: id,
    after,
  });
  return id;
}

/** PostgreSQL stores no null characters and no lone surrogates. */
function storable(text: string, most: number): string {
  return text.slice(0, most).replace(/[\0\p{Surrogate}]/gu, "");
}

/** How a request ended. */
export type Ending<S extends object> = { failure: ChatFailure } | { answer: ChatAnswer; judged: Judged<S> };

/** Records the answer. @returns the reason why there is nothing to offer, or null */
export async function settleRequest<S extends object>(
  tx: TenantTx,
  author: Author,
  endpoint: ModelName,
  { requestId, kind, ending }: { requestId: string; kind: SuggestionKind; ending: Ending<S> },
): Promise<UnusableReason | ChatFailure | null> {
  const { value } = await getConsent(tx);
  const row = rowOf(ending, isConsentedFor(kind, value, endpoint));
  await tx
    .insertInto("model_answer")
    .values({ tenant_id: author.tenantId, request_id: requestId, ...row })
    .execute();
  return row.reason === "" ? null : row.reason;
}

function rowOf<S extends object>(ending: Ending<S>, isStillConsented: boolean) {
  const none = { answer: "", suggestion: null, prompt_tokens: null, answer_tokens: null };
  if ("failure" in ending) return { state: "failed" as const, reason: ending.failure, ...none };
  const { content, promptTokens, answerTokens } = ending.answer;
  const told = { answer: storable(content, MOST_STORED), prompt_tokens: promptTokens, answer_tokens: answerTokens };
  const judged = isStillConsented ? ending.judged : { unusable: "consent_withdrawn" as const };
  return "unusable" in judged
    ? { state: "unusable" as const, reason: judged.unusable, suggestion: null, ...told }
    : { state: "offered" as const, reason: "" as const, suggestion: JSON.stringify(judged.suggestion), ...told };
}

export interface Suggestion {
  id: string;
  kind: SuggestionKind;
  subject: string;
  subjectId: string | null;
  model: string;
  state: SuggestionState;
  suggestion: object | null;
}

/** Every request of the workspace with what came of it. */
export function selectSuggestions(tx: TenantTx) {
  return tx
    .selectFrom("model_request as r")
    .innerJoin("model_consent as c", "c.version", "r.consent_version")
    .innerJoin("organization as o", "o.id", "r.organization_id")
    .leftJoin("model_answer as a", "a.request_id", "r.id")
    .leftJoin("model_decision as d", "d.request_id", "r.id")
    .leftJoin("author as asker", "asker.id", "r.created_by")
    .leftJoin("author as decider", "decider.id", "d.created_by")
    .select(["r.id", "r.kind", "r.subject", "r.subject_id", "r.prompt", "r.created_at", "r.organization_id"])
    .select(["c.host", "c.model", "o.name_en", "o.name_zh"])
    .select(["a.answer", "a.suggestion", "a.prompt_tokens", "a.answer_tokens"])
    .select(["asker.name as asked_by", "decider.name as decided_by", "d.created_at as decided_at"])
    .select((eb) => eb.fn.coalesce("a.reason", sql<string>`''`).as("reason"))
    .select(sql<SuggestionState>`coalesce(d.state, a.state, 'asked')`.as("state"));
}

/** A suggestion of this organization. Null for any other id. */
export async function findSuggestion(tx: TenantTx, organizationId: string, id: string): Promise<Suggestion | null> {
  const row = await selectSuggestions(tx)
    .where("r.id", "=", id)
    .where("r.organization_id", "=", organizationId)
    .executeTakeFirst();
  if (!row) return null;
  const { kind, subject, subject_id: subjectId, model, state, suggestion } = row;
  return { id: row.id, kind, subject, subjectId, model, state, suggestion };
}

/** The texts of an inventory that began as drafts of a model, by path and language. The newest counts. */
export async function listDraftedTexts(
  tx: TenantTx,
  inventoryId: string,
): Promise<Record<string, { id: string; model: string }>> {
  const rows = await selectSuggestions(tx)
    .select("d.texts")
    .where("r.kind", "=", "text")
    .where("r.subject_id", "=", inventoryId)
    .where("d.state", "=", "confirmed")
    .orderBy("d.created_at", "desc")
    .limit(MOST_DRAFTED)
    .execute();
  const all = rows.reverse().flatMap(({ id, model, texts }) => (texts ?? []).map((text) => [text, { id, model }]));
  return Object.fromEntries(all);
}

/** Records what a person made of an offer. A second decision changes nothing. @throws AppError `not_found` */
export async function decideSuggestion(
  tx: TenantTx,
  author: Author,
  { id, decision, texts = [] }: { id: string; decision: "confirmed" | "declined"; texts?: string[] },
): Promise<void> {
  await lockTrail(tx, author.tenantId);
  const found = await findSuggestion(tx, author.organizationId, id);
  if (!found) throw new AppError("not_found");
  if (!SUGGESTION.may(decision === "confirmed" ? "confirm" : "decline", found.state)) return;
  await tx
    .insertInto("model_decision")
    .values({ tenant_id: author.tenantId, request_id: id, state: decision, texts, created_by: author.userId })
    .execute();
  await recordChange(tx, author, {
    action: `model_suggestion.${decision}`,
    subject: "model_suggestion",
    subjectId: id,
    after: { kind: found.kind, model: found.model, ...(texts.length > 0 && { texts }) },
  });
}

/** A request as the log has it. */
export function toLogged(row: Awaited<ReturnType<ReturnType<typeof selectSuggestions>["executeTakeFirstOrThrow"]>>) {
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    organization: { en: row.name_en, zh: row.name_zh },
    host: row.host,
    model: row.model,
    state: row.state,
    reason: row.reason,
    prompt: row.prompt,
    answer: row.answer,
    promptTokens: row.prompt_tokens,
    answerTokens: row.answer_tokens,
    askedBy: row.asked_by,
    at: row.created_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  };
}

/** A request with its prompt and answer. @throws AppError `not_found` */
export async function readSuggestion(tx: TenantTx, id: string) {
  const row = await selectSuggestions(tx).where("r.id", "=", id).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const { at, decidedAt, ...rest } = toLogged(row);
  return { ...rest, at: at.toISOString(), decidedAt: decidedAt?.toISOString() ?? null };
}
