import { localName } from "#app/i18n/index.ts";
import { formatInstant } from "#app/ui/format-day.ts";
import { useLocale, useMessages } from "#app/ui/i18n-context.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";

interface ChangeListProps {
  changes: {
    sequence: number;
    at: Date;
    authorName: string | null;
    action: string;
    about: { en: string; zh: string } | null;
  }[];
}

/** The latest entries of the audit trail. */
export function ChangeList({ changes }: ChangeListProps) {
  const { organization: t } = useMessages();
  const locale = useLocale();
  const nameOf = (action: string) => t.changeName[action as keyof typeof t.changeName] ?? action;
  return (
    <Section title={t.trailTitle} aside={t.trailAbout}>
      {changes.length === 0 ? (
        <p className="py-4 text-14 text-muted">{t.trailEmpty}</p>
      ) : (
        <Table
          caption={t.trailTitle}
          rows={changes}
          rowKey={({ sequence }) => String(sequence)}
          columns={[
            {
              key: "when",
              head: t.trailWhen,
              isMuted: true,
              cell: ({ at }) => <span className="whitespace-nowrap">{formatInstant(at, locale)}</span>,
            },
            {
              key: "who",
              head: t.trailWho,
              cell: ({ authorName }) => <span className="whitespace-nowrap">{authorName ?? t.formerMember}</span>,
            },
            {
              key: "what",
              head: t.trailWhat,
              isRowHead: true,
              cell: ({ action, about }) => (
                <>
                  {nameOf(action)}
                  {about && <span className="text-muted"> · {localName(about, locale)}</span>}
                </>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
