import { Form } from "@remix-run/react";
import { Chip } from "../chip.tsx";
import { ConfirmAction } from "../confirm-action.tsx";
import { formatInstant } from "../format-day.ts";
import { useLocale, useMessages } from "../i18n-context.tsx";
import { Section } from "../section.tsx";
import { Table } from "../table.tsx";

export interface EarlierImport {
  id: string;
  fileName: string;
  rowCount: number;
  createdAt: Date;
  authorName: string;
  standing: number;
}

/** Files that were imported before, each with the way to take it back. */
export function EarlierImports({ imports, mayEdit }: { imports: EarlierImport[]; mayEdit: boolean }) {
  const { activity } = useMessages();
  const locale = useLocale();
  const t = activity.importing;
  const count = (value: number) => value.toLocaleString(locale);
  if (imports.length === 0) {
    return (
      <Section title={t.earlier}>
        <p className="mt-3 text-14 text-muted">{t.noneYet}</p>
      </Section>
    );
  }
  return (
    <Section title={t.earlier}>
      <Table
        caption={t.earlier}
        rows={imports}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "file",
            head: t.file,
            isRowHead: true,
            cell: ({ fileName }) => <span className="break-all">{fileName}</span>,
          },
          { key: "at", head: t.at, isMuted: true, cell: ({ createdAt }) => formatInstant(createdAt, locale) },
          { key: "by", head: t.by, isHiddenOnPhone: true, cell: ({ authorName }) => authorName || t.formerMember },
          { key: "rows", head: t.rows, isNumeric: true, cell: ({ rowCount }) => count(rowCount) },
          {
            key: "standing",
            head: t.standing,
            isNumeric: true,
            cell: ({ standing }) => (standing === 0 ? <Chip>{t.taken}</Chip> : count(standing)),
          },
          {
            key: "undo",
            head: <span className="sr-only">{t.undo}</span>,
            cell: (one) => (mayEdit && one.standing > 0 ? <UndoImport one={one} /> : null),
          },
        ]}
      />
    </Section>
  );
}

export function UndoImport({ one }: { one: EarlierImport }) {
  const { activity } = useMessages();
  const locale = useLocale();
  const t = activity.importing;
  return (
    <Form method="post" encType="multipart/form-data" className="flex justify-end">
      <input type="hidden" name="intent" value="undo" />
      <input type="hidden" name="importId" value={one.id} />
      <ConfirmAction
        label={t.undo}
        lost={one.fileName}
        question={t.undoQuestion(one.fileName, one.standing.toLocaleString(locale))}
      />
    </Form>
  );
}
