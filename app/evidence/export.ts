import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization } from "#app/access/actor.server.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import type { KeyPage } from "#app/kit/key-page.ts";
import type { EvidenceFile } from "#app/records/evidence-file.server.ts";
import { filterOf, searchOf } from "./evidence-filter.ts";
import { listEvidence } from "./evidence-list.server.ts";

const AT_A_TIME = 1000;

/** The list of files, narrowed as on the page, as CSV: name, type, size in bytes, hash, scan, when and by whom. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const { evidence: t } = translator(localeOf(request));
    const filter = filterOf(searchOf(new URL(request.url).searchParams));
    const files = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: KeyPage<EvidenceFile> = await listEvidence(tx, organizationId, filter, { after, limit: AT_A_TIME });
      files.push(...page.rows);
      after = page.next;
    }
    const rows = files.map((file) => [
      file.name,
      t.kinds[file.kind],
      String(file.size),
      file.sha256,
      t.scanned[file.scan],
      String(file.attachedCount),
      file.addedAt.toISOString(),
      file.authorName ?? "",
      file.erased ? file.erased.at.toISOString() : "",
    ]);
    const head = [t.name, t.kind, `${t.size} (B)`, t.hash, t.scan, t.proves, t.added, t.by, t.erased];
    return new Response(printCsv([head, ...rows]), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="evidence.csv"',
      },
    });
  });
