import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { problemsOf } from "./data-answer.ts";
import { DeletionSection, type DeletionSectionProps } from "./deletion-section.tsx";
import { ExportSection, type ExportView } from "./export-section.tsx";

interface TenantDataPageProps extends DeletionSectionProps {
  exports: ExportView;
}

/** Export and deletion of a workspace. */
export function TenantDataPage({ exports, ...deletion }: TenantDataPageProps) {
  const messages = useMessages();
  const t = messages.tenantData;
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      <div className="max-w-160 space-y-12">
        <FormErrors errors={problemsOf(messages, deletion.answer)} />
        <ExportSection {...exports} />
        <DeletionSection {...deletion} />
      </div>
    </PageBody>
  );
}
