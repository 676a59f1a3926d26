import { Form } from "@remix-run/react";
import type { Sent } from "#app/encoding/sent.ts";
import { Button } from "#app/kit/button.tsx";
import { TextAreaField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { FormAnswerNote, type FormAnswerView } from "./form-answer-note.tsx";
import { MaterialitySummary } from "./misstatement/materiality-summary.tsx";
import type { MaterialityOfRun } from "./misstatement/misstatement.server.ts";
import { type QuantifiedFinding, QuantifiedFindings } from "./misstatement/misstatement-page.tsx";
import type { WholePlan } from "./plan/plan.server.ts";
import { PlanView } from "./plan/plan-view.tsx";
import type { Member } from "./plan/team.server.ts";
import { TeamList } from "./plan/team-list.tsx";
import { RequestList, type RequestView } from "./request/request-list.tsx";
import { REQUEST } from "./request/request-state.ts";
import type { Sample } from "./sampling/sample.server.ts";
import { SampleList } from "./sampling/sample-list.tsx";
import { FileField } from "./statement-form.tsx";

interface VerificationWorkPageProps {
  base: string;
  engagement: { id: string; bodyName: string };
  mayAnswer: boolean;
  requests: RequestView[];
  members: Member[];
  plan: Sent<WholePlan> | null;
  materiality: MaterialityOfRun;
  findings: QuantifiedFinding[];
  samples: Sent<Sample>[];
  today: string;
  done: string | null;
  answer: FormAnswerView | null;
}

export function VerificationWorkPage(props: VerificationWorkPageProps) {
  const { base, engagement, mayAnswer, requests, members, plan, materiality, findings, samples, today } = props;
  const { verification, assurance } = useMessages();
  const here = `${base}/assurance/engagements/${engagement.id}`;
  const open = requests.filter(({ state }) => state !== "closed").length;
  const t = verification.requests;
  return (
    <PageBody>
      <PageHeader
        crumbs={[
          { to: `${base}/assurance`, label: assurance.title },
          { to: here, label: engagement.bodyName },
        ]}
        title={verification.company.title}
      />
      <FormAnswerNote done={props.done ? t.saved : null} answer={props.answer} />
      <div className="max-w-200 space-y-12">
        <Section
          title={t.title}
          count={requests.length > 0 ? t.count(String(open), String(requests.length)) : undefined}
        >
          <p className="mt-3 max-w-160 text-14 text-muted">{t.aboutCompany}</p>
          <RequestList
            requests={requests}
            filesHref={`${base}/assurance/files`}
            today={today}
            {...(mayAnswer && { act: (request: RequestView) => <Answer request={request} /> })}
          />
        </Section>
        <Section title={verification.team.title}>
          <p className="mt-3 max-w-160 text-14 text-muted">{verification.team.about}</p>
          <TeamList members={members} />
        </Section>
        <Section
          title={verification.plan.title}
          count={plan ? verification.plan.current(String(plan.number)) : undefined}
        >
          <p className="mt-3 max-w-160 text-14 text-muted">{verification.plan.aboutCompany}</p>
          {plan ? (
            <PlanView plan={plan} threshold={materiality.threshold} />
          ) : (
            <p className="py-4 text-14 text-muted">{verification.plan.empty}</p>
          )}
        </Section>
        <Section title={verification.misstatements.title} count={findings.length || undefined}>
          <MaterialitySummary materiality={materiality} />
          {findings.length > 0 && <QuantifiedFindings findings={findings} findingsHref={here} />}
        </Section>
        <Section title={verification.sampling.title} count={samples.length || undefined}>
          {samples.length === 0 ? (
            <p className="py-4 text-14 text-muted">{verification.company.hidden}</p>
          ) : (
            <>
              <p className="mt-3 max-w-160 text-14 text-muted">{verification.sampling.aboutCompany}</p>
              <SampleList samples={samples} />
            </>
          )}
        </Section>
      </div>
    </PageBody>
  );
}

function Answer({ request }: { request: RequestView }) {
  const { verification } = useMessages();
  const t = verification.requests;
  if (!REQUEST.may("answered", request.state)) return null;
  return (
    <details className="max-w-140">
      <summary className="w-fit cursor-pointer text-14 text-accent touch:py-2">{t.answer}</summary>
      <Form method="post" encType="multipart/form-data" className="mt-3 space-y-4">
        <input type="hidden" name="intent" value="answer" />
        <input type="hidden" name="requestId" value={request.id} />
        <TextAreaField label={t.answerText} name="text" id={`answer-${request.number}`} maxLength={3000} required />
        <FileField label={t.files} id={`answer-files-${request.number}`} isMultiple />
        <Button size="row">{t.answer}</Button>
      </Form>
    </details>
  );
}
