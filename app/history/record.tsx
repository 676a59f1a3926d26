import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { HistoryList } from "#app/trail/history-list.tsx";
import { loadRecordStory } from "./record-events.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.auditTrail.recordTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => {
    const recordId = requireId(params.recordId);
    return {
      base: `/organizations/${organizationId}`,
      recordId,
      maySeeTrail: may("trail.view"),
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
