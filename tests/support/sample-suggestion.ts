import type { Actor } from "#app/access/actor.server.ts";
import { getConsent, stateConsent } from "#app/model/consent.server.ts";
import { decideSuggestion, type Ending, openRequest, settleRequest } from "#app/model/suggestion.server.ts";
import type { Doors } from "#db/doors.ts";

const MODEL = { host: "model.example", name: "sample-1", seesImages: false };

/** Allows a sample model, as its owner would. */
export async function allowModel(doors: Doors, actor: Actor, isAllowed = true): Promise<void> {
  await doors.withTenant(actor, async (tx) => {
    const { version: basedOn } = await getConsent(tx);
    const consent = { isAllowed, sendsImages: false, host: MODEL.host, model: MODEL.name, basedOn };
    await stateConsent(tx, actor, consent, MODEL);
  });
}

/** Records a request and its answer. Nothing is sent. @returns its id */
export async function addSuggestion(
  doors: Doors,
  actor: Actor,
  { words, isDecided = false, fails = false }: { words: string; isDecided?: boolean; fails?: boolean },
): Promise<string> {
  const asked = {
    kind: "match",
    subjectId: null,
    subject: words,
    prompt: JSON.stringify({ facts: { words } }),
  } as const;
  const answer = { content: '{"factor":null}', promptTokens: 5, answerTokens: 2 };
  const ending: Ending<object> = fails
    ? { failure: "too_slow" }
    : { answer, judged: { suggestion: { factor: null, words: [words] } } };
  return doors.withTenant(actor, async (tx) => {
    const requestId = (await openRequest(tx, actor, MODEL, asked))!;
    await settleRequest(tx, actor, MODEL, { requestId, kind: "match", ending });
    if (isDecided) await decideSuggestion(tx, actor, { id: requestId, decision: "confirmed" });
    return requestId;
  });
}
