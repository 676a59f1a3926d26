import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization } from "#app/access/actor.server.ts";
import { readerZone } from "#app/access/reader-zone.server.ts";
import { formatInstant } from "#app/day/format-day.ts";
import type { Zone } from "#app/day/zone.ts";
import { AppError } from "#app/encoding/errors.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { type Locale, localName, type Messages, translator } from "#app/i18n/index.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { type SourceShare, sharesOf } from "./breakdown.ts";
import { getOverview, type YearResult, type YearTotals } from "./overview.server.ts";

/** The figures behind the charts of a year, with the words around them. */
export interface ChartFigures {
  t: Messages;
  locale: Locale;
  organization: string;
  year: string;
  totals: YearTotals;
  result: YearResult;
  previous: { year: string; result: YearResult } | null;
  shares: SourceShare[];
  /** Where the figures come from: a calculation, with its time. */
  source: string;
}

/** Guards a file of the overview's charts and reads its figures: `?inventory=…`. */
export function answerCharts(
  { request, params }: Pick<LoaderFunctionArgs, "request" | "params">,
  answer: (figures: ChartFigures, search: URLSearchParams) => Response,
): Promise<Response> {
  return asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const search = new URL(request.url).searchParams;
    const overview = await getOverview(tx, organizationId, search.get("inventory"));
    const { inventory, result, previous } = overview;
    if (!inventory || !result?.totals) throw new AppError("not_found");
    const locale = localeOf(request);
    const t = translator(locale);
    const zone: Zone = await readerZone(request, tx);
    const organization = localName((await getOrganization(tx, organizationId)).name, locale);
    return answer(
      {
        t,
        locale,
        organization,
        year: inventory.period.start.slice(0, 4),
        totals: result.totals,
        result,
        previous,
        shares: sharesOf(overview),
        source: t.organization.overview.download.source(formatInstant(result.createdAt.toISOString(), locale, zone)),
      },
      search,
    );
  });
}
