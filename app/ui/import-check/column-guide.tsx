import { useMessages } from "../i18n-context.tsx";
import { Section } from "../section.tsx";
import { Table } from "../table.tsx";

interface GuideColumn {
  key: keyof ReturnType<typeof useMessages>["activity"]["importing"]["meaning"];
  headings: readonly string[];
  isRequired: boolean;
}

/** What the columns of a file are called and what goes into them. */
export function ColumnGuide({ columns }: { columns: GuideColumn[] }) {
  const { activity } = useMessages();
  const t = activity.importing;
  return (
    <Section title={t.columnsTitle}>
      <p className="mt-3 mb-1 max-w-2xl text-14 text-muted">{t.columnsAbout}</p>
      <Table
        caption={t.columnsTitle}
        rows={columns}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "heading",
            head: t.columnHead,
            isRowHead: true,
            cell: ({ headings, isRequired }) => (
              <>
                <span className="font-medium">{headings.join(" · ")}</span>
                {isRequired && <span className="text-12 text-muted"> {t.required}</span>}
              </>
            ),
          },
          { key: "meaning", head: t.columnMeaning, cell: ({ key }) => t.meaning[key] },
        ]}
      />
    </Section>
  );
}
