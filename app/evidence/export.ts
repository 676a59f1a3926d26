import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireActor } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { csvFile } from "#app/http/csv-file.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { type Messages, translator } from "#app/i18n/index.ts";
import type { KeyPage } from "#app/kit/key-page.ts";
import type { EvidenceFile } from "#app/records/evidence-file.server.ts";
import { filterOf, searchOf } from "./evidence-filter.ts";
import { listEvidence } from "./evidence-list.server.ts";

const AT_A_TIME = 1000;

/** The list of files, narrowed as on the page, as CSV: name, type, size in bytes, hash, scan, when and by whom. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "organization.view");
    const { evidence: t } = translator(localeOf(request));
    const filter = filterOf(searchOf(new URL(request.url).searchParams));
    const { withTenant } = await doors();
    async function* readFiles(): AsyncGenerator<string[][]> {
      yield [[t.name, t.kind, `${t.size} (B)`, t.hash, t.scan, t.proves, t.added, t.by, t.erased]];
      for (let after: string | null = ""; after !== null; ) {
        const place = { after, limit: AT_A_TIME };
        const page: KeyPage<EvidenceFile> = await withTenant(actor, (tx) =>
          listEvidence(tx, actor.organizationId, filter, place),
        );
        yield page.rows.map((file) => toRow(file, t));
        after = page.next;
      }
    }
    return csvFile('attachment; filename="evidence.csv"', readFiles());
  });

function toRow(file: EvidenceFile, t: Messages["evidence"]): string[] {
  return [
    file.name,
    t.kinds[file.kind],
    String(file.size),
    file.sha256,
    t.scanned[file.scan],
    String(file.attachedCount),
    file.addedAt.toISOString(),
    file.authorName ?? "",
    file.erased ? file.erased.at.toISOString() : "",
  ];
}
