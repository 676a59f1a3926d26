import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { ActivityEntry, ActivityField, EntryContext } from "#app/carbon/entry/activity-entry.ts";
import { suggestFixes } from "#app/carbon/entry/entry-fix.ts";
import type { Locale } from "#app/i18n/index.ts";
import { translator } from "#app/i18n/index.ts";
import { withConversions } from "#app/records/converting-context.server.ts";
import { unitText } from "#app/records/sheet/fault-text.ts";
import { type WordedFix, wordFix } from "#app/records/sheet/fix-text.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import type { ImportAuthor } from "./import-draft.server.ts";
import type { Candidate } from "./import-row.ts";
import type { ConversionView } from "./import-view.ts";
import { candidateOf, openBench, reworkRows, type Workbench } from "./rework-rows.server.ts";

/** A published conversion, from the unit of the file. */
export interface AskedConversion {
  reference: string;
  from: string;
}

/** Open rows whose unit doesn't fit their source. */
const OF_OTHER_UNIT = sql<boolean>`outcome = 'person' and faults @> '[{"code": "unit_mismatch"}]'`;

/** A file of many units is rare: the first open rows show the conversions that it needs. */
const ROWS_LOOKED_AT = 200;

/** Conversions that open rows can take, each with an example. None is applied automatically. */
export async function offerConversions(tx: TenantTx, bench: Workbench, locale: Locale): Promise<ConversionView[]> {
  const rows = await tx
    .selectFrom("import_row")
    .selectAll()
    .where("import_id", "=", bench.draft.id)
    .where(OF_OTHER_UNIT)
    .orderBy("number")
    .limit(ROWS_LOOKED_AT)
    .execute();
  if (rows.length === 0) return [];
  const context = await convertingContext(tx, bench);
  const messages = translator(locale);
  const found = new Map<string, ConversionView>();
  for (const row of rows) {
    for (const { fix, why } of conversionsOfRow(candidateOf(row), { bench, context, locale })) {
      if (fix.kind !== "conversion") continue;
      const { reference, from, to } = fix.conversion;
      const key = `${reference} ${from}`;
      if (!found.has(key))
        found.set(key, { reference, from, fromText: unitText(messages, from), toText: unitText(messages, to), why });
    }
  }
  return [...found.values()];
}

/**
 * Converts all open rows that the conversion fits, and keeps the original amount in their notes. The correction can be
 * undone like any other.
 *
 * @throws AppError `not_found`; `conflict` for a draft that is not being reviewed
 */
export async function convertRows(
  doors: Pick<Doors, "withTenant">,
  author: ImportAuthor,
  draftId: string,
  { locale, ...asked }: AskedConversion & { locale: Locale },
): Promise<void> {
  const context = await doors.withTenant(author, async (tx) =>
    convertingContext(tx, await openBench(tx, author, draftId)),
  );
  const id = randomUUID();
  await reworkRows(doors, author, draftId, {
    condition: OF_OTHER_UNIT,
    change: (row, bench) => {
      const worded = conversionsOfRow(row, { bench, context, locale }).find(
        ({ fix }) =>
          fix.kind === "conversion" &&
          fix.conversion.reference === asked.reference &&
          fix.conversion.from === asked.from,
      );
      return worded ? withTexts(row, id, worded.texts) : row;
    },
  });
}

interface Around {
  bench: Workbench;
  context: EntryContext;
  locale: Locale;
}

function conversionsOfRow({ entry, faults }: Candidate, { bench, context, locale }: Around): WordedFix[] {
  const fault = faults.find(({ code, field }) => code === "unit_mismatch" && field === "unit");
  if (!entry || !fault) return [];
  const said = bench.reader.read(entry).entry;
  const words = { messages: translator(locale), locale };
  return suggestFixes({ ...fault, field: "unit" }, said, context).flatMap((fix) => wordFix(fix, entry, words) ?? []);
}

function withTexts(row: Candidate, id: string, texts: Partial<ActivityEntry>): Candidate {
  const edits = (Object.entries(texts) as [ActivityField, string][]).map(([field, after]) => ({
    id,
    field,
    before: row.entry![field],
    after,
    faults: row.faults.filter((fault) => fault.field === field),
  }));
  return { ...row, entry: { ...row.entry!, ...texts }, edits: [...row.edits, ...edits] };
}

/** The context of the rows, with the published conversions of each source. */
function convertingContext(tx: TenantTx, { places, scope }: Workbench): Promise<EntryContext> {
  return withConversions(tx, scope.organizationId, scope.context, places);
}
