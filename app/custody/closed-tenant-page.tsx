import { useClock } from "#app/kit/clock-context.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { type DataAnswer, problemsOf } from "./data-answer.ts";
import { type DeletionView, TakeBack, useDeletionFacts } from "./deletion-section.tsx";
import { ExportSection, type ExportView } from "./export-section.tsx";

interface ClosedTenantPageProps {
  name: string;
  deletion: DeletionView;
  exports: ExportView;
  answer: DataAnswer | null;
}

/** A closed workspace before it is erased. No data are lost, and no one can work in it. */
export function ClosedTenantPage({ name, deletion, exports, answer }: ClosedTenantPageProps) {
  const messages = useMessages();
  const { closed: t, deletion: words } = messages.tenantData;
  const clock = useClock();
  return (
    <PageBody>
      <PageHeader title={t.heading(name)} about={t.about(clock.day(deletion.confirmed!.erasesAt))} />
      <div className="max-w-160 space-y-12">
        <FormErrors errors={problemsOf(messages, answer)} />
        <Section title={words.title}>
          <div className="mt-1">
            <FactList facts={useDeletionFacts(deletion)} />
          </div>
          <TakeBack />
        </Section>
        <ExportSection {...exports} />
      </div>
    </PageBody>
  );
}
