import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireActor, requireId } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { csvFile } from "#app/http/csv-file.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { listAccess } from "./access.server.ts";
import { getEngagement } from "./engagement.server.ts";

const CHUNK = 500;

/** The access log of an engagement as CSV, newest first. A chunk is read once the reader has taken the previous one. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "assurance.manage");
    const engagementId = requireId(params.engagementId);
    const { withTenant } = await doors();
    await withTenant(actor, (tx) => getEngagement(tx, actor.organizationId, engagementId, new Date()));
    const { access: t } = translator(localeOf(request)).assurance;
    async function* readLooks(): AsyncGenerator<string[][]> {
      let rows = [[`${t.when} (UTC)`, t.who, "kind", t.what]];
      let after: string | undefined;
      for (let isMore = true; isMore; ) {
        const looks = await withTenant(actor, (tx) => listAccess(tx, engagementId, { limit: CHUNK, after }));
        for (const { at, name, kind, subject } of looks)
          rows.push([at.toISOString(), name, kind, subject ?? t.kinds[kind]]);
        yield rows;
        rows = [];
        after = looks.at(-1)?.id;
        isMore = looks.length === CHUNK;
      }
    }
    return csvFile('attachment; filename="verifier-access.csv"', readLooks());
  });
