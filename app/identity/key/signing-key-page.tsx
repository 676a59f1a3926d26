import { Form } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { quoteName } from "#app/encoding/text/quote-name.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";

interface KeyView {
  keyId: string;
  /** Under which it signs. */
  names: string[];
  /** ISO 8601. */
  createdAt: string;
  endedAt: string | null;
  revokedSince: string | null;
}

interface SigningKeyPageProps {
  did: string;
  /** Below which the public files are. */
  path: string;
  /** Oldest first. */
  keys: KeyView[];
  today: string;
  mayManage: boolean;
  done: string | null;
  answer: { errors: Record<string, string>; typed: Record<string, string> } | null;
}

/** The keys of a workspace: what they are for, the current one, earlier ones. */
export function SigningKeyPage({ did, path, keys, today, mayManage, done, answer }: SigningKeyPageProps) {
  const { key: t } = useMessages().identity;
  const errors = answer?.errors ?? {};
  const note = done === "replaced" || done === "revoked" ? t.done[done] : null;
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      {note && !answer && <DoneNote>{note}</DoneNote>}
      <div className="max-w-192 space-y-10">
        <FormErrors errors={listErrors(errors, (code) => t.fault[code])} />
        {keys.length === 0 && <EmptyState title={t.emptyTitle} reason={t.emptyReason} />}
        {keys.toReversed().map((one) => (
          <KeySection
            key={one.keyId}
            {...one}
            today={today}
            mayManage={mayManage}
            typed={answer?.typed.keyId === one.keyId ? answer.typed : {}}
            error={answer?.typed.keyId === one.keyId && errors.day ? (t.fault[errors.day] ?? errors.day) : undefined}
          />
        ))}
        {keys.length > 0 && (
          <Section title={t.public}>
            <p className="mt-3 text-14 text-muted">{t.publicAbout}</p>
            <p className="mt-3 text-14">
              <code className="font-mono text-12 break-all">{did}</code>
            </p>
            <ul className="mt-3 space-y-1 text-14">
              {(["did.json", "jwks.json"] as const).map((file) => (
                <li key={file}>
                  <a className="text-link" href={`${path}/${file}`}>
                    {t.file[file]}
                  </a>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </PageBody>
  );
}

interface KeySectionProps extends KeyView {
  today: string;
  mayManage: boolean;
  typed: Record<string, string>;
  error: string | undefined;
}

function KeySection(props: KeySectionProps) {
  const { keyId, names, createdAt, endedAt, revokedSince, mayManage } = props;
  const { key: t } = useMessages().identity;
  const clock = useClock();
  const state = revokedSince ? "revoked" : endedAt ? "retired" : "current";
  const tone = { revoked: "bad", retired: "neutral", current: "good" } as const;
  return (
    <Section
      title={<code className="font-mono text-14 break-all">{keyId}</code>}
      aside={<Chip tone={tone[state]}>{t.state[state]}</Chip>}
    >
      <p className="mt-3 text-14 wrap-anywhere">{t.names(names.map(quoteName).join(t.separator))}</p>
      <p className="mt-1 text-14">
        <WholeDays>{t.since(clock.day(createdAt))}</WholeDays>
      </p>
      {endedAt && (
        <p className="mt-1 text-14">
          <WholeDays>{t.until(clock.day(endedAt))}</WholeDays>
        </p>
      )}
      {revokedSince && (
        <p className="mt-1 text-14">
          <WholeDays>{t.revokedSince(revokedSince.slice(0, 10))}</WholeDays>
        </p>
      )}
      {mayManage && !revokedSince && <Acts {...props} />}
    </Section>
  );
}

function Acts({ keyId, endedAt, today, typed, error }: KeySectionProps) {
  const { key: t } = useMessages().identity;
  return (
    <div className="mt-4 space-y-4">
      {!endedAt && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="replace" />
          <ConfirmAction label={t.replace} lost={keyId} question={t.replaceQuestion} isHarmless isAtStart />
        </Form>
      )}
      <details open={error !== undefined}>
        <summary className="text-link text-14">{t.stolen}</summary>
        <Form method="post" preventScrollReset className="mt-4 max-w-112 space-y-4" noValidate>
          <p className="text-14 text-muted">{t.revokeAbout}</p>
          <input type="hidden" name="intent" value="revoke" />
          <input type="hidden" name="keyId" value={keyId} />
          <TextField
            label={t.day}
            hint={t.dayHint}
            name="day"
            id={`day-${keyId}`}
            type="date"
            max={today}
            defaultValue={typed.day ?? today}
            error={error}
          />
          <ConfirmAction label={t.revoke} lost={keyId} isAtStart />
        </Form>
      </details>
    </div>
  );
}
