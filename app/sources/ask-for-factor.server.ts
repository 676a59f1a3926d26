import { inTenant } from "#app/access/actor.server.ts";
import { type AskedFor, refuse, refuseForNow } from "#app/action/action.server.ts";
import { isCategory } from "#app/carbon/line/scope.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { askModel } from "#app/model/ask.server.ts";
import { judgeMatch, type MatchLine, type MatchSuggestion, matchPrompt } from "#app/model/match-question.ts";
import { decideSuggestion, findSuggestion } from "#app/model/suggestion.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { offerChoices } from "./model-choices.server.ts";
import { KEPT_FIELDS, type SourceActions } from "./source-form.ts";

type Actor = Parameters<typeof askModel>[0];
type TenantTx = Parameters<typeof findSuggestion>[0];
type Author = Parameters<typeof decideSuggestion>[1];

/**
 * Asks the model which of the library's factors fits the form so far. The answer is the address of the same form, with
 * what was typed and the suggestion next to the factors. Nothing is chosen.
 */
export async function askForFactor({ actor, params, value, typed }: AskedFor<Actor, typeof SourceActions, "ask">) {
  const words = [value.nameEn, value.nameZh].filter(Boolean).join(" ") || value.q;
  if (words.trim() === "") return refuse({ form: "match_words" });
  const asked = await inTenant(actor, async (tx) => {
    const facility = (await listFacilities(tx, actor.organizationId)).find(({ id }) => id === value.facilityId);
    if (!facility) return null;
    const line: MatchLine = {
      words,
      unit: isUnitCode(value.unit) ? value.unit : "",
      category: isCategory(value.category) ? value.category : "",
      country: facility.country,
    };
    return { line, choices: await offerChoices(tx, facility, line) };
  });
  if (!asked) return refuse({ facilityId: "facility_missing" });
  const sourceId = params.sourceId ?? "";
  const told = await askModel<MatchSuggestion>(actor, {
    kind: "match",
    subjectId: sourceId === "new" ? null : sourceId,
    subject: words,
    prompt: matchPrompt(asked.line, asked.choices),
    judge: (written) => judgeMatch(written, asked.choices),
  });
  if ("fault" in told) {
    return told.fault === "rate_limited" ? refuseForNow(told.waitSeconds) : refuse({ form: told.fault });
  }
  const address = new URLSearchParams({ q: typed.q ?? "", suggestion: told.id });
  for (const field of KEPT_FIELDS) if (typed[field]) address.set(field, typed[field]);
  if (typed.inScope) address.set("inScope", typed.inScope);
  return `/organizations/${actor.organizationId}/sources/${sourceId}?${address}#factor`;
}

/** What the form shows of a suggestion. */
export interface ShownMatch extends MatchSuggestion {
  id: string;
  subject: string;
  model: string;
}

/** The open suggestion that an address names. Null for any other id. */
export async function findMatch(tx: TenantTx, organizationId: string, id: string): Promise<ShownMatch | null> {
  if (!UUID.test(id)) return null;
  const found = await findSuggestion(tx, organizationId, id);
  if (found?.kind !== "match" || found.state !== "offered") return null;
  return { ...(found.suggestion as MatchSuggestion), id, subject: found.subject, model: found.model };
}

/** Records whether a person chose the factor that was suggested. */
export async function decideMatch(tx: TenantTx, author: Author, id: string, factor: string): Promise<void> {
  const match = await findMatch(tx, author.organizationId, id);
  if (!match) return;
  await decideSuggestion(tx, author, { id, decision: match.factor === factor ? "confirmed" : "declined" });
}
