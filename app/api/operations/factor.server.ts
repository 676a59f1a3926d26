import type { z } from "zod";
import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import { getFactorHistory } from "#app/factors/factor.server.ts";
import { searchFactors } from "#app/factors/factor-search.server.ts";
import type { PublishedFactor } from "#app/factors/published-factor.server.ts";
import { contentLanguageFor } from "#app/i18n/locale.ts";
import { printCursor, readCursor } from "../cursor.ts";
import { defineOperation } from "../operation.ts";
import { FactorHistory, FactorPage, FactorQuery } from "../schema/factor.ts";

const LIST = "factors";
const LONGEST_ID = 200;
const FACTOR_ID = /^[!-~]{1,200}$/;

const searchTheFactors = defineOperation<z.output<typeof FactorQuery>>({
  id: "searchFactors",
  noun: "factor",
  method: "GET",
  path: "/factors",
  door: "tenant",
  scope: "read",
  query: FactorQuery,
  answer: { status: 200, schema: FactorPage },
  example: { query: { q: "hotel stay China", limit: "1" } },
  async handle(tx, { query, locale }) {
    const { q, limit, cursor, scope, category, region, dataset, method, kind, unit, year, active } = query;
    const found = await searchFactors(
      tx,
      {
        query: q,
        limit,
        cursor: readCursor(LIST, cursor, FACTOR_ID) ?? null,
        scope: scope === undefined ? null : (Number(scope) as 1 | 2 | 3),
        category: category ?? null,
        region: region ?? null,
        dataset: dataset ?? null,
        method: method ?? null,
        kind: kind ?? null,
        unit: unit ?? null,
        year: year ?? null,
        isActive: active === "true",
      },
      contentLanguageFor(locale),
    );
    const { hits, next, total, isPartial, unmatched } = found;
    return {
      value: {
        items: hits.map((hit) => ({ ...showFactor(hit), editions: hit.editions })),
        next: next === null ? null : printCursor(LIST, next),
        total,
        isPartial,
        unmatched,
      },
    };
  },
});

const getTheFactor = defineOperation({
  id: "getFactor",
  noun: "factor",
  method: "GET",
  path: "/factors/{factorId}",
  door: "tenant",
  scope: "read",
  answer: { status: 200, schema: FactorHistory },
  example: { params: { factorId: "cn-mee-grid.province.js" } },
  async handle(tx, { params }) {
    const id = params.factorId!;
    if (id.length > LONGEST_ID) throw new AppError("not_found");
    return { value: { id, items: (await getFactorHistory(tx, id)).map(showFactor) } };
  },
});

function showFactor(factor: PublishedFactor) {
  const { dataset, ...rest } = omit(factor, "facts", "stateChanges", "trustChanges");
  const { id, edition, title, publisher, publishedOn, licence, sourceUrl } = dataset;
  return { ...rest, dataset: { id, edition, title, publisher, publishedOn, licence, sourceUrl } };
}

export const FACTOR_OPERATIONS = [searchTheFactors, getTheFactor];
