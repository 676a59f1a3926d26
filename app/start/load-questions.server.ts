import type { Locale } from "#app/i18n/index.ts";
import { listPlaces } from "#app/places/facility/grid-region.ts";
import { listGridRegions } from "#app/places/facility/grid-regions.server.ts";
import type { AnyTx } from "#db/doors.ts";
import { countRows, type Fields } from "./answers.ts";
import { trades } from "./trades.server.ts";

export type Questions = Awaited<ReturnType<typeof loadQuestions>>;

/** The five questions with their choices, and what was answered. */
export async function loadQuestions(tx: AnyTx, fields: Fields, locale: Locale) {
  const known = trades();
  return {
    fields,
    rows: countRows(fields),
    places: listPlaces(await listGridRegions(tx), locale),
    trades: known.trades.map(({ id, name, gbt4754, nace, sources }) => ({
      id,
      name,
      gbt: gbt4754.join(", "),
      nace: nace.join(", "),
      usual: sources.map((source) => source.id),
    })),
    kinds: [...known.kinds, ...known.trades.flatMap(({ sources }) => sources)]
      .filter(({ id }, index, all) => all.findIndex((one) => one.id === id) === index)
      .map(({ id, name, group }) => ({ id, name, group })),
  };
}
