import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { limitFactorFile, limitSearch } from "#app/access/look-up-limit.server.ts";
import { currentUser } from "#app/access/session.server.ts";
import type { DocumentGwp } from "#app/carbon/document/inventory-document.ts";
import { evaluateFactor } from "#app/carbon/factor/factor-value.ts";
import { doors } from "#app/database/doors.server.ts";
import { csvFile } from "#app/http/csv-file.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { contentLanguageFor, type Locale, localName, translator } from "#app/i18n/index.ts";
import { listGwpSets } from "./factor.server.ts";
import { readFactorAddress } from "./factor-address.ts";
import { completeHits, type FactorHit, findFactors } from "./factor-search.server.ts";
import { placeName } from "./place-name.ts";
import { SHOWN_GWP_SET } from "./shown-gwp-set.ts";
import { findUsage } from "./usage.server.ts";

const AT_A_TIME = 500;

/** Every factor that a search finds, best first, with the figures shown on its page. */
export const loader = ({ request, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    await limitSearch(context.clientAddress);
    const { query, filters, use } = readFactorAddress(new URL(request.url).searchParams);
    const usage = use && use !== "all" && (await currentUser(request)) ? await findUsage(request, use) : null;
    // An empty search is not exported, because it would read the whole library.
    if (query === "" && !usage && Object.values(filters).every((one) => one === null)) throw redirect("/factors");
    const locale = localeOf(request);
    const { withPublic } = await doors();
    const { found, sets } = await withPublic(async (tx) => ({
      found: await findFactors(tx, { query, usage, ...filters }, contentLanguageFor(locale)),
      sets: await listGwpSets(tx),
    }));
    await limitFactorFile(context.clientAddress, found.length);
    const gwp = sets.find(({ id }) => id === SHOWN_GWP_SET)?.document ?? { set: SHOWN_GWP_SET, values: {} };
    async function* readRows(): AsyncGenerator<string[][]> {
      yield [headsIn(locale)];
      for (let at = 0; at < found.length; at += AT_A_TIME) {
        const hits = await withPublic((tx) => completeHits(tx, found.slice(at, at + AT_A_TIME)));
        yield hits.map((hit) => toRow(hit, gwp, locale));
      }
    }
    return csvFile('attachment; filename="factors.csv"', readRows());
  });

function headsIn(locale: Locale): string[] {
  const { factor: t, ownFactor: own, list } = translator(locale);
  return [
    [list.heads.id, own.nameEn, own.nameZh, t.place],
    [t.value, own.unit, own.gases, t.year, t.edition],
    [t.publisher, t.dataset, t.licence, t.statusHead],
  ].flat();
}

function toRow({ document, dataset, ...hit }: FactorHit, gwp: DocumentGwp, locale: Locale): string[] {
  const value = evaluateFactor(document, gwp);
  const isProperty = value.kind === "property";
  return [
    hit.id,
    hit.name.en,
    hit.name.zh,
    placeName(hit.region, locale) ?? "",
    isProperty ? value.value : (value.total ?? ""),
    isProperty ? `${value.to} / ${value.unit}` : `kg CO2e / ${value.unit}`,
    isProperty ? "" : value.gases.map(({ gas, kg }) => `${gas} ${kg}`).join("; "),
    hit.validFrom?.slice(0, 4) ?? dataset.dataYear?.toString() ?? "",
    dataset.edition,
    dataset.publisher,
    localName(dataset.title, locale),
    dataset.licence.name,
    hit.status,
  ];
}
