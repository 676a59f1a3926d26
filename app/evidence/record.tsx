import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data, useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { z } from "zod";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { getActivity } from "#app/records/activity.server.ts";
import { listRecordEvidence } from "#app/records/evidenced-record.server.ts";
import { AttachFiles } from "#app/records/files/attach-files.tsx";
import { EvidenceFiles } from "#app/records/files/evidence-files.tsx";
import { makeWords } from "#app/records/load-activities.server.ts";
import { unitText } from "#app/records/sheet/fault-text.ts";
import { changeRecordEvidence } from "./change-record-evidence.server.ts";
import { toView } from "./evidence-view.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.evidence.titleOfRecord);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => {
    const recordId = requireId(params.recordId);
    const record = await getActivity(tx, organizationId, recordId);
    const facilities = await listFacilities(tx, organizationId);
    const toWords = makeWords(
      { facilities, sources: await listEmissionSources(tx, organizationId) },
      localeOf(request),
    );
    return {
      organizationId,
      recordId,
      entry: toWords(record),
      files: (await listRecordEvidence(tx, organizationId, recordId)).map(toView),
      mayEdit: offers(RecordActions, { may }).change,
      maxBytes: (await evidenceRoom()).limits.fileBytes,
    };
  });

const RecordActions = defineActions({ change: { right: "records.write", schema: z.object({}), body: "own" } });

/** Attaches files or removes one. Successful uploads appear in the list, and rejected ones are reported. */
export const action = organizationAction(RecordActions, {
  change: {
    outside: async ({ request, params }) => {
      const { outcomes, problem } = await changeRecordEvidence(request, params);
      const isRefused = problem || outcomes.some(({ outcome }) => outcome === "refused");
      return isRefused ? data({ outcomes, problem }, { status: 422 }) : new URL(request.url).pathname;
    },
  },
});

export default function EvidenceOfRecord() {
  const { organizationId, recordId, entry, files, mayEdit, maxBytes } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const answer = answered && "outcomes" in answered ? answered : undefined;
  const { revalidate } = useRevalidator();
  const messages = useMessages();
  const { evidence: t, activity } = messages;
  const base = `/organizations/${organizationId}`;
  const page = `${base}/activities/${recordId}/evidence`;
  return (
    <PageBody>
      <PageHeader
        title={t.titleOfRecord}
        crumbs={[{ to: `${base}/activities`, label: activity.title }]}
        about={`${entry.facility} · ${entry.source} · ${entry.period} · ${entry.quantity} ${unitText(messages, entry.unit)}`}
      />
      <div className="grid max-w-4xl gap-8 md:grid-cols-2">
        <Section title={t.files} count={files.length}>
          <div className="mt-3">
            <EvidenceFiles base={base} files={files} mayEdit={mayEdit} action={page} />
          </div>
        </Section>
        {mayEdit && (
          <Section title={t.attachTitle}>
            <div className="mt-3">
              <AttachFiles
                action={page}
                jsonAddress={`${page}.json`}
                maxBytes={maxBytes}
                outcomes={answer?.outcomes ?? []}
                problem={answer?.problem && t[answer.problem]}
                onAnswer={revalidate}
              />
            </div>
          </Section>
        )}
      </div>
    </PageBody>
  );
}
