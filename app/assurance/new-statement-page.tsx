import { EmptyState } from "#app/kit/empty-state.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { StatementForm, type StatementFormProps } from "./statement-form.tsx";

interface NewStatementPageProps {
  base: string;
  subjects: StatementFormProps["subjects"];
  first: Record<string, string>;
  answer: Pick<StatementFormProps, "typed" | "errors" | "refused"> | null;
}

export function NewStatementPage({ base, subjects, first, answer }: NewStatementPageProps) {
  const { assurance: t } = useMessages();
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ to: base, label: t.title }]}
        title={t.statement.newTitle}
        about={<span className="block max-w-160">{t.statement.newAbout}</span>}
      />
      {subjects.length === 0 ? (
        <EmptyState title={t.statements.empty.title} reason={t.statements.noReport} />
      ) : (
        <StatementForm
          by="organization"
          subjects={subjects}
          typed={answer?.typed ?? first}
          errors={answer?.errors ?? {}}
          refused={answer?.refused ?? null}
        />
      )}
    </PageBody>
  );
}
