import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization } from "#app/access/actor.server.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName, translator } from "#app/i18n/index.ts";
import { filterOf, narrow } from "./data-request-filter.ts";
import { listDataRequests } from "./data-request-list.server.ts";
import { toRow } from "./data-request-row.server.ts";

/** The requests, narrowed as on the page, as CSV: whom, what, how far, until when. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId }) => {
    const locale = localeOf(request);
    const { dataRequest: t } = translator(locale);
    const filter = filterOf(new URL(request.url).searchParams);
    const requests = narrow((await listDataRequests(tx, organizationId)).map(toRow), filter);
    const rows = requests.map((row) => [
      row.recipientName,
      row.recipientEmail,
      row.sources.map(({ name, facility }) => `${localName(facility, locale)} · ${localName(name, locale)}`).join("; "),
      row.months.join(" "),
      t.state[row.state],
      t.progress(String(row.answered), String(row.asked)),
      row.sentAt,
      row.expiresAt,
    ]);
    const head = [t.name, t.email, t.sourcesHead, t.monthsHead, t.stateLabel, t.progressHead, t.sentHead, t.untilHead];
    return new Response(printCsv([head, ...rows]), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="data-requests.csv"',
      },
    });
  });
