import type { DocumentActivity, InventoryDocument, ResultLine } from "#app/carbon/document/inventory-document.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import { openContext } from "#app/carbon/line/calculation-context.ts";
import { printLine } from "#app/carbon/total/inventory.ts";
import { parsePiece } from "#app/files/spool/json-spool.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { RunInParts } from "./calculation.server.ts";
import { countPieces, readPiece } from "./calculation-document.server.ts";

/** Some lines of a run, by their numbers: those of a category, after or before one of them. */
export interface LineWish {
  category: string | null;
  /** Exclusive; without either the first lines. */
  after?: number;
  before?: number;
  limit: number;
}

/** Lines of a run with totals, in their order; `isLast`: no line follows. */
export async function listLineNumbers(tx: TenantTx, runId: string, wish: LineWish): Promise<number[]> {
  const isBack = wish.before !== undefined;
  const rows = await tx
    .selectFrom("calculation_line")
    .select("line_number")
    .where("run_id", "=", runId)
    .$if(wish.category !== null, (query) => query.where("category", "=", wish.category!))
    .$if(wish.after !== undefined, (query) => query.where("line_number", ">", wish.after!))
    .$if(isBack, (query) => query.where("line_number", "<", wish.before!))
    .orderBy("line_number", isBack ? "desc" : "asc")
    .limit(wish.limit)
    .execute();
  const numbers = rows.map(({ line_number: number }) => number);
  return isBack ? numbers.reverse() : numbers;
}

/**
 * The document of a large run with these of its lines alone, each calculated again by the reference. Of a run with totals,
 * where each record has a line and the number of the line is that of its activity.
 */
export async function readLines(
  tx: TenantTx,
  { id, parts }: Pick<RunInParts, "id" | "parts">,
  numbers: readonly number[],
): Promise<InventoryDocument> {
  const { head } = parts;
  const activities = await readActivities(tx, id, numbers);
  const context = openContext(head);
  const lines = activities.map((activity): ResultLine => printLine(calculateActivity(context, activity, 0).line!));
  return { ...head, activities, results: { ...head.results!, lines } };
}

async function readActivities(tx: TenantTx, runId: string, numbers: readonly number[]): Promise<DocumentActivity[]> {
  const count = (await countPieces(tx, runId)).activities;
  const found: DocumentActivity[] = [];
  let piece: { number: number; activities: DocumentActivity[] } | null = null;
  for (const number of numbers) {
    if (!piece || numberOf(piece.activities.at(-1)!) < number) {
      piece = await findPiece(tx, runId, { number, from: piece ? piece.number + 1 : 1, count });
    }
    const activity = piece?.activities.find((one) => numberOf(one) === number);
    if (activity) found.push(activity);
  }
  return found;
}

/** The piece that a number is in, by halving: activities stand in the order of their numbers. Null where there is none. */
async function findPiece(
  tx: TenantTx,
  runId: string,
  { number, from, count }: { number: number; from: number; count: number },
): Promise<{ number: number; activities: DocumentActivity[] } | null> {
  let [low, high, at] = [from, count, from];
  while (low <= high) {
    const content = await readPiece(tx, { runId, part: "activities", number: at });
    const activities = content ? await parsePiece<DocumentActivity>(content) : [];
    if (activities.length === 0) return null;
    if (number < numberOf(activities[0]!)) high = at - 1;
    else if (number > numberOf(activities.at(-1)!)) low = at + 1;
    else return { number: at, activities };
    at = Math.floor((low + high) / 2);
  }
  return null;
}

/** Activities of a run are called a1, a2 and so on. */
function numberOf({ id }: Pick<DocumentActivity, "id">): number {
  return Number(id.slice(1));
}

/** The number of a line by the id of its activity; null for what can be none. */
export function lineNumberOf(activity: string): number | null {
  return /^a[1-9][0-9]{0,8}$/.test(activity) ? Number(activity.slice(1)) : null;
}
