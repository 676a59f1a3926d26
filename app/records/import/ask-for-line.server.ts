import { type Actor, inTenant } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { askModel } from "#app/model/ask.server.ts";
import { judgeMatch, type MatchSuggestion, matchPrompt } from "#app/model/match-question.ts";
import { offerChoices } from "#app/sources/model-choices.server.ts";
import { getDraft } from "./import-draft.server.ts";
import { parseSaid } from "./match-choices.server.ts";
import { benchOf } from "./rework-rows.server.ts";

/**
 * Asks the model which factor of the library fits a description of the file. Nothing is chosen.
 *
 * @returns the id of the suggestion, or the code of the message why there is none
 * @throws AppError `not_found` for a facility that isn't in the import
 */
export async function askForLine(actor: Actor, importId: string, said: string): Promise<{ id: string } | string> {
  const { facilityId, text, unit } = parseSaid(said);
  const asked = await inTenant(actor, async (tx) => {
    const { places } = await benchOf(tx, await getDraft(tx, actor.organizationId, importId));
    const facility = places.facilities.find(({ id }) => id === facilityId);
    if (!facility) throw new AppError("not_found");
    const line = { words: text, unit, category: "", country: facility.country };
    return { line, choices: await offerChoices(tx, facility, line) };
  });
  const told = await askModel<MatchSuggestion>(actor, {
    kind: "match",
    subjectId: null,
    subject: text,
    prompt: matchPrompt(asked.line, asked.choices),
    judge: (written) => judgeMatch(written, asked.choices),
  });
  return "fault" in told ? told.fault : { id: told.id };
}
