import { Link } from "@remix-run/react";
import type { SelectionExplanation } from "#app/carbon/factor/selection-explanation.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import type { EvidenceView } from "#app/records/files/evidence-view.ts";
import type { InventoryPageData } from "#app/runs/inventory-page.tsx";
import { LinePanel } from "#app/runs/line-panel.tsx";
import { LinesView } from "#app/runs/lines-view.tsx";
import { VerifierFiles } from "./verifier-files.tsx";

interface VerifierLinesProps extends Pick<InventoryPageData, "filter" | "results" | "opened"> {
  base: string;
  selection: SelectionExplanation[];
  files: EvidenceView[];
}

/** All lines, with a panel for the open one. */
export function VerifierLines({ base, selection, files, ...page }: VerifierLinesProps) {
  const { assurance } = useMessages();
  const t = assurance.workspace;
  const here = `${base}/lines`;
  const { opened } = page;
  return (
    <PageColumns
      isPanel={opened !== null}
      aside={
        opened && (
          <LinePanel
            here={here}
            links={{ records: `${here}/${opened.id}` }}
            line={opened}
            view="lines"
            selection={selection}
          >
            <h3 className="mt-6 border-b border-ink pb-2 text-14 font-semibold">{t.ofLine}</h3>
            {files.length === 0 ? (
              <p className="mt-2 text-14 text-muted">{opened.behind ? t.manyRecords : t.noEvidence}</p>
            ) : (
              <VerifierFiles base={base} files={files} isNarrow />
            )}
            <p className="mt-5">
              <Link className="text-link text-14" to={`${base}/findings?line=${opened.id}#add`}>
                {t.findingAbout}
              </Link>
            </p>
          </LinePanel>
        )
      }
    >
      <LinesView here={here} page={page} />
    </PageColumns>
  );
}
