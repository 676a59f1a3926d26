import { Form, Link, useNavigation, useSubmit } from "@remix-run/react";
import { type FormEvent, type ReactNode, useState } from "react";
import { faultText } from "../activity-grid/fault-text.ts";
import { Button, ButtonLink } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";
import { useLocale, useMessages } from "../i18n-context.tsx";
import { Icon } from "../icon.tsx";
import { PageBody } from "../page-body.tsx";
import { PageHeader } from "../page-header.tsx";
import { Steps } from "../steps.tsx";
import { CheckCounts, FaultTable, PreviewTable } from "./check-result.tsx";
import { DescriptionMatcher, RememberedDescriptions } from "./description-matcher.tsx";
import { type EarlierImport, EarlierImports, UndoImport } from "./earlier-imports.tsx";
import { FileField } from "./file-field.tsx";
import type { FileCheck, ImportAnswer } from "./import-answer.ts";

export interface ImportPageProps {
  organizationId: string;
  inventory: { id: string; period: { start: string; end: string } } | null;
  mayEdit: boolean;
  imports: EarlierImport[];
  /** The import that has just been done, or taken back. */
  done: EarlierImport | null;
  undone: EarlierImport | null;
  answer: ImportAnswer | null;
  /** What the columns of a file are, shown where a file is chosen. */
  guide: ReactNode;
}

/** Choose, check, preview, import: nothing is written before one has seen what changes. */
export function ImportPage(props: ImportPageProps) {
  const { organizationId, inventory, answer, done, undone } = props;
  const { activity } = useMessages();
  const locale = useLocale();
  const t = activity.importing;
  const base = `/organizations/${organizationId}`;
  const [file, setFile] = useState<File | null>(null);
  if (!inventory) {
    return (
      <PageBody>
        <PageHeader title={t.title} />
        <EmptyState
          title={activity.empty.noInventory}
          reason={activity.empty.noInventoryReason}
          action={
            <ButtonLink variant="primary" to={`${base}/inventories`}>
              {activity.empty.openInventory}
            </ButtonLink>
          }
        />
      </PageBody>
    );
  }
  const check = answer?.kind === "checked" ? answer.check : null;
  const isReady = check !== null && check.faults.length === 0 && check.descriptions.length === 0 && !check.isAgain;
  const isDone = done !== null && answer === null;
  const step = isDone ? 3 : isReady ? 2 : check ? 1 : 0;
  return (
    <PageBody>
      <PageHeader
        title={check ? t.titleOf(check.fileName) : t.title}
        about={
          check ? (
            <span className="break-all">SHA-256 {check.sha256}</span>
          ) : (
            t.about(inventory.period.start.slice(0, 4))
          )
        }
        crumbs={[{ to: `${base}/activities?inventory=${inventory.id}`, label: activity.title }]}
      />
      <Steps labels={[t.stepFile, t.stepCheck, t.stepPreview, t.stepDone]} current={step} />
      <div className="mt-8 space-y-10">
        {undone && !answer && <Notice>{t.undone(undone.rowCount.toLocaleString(locale))}</Notice>}
        {isDone && (
          <Done one={done} mayEdit={props.mayEdit} activitiesHref={`${base}/activities?inventory=${inventory.id}`} />
        )}
        {check && <CheckCounts check={check} />}
        {check?.isAgain && <Notice isWarning>{t.again}</Notice>}
        {answer?.kind === "checked" && answer.isChanged && <Notice isWarning>{activity.fault.file_changed()}</Notice>}
        {check && check.descriptions.length > 0 && !check.isAgain && props.mayEdit && (
          <DescriptionMatcher
            key={check.sha256 + check.descriptions.length}
            organizationId={organizationId}
            check={check}
            file={file}
            onFile={setFile}
            problem={answer?.kind === "checked" ? answer.problem : null}
          />
        )}
        {check && check.faults.length > 0 && <FaultTable check={check} />}
        {check && check.remembered.length > 0 && <RememberedDescriptions check={check} file={file} onFile={setFile} />}
        {check && isReady && <PreviewTable check={check} />}
        {props.mayEdit ? (
          <>
            {check && isReady ? (
              <ImportForm check={check} file={file} onFile={setFile} />
            ) : (
              <CheckForm answer={answer} file={isDone ? null : file} onFile={setFile} />
            )}
            {!check && <Helps exportHref={`${base}/activities/export.csv?inventory=${inventory.id}`} />}
          </>
        ) : (
          <Notice>{activity.panel.readOnly}</Notice>
        )}
        {!check && props.guide}
        {!check && <EarlierImports imports={props.imports} mayEdit={props.mayEdit} />}
      </div>
    </PageBody>
  );
}

function Notice({ isWarning, children }: { isWarning?: boolean; children: ReactNode }) {
  const look = isWarning ? "bg-warning-tint text-warning-ink" : "bg-accent-tint text-accent";
  return (
    <p role="status" className={`flex gap-2 rounded-6 px-4 py-3 text-14 ${look}`}>
      <Icon name={isWarning ? "warning" : "check"} className="mt-0.5" />
      <span>{children}</span>
    </p>
  );
}

function Done({ one, mayEdit, activitiesHref }: { one: EarlierImport; mayEdit: boolean; activitiesHref: string }) {
  const { activity } = useMessages();
  const locale = useLocale();
  return (
    <div className="space-y-4">
      <Notice>{activity.importing.done(one.rowCount.toLocaleString(locale), one.fileName)}</Notice>
      <div className="flex flex-wrap items-center gap-3">
        <ButtonLink variant="primary" to={activitiesHref}>
          {activity.importing.toGrid}
        </ButtonLink>
        {mayEdit && one.standing > 0 && <UndoImport one={one} />}
      </div>
    </div>
  );
}

interface FormProps {
  file: File | null;
  onFile: (file: File | null) => void;
}

function CheckForm({ answer, file, onFile }: FormProps & { answer: ImportAnswer | null }) {
  const messages = useMessages();
  const t = messages.activity.importing;
  const isBusy = useNavigation().state !== "idle";
  const error =
    answer?.kind === "refused" ? faultText(messages, answer) : answer?.kind === "offline" ? t.offline : undefined;
  return (
    <Form method="post" encType="multipart/form-data" className="max-w-3xl space-y-4">
      <input type="hidden" name="intent" value="check" />
      <FileField file={file} onFile={onFile} error={error} />
      <Button aria-disabled={isBusy}>{isBusy ? t.checking : t.check}</Button>
    </Form>
  );
}

/** Sends the checked file once more: the page still holds it; without scripts it is chosen again. */
function ImportForm({ check, file, onFile }: FormProps & { check: FileCheck }) {
  const { activity } = useMessages();
  const locale = useLocale();
  const t = activity.importing;
  const submit = useSubmit();
  const isBusy = useNavigation().state !== "idle";
  const send = (event: FormEvent<HTMLFormElement>) => {
    if (!file) return;
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    form.set("file", file);
    if (!isBusy) submit(form, { method: "post", encType: "multipart/form-data" });
  };
  return (
    <Form method="post" encType="multipart/form-data" onSubmit={send} className="space-y-4">
      <input type="hidden" name="intent" value="import" />
      <input type="hidden" name="sha256" value={check.sha256} />
      {!file && (
        <div className="max-w-3xl">
          <p className="mb-2 text-14">{t.chooseAgain}</p>
          <FileField file={file} onFile={onFile} />
        </div>
      )}
      <div className="sticky bottom-0 z-10 -mx-8 flex flex-wrap items-center gap-x-6 gap-y-3 border-t border-rule bg-paper px-8 py-3 max-md:-mx-4 max-md:px-4">
        <p className="flex items-center gap-1.5 text-12 text-muted">
          <Icon name="undo" size={14} />
          {t.undoable}
        </p>
        <div className="ml-auto flex flex-wrap items-center gap-4">
          <Link to="." relative="path" reloadDocument className="text-link text-14">
            {t.another}
          </Link>
          <Button aria-disabled={isBusy}>
            {isBusy ? t.importing : t.import(check.goodCount.toLocaleString(locale))}
          </Button>
        </div>
      </div>
    </Form>
  );
}

function Helps({ exportHref }: { exportHref: string }) {
  const { activity } = useMessages();
  const t = activity.importing;
  return (
    <ul className="flex flex-wrap gap-x-8 gap-y-3 text-14">
      <li>
        <a href={`${exportHref}&template=1`} className="text-link inline-flex items-center gap-1.5 touch:min-h-11">
          <Icon name="download" size={14} />
          {t.template}
        </a>
        <p className="text-12 text-muted">{t.templateAbout}</p>
      </li>
      <li>
        <a href="/samples/activities-2025.csv" className="text-link inline-flex items-center gap-1.5 touch:min-h-11">
          <Icon name="file" size={14} />
          {t.sample}
        </a>
      </li>
    </ul>
  );
}
