import { Link } from "@remix-run/react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { AnswerPanel } from "#app/report/completeness/answer-panel.tsx";
import { AnsweringStatus, ToExplain } from "#app/report/completeness/answering.tsx";
import type { Answering } from "#app/report/completeness/matrix-verbs.server.ts";
import type { DisclosureStatements } from "./statements.ts";

interface CoverageProps {
  page: {
    runId: string;
    setting: string;
    version: number;
    mayChange: boolean;
    statements: Pick<DisclosureStatements, "languages">;
    answering: Answering;
  };
  /** The checklist, without an open answer. */
  here: string;
  matrixHref: string;
  /** An answer that was refused. */
  refused: { typed: Record<string, string>; errors: Record<string, string> } | null;
}

/** The categories that no record and no reason covers, to explain here. Nothing if there are none. */
export function CoverageSection({ page, here, matrixHref, refused }: CoverageProps) {
  const { completeness: t } = useMessages();
  const { answering } = page;
  const isOpen = answering.counts.not_evaluated > 0;
  if (!isOpen && !answering.did && !refused) return null;
  return (
    <div className="mb-9">
      <Section title={t.openTitle} id="coverage">
        <p className="mt-3 mb-4 max-w-160 text-14 text-muted">{t.openAbout}</p>
        <AnsweringStatus {...page} error={refused?.errors.form} />
        {isOpen && page.mayChange && <ToExplain {...answering.toExplain} here={here} />}
        <p className="mt-2 text-14">
          <Link className="text-link touch:py-2" to={matrixHref}>
            {t.toMatrix}
          </Link>
        </p>
      </Section>
    </div>
  );
}

/** The answer that the address opens. */
export function CoverageAnswer({ page, here, refused }: CoverageProps) {
  const { answering, version } = page;
  if (!answering.open) return null;
  return (
    <AnswerPanel
      key={`${answering.open.categories.join()} ${answering.open.facility} ${version}`}
      {...page}
      open={answering.open}
      facilities={answering.facilities}
      languages={page.statements.languages}
      closeHref={here}
      refused={refused}
    />
  );
}
