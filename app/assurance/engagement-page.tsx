import { Form, Link } from "@remix-run/react";
import { ENGAGEMENT, isEngagementOpen } from "#app/access/engagement-state.ts";
import { formatDay } from "#app/day/format-day.ts";
import type { Sent } from "#app/encoding/sent.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { TextAreaField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { Access } from "./access.server.ts";
import { CalculationList, type CalculationView } from "./calculation-list.tsx";
import type { Engagement } from "./engagement.server.ts";
import { AnswerForm, FindingList, type FindingView } from "./finding-list.tsx";
import { FormAnswerNote, type FormAnswerView } from "./form-answer-note.tsx";

interface EngagementPageProps {
  base: string;
  mayManage: boolean;
  mayAnswer: boolean;
  done: string | null;
  engagement: Sent<Engagement>;
  calculations: CalculationView[];
  findings: FindingView[];
  looks: Sent<Access>[];
  lookCount: number;
  olderAfter: string | null;
  answer: FormAnswerView | null;
}

export function EngagementPage(props: EngagementPageProps) {
  const { base, engagement, calculations, findings, mayManage, mayAnswer, done, answer } = props;
  const { assurance, verification } = useMessages();
  const t = assurance.engagements;
  const here = `${base}/assurance/engagements/${engagement.id}`;
  const open = findings.filter(({ state }) => state === "open" || state === "answered").length;
  const notes: Record<string, string> = {
    revoked: t.revoked,
    renewed: t.renewed,
    saved: assurance.findings.saved,
  };
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ to: `${base}/assurance`, label: assurance.title }]}
        title={engagement.bodyName}
        state={<Chip tone={ENGAGEMENT.tones[engagement.state]}>{t.state[engagement.state]}</Chip>}
        actions={
          <>
            <ButtonLink to={`${here}/work`}>{verification.company.link}</ButtonLink>
            {mayManage && (
              <ButtonLink icon="download" to={`${here}/pack.zip`} reloadDocument>
                {t.pack}
              </ButtonLink>
            )}
          </>
        }
      />
      <FormAnswerNote done={done ? (notes[done] ?? null) : null} answer={answer} />
      <div className="max-w-200 space-y-12">
        <Facts engagement={engagement} />
        {mayManage && ENGAGEMENT.may("renew", engagement.state) && (
          <Form method="post">
            <input type="hidden" name="intent" value="renew" />
            <Button variant="secondary">{t.renew}</Button>
          </Form>
        )}
        {calculations.length > 0 && (
          <Section title={assurance.lines.calculations.title}>
            <CalculationList calculations={calculations} />
          </Section>
        )}
        <Section
          title={assurance.findings.title}
          count={findings.length > 0 ? assurance.findings.count(String(open), String(findings.length)) : undefined}
        >
          <FindingList
            findings={findings}
            filesHref={`${base}/assurance/files`}
            {...(mayAnswer ? { act: (finding: FindingView) => <AnswerForm finding={finding} /> } : {})}
          />
        </Section>
        {mayManage && <Looks {...props} here={here} />}
        {mayManage && isEngagementOpen(engagement) && <Ending name={engagement.bodyName} />}
      </div>
    </PageBody>
  );
}

function Facts({ engagement }: Pick<EngagementPageProps, "engagement">) {
  const t = useMessages().assurance.engagements;
  const locale = useLocale();
  const clock = useClock();
  return (
    <FactList
      facts={[
        {
          label: t.columns.person,
          value: engagement.verifier
            ? t.acceptedOn(engagement.verifier.name, clock.day(engagement.verifier.acceptedAt))
            : t.notAccepted(engagement.email),
        },
        { label: t.columns.inventory, value: `${engagement.period.start} – ${engagement.period.end}` },
        {
          label: t.columns.days,
          value: t.days(formatDay(engagement.startsOn, locale), formatDay(engagement.endsOn, locale)),
        },
        ...(engagement.revoked
          ? [
              {
                label: t.state.revoked,
                value: t.revokedOn(clock.day(engagement.revoked.at), engagement.revoked.reason),
              },
            ]
          : []),
      ]}
    />
  );
}

function Ending({ name }: { name: string }) {
  const { assurance } = useMessages();
  const t = assurance.engagements;
  return (
    <Section title={t.revoke}>
      <Form method="post" className="mt-4 max-w-140 space-y-3">
        <input type="hidden" name="intent" value="revoke" />
        <TextAreaField label={t.revokeReason} name="reason" rows={2} maxLength={1000} required />
        <div className="w-fit">
          <ConfirmAction label={t.revoke} lost={name} question={t.revokeQuestion} />
        </div>
      </Form>
    </Section>
  );
}

function Looks({ here, looks, lookCount, olderAfter }: EngagementPageProps & { here: string }) {
  const { assurance, common } = useMessages();
  const t = assurance.access;
  const clock = useClock();
  const kinds = t.kinds as Record<string, string>;
  return (
    <Section
      title={t.title}
      count={lookCount}
      id="looks"
      aside={
        <a className="text-link" href={`${here}/access.csv`} download>
          {t.export}
        </a>
      }
    >
      <p className="my-3 text-14 text-muted">{t.about}</p>
      {looks.length === 0 ? (
        <p className="text-14">{t.empty}</p>
      ) : (
        <Table
          caption={t.title}
          rows={looks}
          rowKey={({ id }) => id}
          columns={[
            { key: "at", head: t.when, isMuted: true, cell: ({ at }) => clock.instant(at) },
            { key: "who", head: t.who, isHiddenOnPhone: true, cell: ({ name }) => name },
            {
              key: "what",
              head: t.what,
              isRowHead: true,
              cell: ({ kind, subject }) => (
                <span className="break-words">
                  {subject ? common.labelled(kinds[kind] ?? kind, subject) : kinds[kind]}
                </span>
              ),
            },
          ]}
        />
      )}
      {olderAfter && (
        <Link className="text-link mt-3 inline-block text-14" to={`${here}?after=${olderAfter}#looks`}>
          {t.older}
        </Link>
      )}
    </Section>
  );
}
