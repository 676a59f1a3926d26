import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/http/actor.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { ROLE_RANK } from "#app/services/role.ts";
import { HistoryList } from "#app/ui/audit-trail/history-list.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { useMessages } from "#app/ui/i18n-context.tsx";
import { PageBody } from "#app/ui/page-body.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { Section } from "#app/ui/section.tsx";
import { loadRecordStory } from "./record-events.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.auditTrail.recordTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId, role }) => {
    const recordId = requireId(params.recordId);
    return {
      base: `/organizations/${organizationId}`,
      recordId,
      maySeeTrail: ROLE_RANK[role] >= ROLE_RANK.reviewer,
      ...(await loadRecordStory(tx, organizationId, recordId, localeOf(request))),
    };
  });

export default function RecordPage() {
  const { base, recordId, name, isDeleted, events, maySeeTrail } = useLoaderData<typeof loader>();
  const { auditTrail: t, activity } = useMessages();
  return (
    <PageBody>
      <PageHeader
        title={name}
        about={t.recordAbout}
        state={isDeleted && <Chip tone="bad">{t.recordGone}</Chip>}
        crumbs={[{ to: `${base}/activities`, label: activity.title }]}
        actions={
          <>
            {maySeeTrail && <ButtonLink to={`${base}/audit-trail?about=${recordId}`}>{t.historyAll}</ButtonLink>}
            {isDeleted ? (
              <ButtonLink to={`${base}/activities/deleted`}>{t.tabDeleted}</ButtonLink>
            ) : (
              <ButtonLink to={`${base}/activities?record=${recordId}`}>{t.toRecord}</ButtonLink>
            )}
          </>
        }
      />
      <div className="max-w-192">
        <Section title={t.history} count={events.length}>
          <HistoryList events={events} />
        </Section>
      </div>
    </PageBody>
  );
}
