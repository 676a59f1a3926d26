import { Form, Link } from "@remix-run/react";
import { ENGAGEMENT, isEngagementOpen } from "#app/access/engagement-state.ts";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import type { Sent } from "#app/encoding/sent.ts";
import { localName } from "#app/i18n/index.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { TextAreaField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Table } from "#app/kit/table.tsx";
import { useFaults, useRight } from "./engagement-words.tsx";
import type { HeldEngagement } from "./held-engagement.server.ts";

type Held = Sent<Omit<HeldEngagement, "companyId">>;

interface HeldEngagementsPageProps {
  mayManage: boolean;
  done: string | null;
  engagements: Held[];
  errors: Record<string, string>;
  typed: Record<string, string>;
}

/** The companies that a consultancy works for by engagements. */
export function HeldEngagementsPage({ mayManage, done, engagements, errors, typed }: HeldEngagementsPageProps) {
  const { engagement: t } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const faults = useFaults(errors);
  const rightOf = useRight();
  return (
    <PageBody>
      <PageHeader title={t.held.title} about={t.held.about} />
      {done === "ended" && <DoneNote>{t.held.ended}</DoneNote>}
      <FormErrors errors={faults.listed} />
      {engagements.length === 0 ? (
        <EmptyState title={t.held.emptyTitle} reason={t.held.emptyReason} />
      ) : (
        <Table
          caption={t.held.title}
          rows={engagements}
          rowKey={({ engagementId }) => engagementId}
          columns={[
            { key: "company", head: t.columns.organization, isRowHead: true, cell: (row) => <Company row={row} /> },
            {
              key: "role",
              head: t.columns.role,
              isHiddenOnPhone: true,
              cell: rightOf,
            },
            {
              key: "days",
              head: t.columns.days,
              isHiddenOnPhone: true,
              isMuted: true,
              cell: ({ startsOn, endsOn }) => t.days(formatDay(startsOn, locale), formatDay(endsOn, locale)),
            },
            {
              key: "state",
              head: t.columns.state,
              cell: ({ state, revoked }) => (
                <>
                  <Chip tone={ENGAGEMENT.tones[state]}>{t.state[state]}</Chip>
                  {revoked && (
                    <span className="mt-1 block text-12 text-muted">
                      <WholeDays>{t.endedBy[revoked.by](clock.day(revoked.at), revoked.reason)}</WholeDays>
                    </span>
                  )}
                </>
              ),
            },
            ...(mayManage
              ? [
                  {
                    key: "end",
                    head: <span className="sr-only">{t.end}</span>,
                    cell: (row: Held) => <GiveUp row={row} typed={typed} />,
                  },
                ]
              : []),
          ]}
        />
      )}
    </PageBody>
  );
}

function Company({ row }: { row: Held }) {
  const locale = useLocale();
  const name = localName(row.organizationName, locale);
  return (
    <>
      {row.state === "in_force" ? (
        <Link className="text-link" to={`/organizations/${row.organizationId}`}>
          {name}
        </Link>
      ) : (
        name
      )}
      <span className="block text-12 font-normal text-muted">{row.companyName}</span>
    </>
  );
}

function GiveUp({ row, typed }: { row: Held; typed: Record<string, string> }) {
  const { engagement: t } = useMessages();
  const locale = useLocale();
  if (!isEngagementOpen(row)) return null;
  return (
    <Form method="post" className="flex justify-end">
      <input type="hidden" name="intent" value="give-up" />
      <input type="hidden" name="heldId" value={row.engagementId} />
      <ConfirmAction label={t.end} lost={localName(row.organizationName, locale)} question={t.held.endQuestion}>
        <div className="mb-3">
          <TextAreaField
            id={`reason-${row.engagementId}`}
            label={t.endReason}
            hint={t.endReasonHint}
            name="reason"
            rows={2}
            maxLength={1000}
            defaultValue={typed.heldId === row.engagementId ? (typed.reason ?? "") : ""}
            required
          />
        </div>
      </ConfirmAction>
    </Form>
  );
}
