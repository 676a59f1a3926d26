import { Link } from "@remix-run/react";
import { formatInstant } from "#app/day/format-day.ts";
import type { Locale } from "#app/i18n/index.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
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

export interface ImportLine {
  id: string;
  fileName: string;
  sha256: string;
  size: number | null;
  rowCount: number;
  added: number;
  changed: number;
  skipped: number;
  undone: number;
  createdAt: Date;
  authorName: string;
}

interface ListProps {
  base: string;
  locale: Locale;
}

/** Files that wait to be gone on with. */
export function DraftList({ base, drafts, locale }: ListProps & { drafts: DraftLine[] }) {
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
          { key: "at", head: t.at, isMuted: true, cell: ({ createdAt }) => formatInstant(createdAt, locale) },
        ]}
      />
    </Section>
  );
}

/** Files whose rows are in: who, when, what they did, whether it stands, and the original. */
export function ImportList({ base, imports, locale }: ListProps & { imports: ImportLine[] }) {
  const { activityImport: t } = useMessages();
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
            cell: ({ id, fileName, sha256 }) => (
              <>
                <Link
                  className="text-link break-all"
                  to={`${base}/activities/imports/${id}`}
                  aria-label={t.openOf(fileName)}
                >
                  {fileName}
                </Link>
                <span className="block text-12 text-muted">
                  {t.sha} <code title={sha256}>{`${sha256.slice(0, 8)}…${sha256.slice(-8)}`}</code>
                </span>
              </>
            ),
          },
          { key: "at", head: t.at, isMuted: true, cell: ({ createdAt }) => formatInstant(createdAt, locale) },
          { key: "by", head: t.by, isHiddenOnPhone: true, cell: ({ authorName }) => authorName || t.formerMember },
          {
            key: "added",
            head: t.added,
            isNumeric: true,
            cell: ({ added, changed, rowCount }) => count(added + changed > 0 ? added : rowCount),
          },
          {
            key: "changed",
            head: t.changed,
            isNumeric: true,
            isHiddenOnPhone: true,
            cell: ({ changed }) => count(changed),
          },
          {
            key: "skipped",
            head: t.skipped,
            isNumeric: true,
            isHiddenOnPhone: true,
            cell: ({ skipped }) => count(skipped),
          },
          { key: "state", head: t.state, cell: (one) => <ImportState one={one} locale={locale} /> },
          {
            key: "original",
            head: t.original,
            cell: ({ id, size, fileName }) =>
              size === null ? (
                "–"
              ) : (
                <a
                  href={`${base}/activities/imports/${id}/original`}
                  className="text-link whitespace-nowrap"
                  aria-label={t.originalOf(fileName)}
                  download
                >
                  {sizeText(size, locale)}
                </a>
              ),
          },
        ]}
      />
    </Section>
  );
}

function ImportState({ one, locale }: { one: ImportLine; locale: Locale }) {
  const { activityImport: t } = useMessages();
  if (one.undone === 0) return <Chip tone="good">{t.standing}</Chip>;
  return one.undone >= one.rowCount ? (
    <Chip>{t.undoneAll}</Chip>
  ) : (
    <Chip tone="warning">{t.undonePart(one.undone.toLocaleString(locale))}</Chip>
  );
}

export function sizeText(bytes: number, locale: string): string {
  const kib = Math.max(1, Math.round(bytes / 1024));
  return kib < 1024
    ? `${kib.toLocaleString(locale)} KiB`
    : `${(bytes / 1024 / 1024).toLocaleString(locale, { maximumFractionDigits: 1 })} MiB`;
}
