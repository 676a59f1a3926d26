import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireActor, requireId } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { listAccess } from "./access.server.ts";
import { getEngagement } from "./engagement.server.ts";

const CHUNK = 500;

/** Every look of an engagement, newest first, as CSV; a chunk is read when the reader has taken the one before it. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "assurance.manage");
    const engagementId = requireId(params.engagementId);
    const { withTenant } = await doors();
    await withTenant(actor, (tx) => getEngagement(tx, actor.organizationId, engagementId, new Date()));
    const { access: t } = translator(localeOf(request)).assurance;
    const encoder = new TextEncoder();
    let after: string | undefined;
    let hasBegun = false;
    const stream = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (!hasBegun) {
          hasBegun = true;
          controller.enqueue(encoder.encode(printCsv([[`${t.when} (UTC)`, t.who, "kind", t.what]])));
          return;
        }
        const looks = await withTenant(actor, (tx) => listAccess(tx, engagementId, { limit: CHUNK, after }));
        const rows = looks.map(({ at, name, kind, subject }) => [
          at.toISOString(),
          name,
          kind,
          subject || t.kinds[kind],
        ]);
        // The mark of the file stands at its beginning alone.
        if (rows.length > 0) controller.enqueue(encoder.encode(printCsv(rows).slice(1)));
        after = looks.at(-1)?.id;
        if (looks.length < CHUNK) controller.close();
      },
    });
    return new Response(stream, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="verifier-access.csv"',
      },
    });
  });
