import { Link } from "@remix-run/react";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { ImportHead } from "./import-view.ts";

export interface DraftLine {
  id: string;
  fileName: string;
  state: ImportHead["state"];
  by: string;
  createdAt: Date;
}

interface ListProps {
  base: string;
}

export function DraftList({ base, drafts }: ListProps & { drafts: DraftLine[] }) {
  const clock = useClock();
  const { activityImport: t } = useMessages();
  return (
    <Section title={t.drafts} aside={t.keptFor}>
      <Table
        caption={t.drafts}
        rows={drafts}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "file",
            head: t.file,
            isRowHead: true,
            cell: ({ id, fileName }) => (
              <Link
                className="text-link break-all"
                to={`${base}/activities/imports/${id}`}
                aria-label={t.goOnWith(fileName)}
              >
                {fileName}
              </Link>
            ),
          },
          { key: "state", head: t.state, cell: ({ state }) => <Chip>{t.draftState[state]}</Chip> },
          { key: "by", head: t.by, isHiddenOnPhone: true, cell: ({ by }) => by || t.formerMember },
          { key: "at", head: t.at, isMuted: true, cell: ({ createdAt }) => clock.instant(createdAt) },
        ]}
      />
    </Section>
  );
}

/** Imported files with a link to each original. */
export function ImportList({ list, sizes }: { list: ListView; sizes: Record<string, number | null> }) {
  const { activityImport: t } = useMessages();
  const locale = useLocale();
  const base = list.address.replace(/import$/, "imports");
  const original = (id: string) => {
    const size = sizes[id] ?? null;
    return (
      size !== null && (
        <a href={`${base}/${id}/original`} className="text-link whitespace-nowrap" download>
          <span className="sr-only">{t.original}: </span>
          {sizeText(size, locale)}
        </a>
      )
    );
  };
  return (
    <Section title={t.earlier} aside={<ListFile list={list} />}>
      <div className="mt-4">
        <ListBody list={list} act={{ head: t.original, of: original }} />
      </div>
    </Section>
  );
}

export function sizeText(bytes: number, locale: string): string {
  const kib = Math.max(1, Math.round(bytes / 1024));
  return kib < 1024
    ? `${kib.toLocaleString(locale)} KiB`
    : `${(bytes / 1024 / 1024).toLocaleString(locale, { maximumFractionDigits: 1 })} MiB`;
}
