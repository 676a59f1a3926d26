import { z } from "zod";
import { requireId } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { forgetMatch, rememberMatch } from "#app/records/description-match.server.ts";
import { decideMatch } from "#app/sources/ask-for-factor.server.ts";
import { getDraft, type ImportAuthor } from "./import-draft.server.ts";
import { planSource } from "./import-places.server.ts";

type TenantTx = Parameters<typeof rememberMatch>[0];
type Author = Parameters<typeof forgetMatch>[1];

/** Number of descriptions matched at a time. */
export const MATCHED_DESCRIPTIONS = 100;
const NUMBERS = Array.from({ length: MATCHED_DESCRIPTIONS }, (_, number) => number);

const Said = z.object({ facilityId: z.string(), text: z.string().min(1).max(200), unit: z.string().max(200) });
const Choice = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("source"), id: z.string() }),
  z.object({
    kind: z.literal("factor"),
    factor: z.string().min(1).max(200),
    via: z.string().max(200),
    category: z.string().max(60),
    unit: z.string().max(40),
  }),
]);

/**
 * Saves the chosen matches. With `acceptHigh`, also accepts confident suggestions for the others. A factor becomes a
 * planned source, shared by all descriptions at a facility that chose it.
 *
 * @returns the number of matches
 * @throws AppError `invalid` for an invalid suggestion
 */
export async function saveChoices(
  tx: TenantTx,
  author: ImportAuthor,
  draftId: string,
  { fields, acceptHigh }: { fields: Record<string, string>; acceptHigh: boolean },
): Promise<number> {
  const planned = new Map<string, string>();
  const { places } = await getDraft(tx, author.organizationId, draftId);
  const plannedIds = new Set(places.sources.map(({ id }) => id));
  let count = 0;
  for (const number of NUMBERS) {
    const chosen = fields[`choice-${number}`] || (acceptHigh ? fields[`high-${number}`] : "");
    if (!chosen) continue;
    const said = parseSaid(fields[`said-${number}`] ?? "");
    const choice = parse(Choice, chosen);
    const key = `${said.facilityId} ${chosen}`;
    const plannedId = choice.kind === "source" ? choice.id : planned.get(key);
    if (choice.kind === "source" && !plannedIds.has(choice.id)) {
      await rememberMatch(tx, author, { ...said, sourceId: requireId(choice.id) });
    } else if (plannedId !== undefined) {
      await planSource(tx, author, draftId, { said, meant: { id: plannedId } });
    } else if (choice.kind === "factor") {
      planned.set(key, await planSource(tx, author, draftId, { said, meant: choice }));
    }
    const suggestion = fields[`suggestion-${number}`];
    if (suggestion) await decideMatch(tx, author, suggestion, choice.kind === "factor" ? choice.factor : "");
    count += 1;
  }
  return count;
}

export async function forgetChoice(tx: TenantTx, author: Author, id: string | undefined): Promise<void> {
  await forgetMatch(tx, author, requireId(id));
}

/** A description as the form names it. @throws AppError `invalid` */
export function parseSaid(text: string): z.output<typeof Said> {
  const said = parse(Said, text);
  requireId(said.facilityId);
  return said;
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  const read = schema.safeParse(parseJson(text));
  if (!read.success) throw new AppError("invalid", { details: { reason: "choice_malformed" } });
  return read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
