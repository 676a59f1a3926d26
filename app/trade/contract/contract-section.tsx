import { Form } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { SelectField, TextAreaField } from "#app/kit/field.tsx";
import { FieldFault } from "#app/kit/field-frame.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { formatBytes } from "#app/records/files/format-bytes.ts";
import { HashText } from "#app/records/files/hash-text.tsx";
import { type ContractView, type CopyDone, SIGNERS } from "./contract-copy.ts";

interface ContractSectionProps {
  contract: ContractView;
  /** The page, below which its files are. */
  address: string;
  mayUpload: boolean;
  done: CopyDone | null;
  /** Errors of a form about copies. */
  answer: { errors: Record<string, string>; typed: Record<string, string> } | null;
}

/** The contract of an order with its uploaded copies, for both sides. */
export function ContractSection(props: ContractSectionProps) {
  const { contract, address, done, mayUpload } = props;
  const { contract: t } = useMessages();
  const count = contract.copies.filter(({ withdrawal }) => withdrawal === null).length;
  return (
    <Section title={t.title}>
      {done && <DoneLine isStacked>{t.done[done]}</DoneLine>}
      <p className="mt-3 text-14 text-muted">{t.about}</p>
      <div className="mt-3">
        <ButtonLink to={`${address}/contract.pdf`} icon="download" reloadDocument>
          {t.pdf}
        </ButtonLink>
      </div>
      <p className="mt-4 text-14">{count === 0 ? t.none : t.some(count)}</p>
      <p className="mt-1 text-14 text-muted">{t.unchecked}</p>
      {contract.copies.length > 0 && (
        <ul aria-label={t.copies} className="mt-4 divide-y divide-line border-y border-line">
          {contract.copies.map((copy) => (
            <Copy key={copy.id} {...props} copy={copy} />
          ))}
        </ul>
      )}
      {mayUpload && <Upload {...props} />}
    </Section>
  );
}

function Copy({
  copy,
  contract: { reader },
  address,
  mayUpload,
  answer,
}: ContractSectionProps & { copy: ContractView["copies"][number] }) {
  const { contract: t } = useMessages();
  const clock = useClock();
  const { withdrawal } = copy;
  return (
    <li className="py-3 text-14">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-60 flex-1">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {t.copy(copy.number)}
            {withdrawal && <Chip tone="neutral">{t.withdrawnState}</Chip>}
          </p>
          <p className="[overflow-wrap:anywhere]">
            {copy.name} <span className="text-12 whitespace-nowrap text-muted">{formatBytes(copy.size)}</span>
          </p>
          <p className="mt-0.5">{t.stated(t.signers[copy.signedBy])}</p>
          <p className="mt-0.5 text-12 text-muted">
            <WholeDays>
              {[t.uploaded[copy.side](clock.instant(copy.at)), copy.side === "seller" && copy.authorName]
                .filter(Boolean)
                .join(" · ")}
            </WholeDays>
          </p>
          {copy.sha256 && (
            <p className="text-12 text-muted">
              {t.hash} <HashText sha256={copy.sha256} name={copy.name} />
            </p>
          )}
          {withdrawal && (
            <p className="mt-0.5 break-words text-muted">
              <WholeDays>{t.withdrawn(clock.instant(withdrawal.at), withdrawal.reason)}</WholeDays>
            </p>
          )}
        </div>
        {copy.isOpen && (
          <ButtonLink
            to={`${address}/contract-copies/${copy.id}`}
            icon="download"
            size="row"
            aria-label={t.downloadOf(copy.number)}
            reloadDocument
          >
            {t.download}
          </ButtonLink>
        )}
      </div>
      {mayUpload && copy.side === reader && !withdrawal && <Withdraw {...{ copy, reader, address, answer }} />}
    </li>
  );
}

function Withdraw({
  copy,
  reader,
  address,
  answer,
}: Pick<ContractSectionProps, "address" | "answer"> & {
  copy: ContractView["copies"][number];
  reader: ContractView["reader"];
}) {
  const { contract: t } = useMessages();
  const isAsked = answer?.typed.intent === "withdraw_copy" && answer.typed.copyId === copy.id;
  const id = `withdraw-${copy.number}`;
  return (
    <details open={isAsked} className="mt-1">
      <summary className="cursor-pointer text-link touch:py-2">{t.withdrawOf(copy.number)}</summary>
      <Form method="post" action={address} className="mt-2 max-w-120 space-y-3">
        <input type="hidden" name="copyId" value={copy.id} />
        <TextAreaField
          label={t.reason}
          name="reason"
          id={id}
          rows={2}
          maxLength={1000}
          hint={t.withdrawAbout[reader]}
          defaultValue={isAsked ? (answer.typed.reason ?? "") : ""}
          error={isAsked ? faultOf(t.faults, Object.values(answer.errors)[0]) : undefined}
        />
        <Button name="intent" value="withdraw_copy" variant="destructive">
          {t.withdraw}
        </Button>
      </Form>
    </details>
  );
}

function Upload({ contract, address, answer }: ContractSectionProps) {
  const { contract: t } = useMessages();
  if (contract.isFull) return <p className="mt-4 text-14">{t.full[contract.reader]}</p>;
  const asked = answer?.typed.intent === "upload_copy" ? answer : null;
  const fault = faultOf(t.faults, asked?.errors.file ?? asked?.errors.form);
  return (
    <Form
      method="post"
      action={address}
      encType="multipart/form-data"
      noValidate
      className="mt-4 max-w-160 space-y-4 rounded-6 border border-rule p-4"
    >
      <h3 className="text-14 font-semibold">{t.upload}</h3>
      <div>
        <label htmlFor="copy-file" className="mb-1 block text-12 font-medium text-muted">
          {t.file}
        </label>
        <input
          id="copy-file"
          type="file"
          name="file"
          accept=".pdf,.png,.jpg,.jpeg"
          aria-invalid={fault ? true : undefined}
          aria-describedby={`copy-file-hint${fault ? " copy-file-error" : ""}`}
          className="block w-full text-14 file:mr-3 file:min-h-9 file:rounded-6 file:border file:border-rule file:bg-raised file:px-3 file:text-14 touch:file:min-h-11"
        />
        <p id="copy-file-hint" className="mt-1 text-12 text-muted">
          {t.fileHint}
        </p>
        {fault && <FieldFault id="copy-file-error">{fault}</FieldFault>}
      </div>
      <SelectField
        label={t.signedBy}
        name="signedBy"
        placeholder={t.chooseSigner}
        options={SIGNERS.map((value) => ({ value, label: t.signers[value] }))}
        defaultValue={asked?.typed.signedBy ?? ""}
        error={faultOf(t.faults, asked?.errors.signedBy)}
      />
      <p className="text-12 text-muted">{t.shared[contract.reader]}</p>
      <Button name="intent" value="upload_copy" variant="secondary">
        {t.submit}
      </Button>
    </Form>
  );
}

/** The sentence of an error. Others are sentences already. */
function faultOf(faults: Record<string, string>, fault: string | undefined): string | undefined {
  return fault === undefined ? undefined : (faults[fault] ?? fault);
}
