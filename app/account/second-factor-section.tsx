import { Form } from "@remix-run/react";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { fieldError } from "./fault-text.ts";
import type { FormAnswer } from "./form-answer.server.ts";
import type { SettingsAnswer, TotpKey } from "./settings-action.server.ts";

interface SecondFactorSectionProps {
  isOn: boolean;
  /** False in a session that has just begun. */
  asksPassword: boolean;
  answer: SettingsAnswer | undefined;
}

/** States: off, in setup, on, or on with new backup codes. */
export function SecondFactorSection({ isOn, asksPassword, answer }: SecondFactorSectionProps) {
  const words = useMessages().account.settings;
  return (
    <Section
      title={words.secondFactor}
      aside={<Chip tone={isOn ? "good" : "neutral"}>{isOn ? words.isOn : words.isOff}</Chip>}
    >
      <p className="mt-3 text-14 text-muted">{words.secondFactorLead}</p>
      <div className="mt-4 max-w-[25rem]">
        {answer?.backupCodes && !answer.totp ? (
          <div className="space-y-4">
            <BackupCodes codes={answer.backupCodes} />
            <ButtonLink to="/account" variant="primary">
              {words.backupDone}
            </ButtonLink>
          </div>
        ) : isOn && !answer?.totp ? (
          <ManageSecondFactor answer={answer} />
        ) : (
          <SecondFactorSetUp answer={answer} asksPassword={asksPassword} />
        )}
      </div>
    </Section>
  );
}

/** Asks for the password where it was not just entered, then shows the key to scan and asks for a first code. */
export function SecondFactorSetUp({ asksPassword, answer }: Omit<SecondFactorSectionProps, "isOn">) {
  const words = useMessages().account.settings;
  if (answer?.totp) return <Confirm totp={answer.totp} answer={answer} />;
  const begin = { intent: "begin-second-factor", label: words.turnOn };
  // A session that grew old while the page was open is refused for its missing password, and then asked for it.
  if (asksPassword || answer?.errors.beginPassword)
    return <PasswordStep {...begin} field="beginPassword" answer={answer} />;
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={begin.intent} />
      <Button variant="secondary">{begin.label}</Button>
    </Form>
  );
}

function Confirm({ totp, answer }: { totp: TotpKey; answer: SettingsAnswer }) {
  const words = useMessages().account.settings;
  return (
    <Form method="post" className="space-y-4" noValidate>
      <input type="hidden" name="intent" value="confirm-second-factor" />
      <input type="hidden" name="uri" value={totp.uri} />
      <FirstCode totp={totp} backupCodes={answer.backupCodes} answer={answer} />
      <Button>{words.confirm}</Button>
    </Form>
  );
}

interface FirstCodeProps {
  totp: TotpKey;
  backupCodes: string[] | undefined;
  answer: FormAnswer | undefined;
}

/** The key to scan, the backup codes, and the field for the first code. */
export function FirstCode({ totp, backupCodes, answer }: FirstCodeProps) {
  const t = useMessages();
  const words = t.account.settings;
  const quiet = 4;
  const side = totp.qrSize + 2 * quiet;
  return (
    <>
      <p className="text-14">{words.scan}</p>
      <svg
        role="img"
        aria-label={words.qrLabel}
        viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
        className="size-48 bg-white"
        shapeRendering="crispEdges"
      >
        <path d={totp.qrPath} fill="#000000" />
      </svg>
      <p className="text-14">
        <span className="text-muted">{words.key}: </span>
        <code className="font-mono break-all">{totp.secret.replace(/.{4}(?=.)/g, "$& ")}</code>
      </p>
      {backupCodes && <BackupCodes codes={backupCodes} />}
      <TextField
        name="code"
        label={t.account.secondFactor.code}
        hint={t.account.secondFactor.codeHint}
        inputMode="numeric"
        autoComplete="one-time-code"
        error={fieldError(t, answer, "code")}
        required
      />
    </>
  );
}

function BackupCodes({ codes }: { codes: string[] }) {
  const words = useMessages().account.settings;
  return (
    <div className="space-y-4">
      <p className="text-14 font-semibold">{words.backupTitle}</p>
      <p className="text-14">{words.backupLead}</p>
      <ul className="grid grid-cols-2 gap-2 rounded-6 bg-sunken p-4 font-mono text-14">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </div>
  );
}

function ManageSecondFactor({ answer }: { answer: SettingsAnswer | undefined }) {
  const words = useMessages().account.settings;
  return (
    <div className="space-y-8">
      <div className="space-y-2">
        <p className="text-14">{words.newBackupLead}</p>
        <PasswordStep intent="renew-backup-codes" field="renewPassword" label={words.newBackupCodes} answer={answer} />
      </div>
      <PasswordStep
        intent="stop-second-factor"
        field="stopPassword"
        label={words.turnOff}
        answer={answer}
        isDestructive
      />
    </div>
  );
}

interface PasswordStepProps {
  intent: string;
  field: string;
  label: string;
  answer: SettingsAnswer | undefined;
  isDestructive?: boolean;
}

function PasswordStep({ intent, field, label, answer, isDestructive }: PasswordStepProps) {
  const t = useMessages();
  return (
    <Form method="post" className="space-y-4" noValidate>
      <input type="hidden" name="intent" value={intent} />
      <TextField
        name={field}
        type="password"
        label={t.account.settings.passwordToConfirm}
        autoComplete="current-password"
        error={fieldError(t, answer, field)}
        required
      />
      <Button variant={isDestructive ? "destructive" : "secondary"}>{label}</Button>
    </Form>
  );
}
