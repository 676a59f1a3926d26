import { FormErrors } from "../form-errors.tsx";
import { useMessages } from "../i18n-context.tsx";
import { PageBody } from "../page-body.tsx";
import { PageHeader } from "../page-header.tsx";
import { ExportSection, type ExportView } from "./export-section.tsx";

interface TenantDataPageProps extends ExportView {
  fault: "export_running" | null;
}

/** What may be done with everything that a workspace holds. */
export function TenantDataPage({ fault, ...exports }: TenantDataPageProps) {
  const { tenantData: t } = useMessages();
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      <div className="max-w-160 space-y-12">
        <FormErrors errors={fault ? [{ message: t.problem[fault] }] : []} />
        <ExportSection {...exports} />
      </div>
    </PageBody>
  );
}
