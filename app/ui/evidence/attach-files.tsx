import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "../button.tsx";
import { useMessages } from "../i18n-context.tsx";
import { Icon } from "../icon.tsx";
import { Progress } from "../progress.tsx";
import type { EvidenceAnswer, FileOutcome } from "./evidence-view.ts";
import { formatBytes } from "./format-bytes.ts";
import { OutcomeList } from "./outcome-list.tsx";
import { type Sent, sendFiles } from "./send-files.ts";

interface AttachFilesProps {
  /** Where the plain form goes. */
  action: string;
  /** Where a script sends the files, for an answer as JSON. */
  jsonAddress: string;
  /** Largest size of one file, in bytes. */
  maxBytes: number;
  /** Outcomes of the plain form. */
  outcomes?: FileOutcome[];
  problem?: string | undefined;
  /** Address of the evidence where the files prove nothing yet. */
  looseBase?: string;
  /** Further fields, sent with the files. */
  children?: ReactNode;
  onAnswer: (answer: EvidenceAnswer) => void;
}

type Sending =
  | { kind: "idle" }
  | { kind: "sending"; count: number; sent: number; of: number }
  | { kind: "failed"; problem: "offline" | "tooLargeTogether" };

/** A form that takes files: dropped or chosen and sent at once where there are scripts, with a button where there are not. */
export function AttachFiles(props: AttachFilesProps) {
  const { action, jsonAddress, maxBytes, looseBase, children, onAnswer } = props;
  const { evidence: t } = useMessages();
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const [hasScripts, setScripts] = useState(false);
  const [isOver, setOver] = useState(false);
  const [sending, setSending] = useState<Sending>({ kind: "idle" });
  const [outcomes, setOutcomes] = useState(props.outcomes ?? []);
  const [problem, setProblem] = useState(props.problem);
  const send = async (files: File[]) => {
    if (files.length === 0 || sending.kind === "sending" || !form.current) return;
    const body = new FormData(form.current);
    body.delete("file");
    for (const file of files) body.append("file", file);
    setOutcomes([]);
    setProblem(undefined);
    setSending({ kind: "sending", count: files.length, sent: 0, of: 1 });
    const onProgress = (sent: number, of: number) => setSending({ kind: "sending", count: files.length, sent, of });
    settle(await sendFiles(jsonAddress, body, onProgress));
  };
  const settle = (sent: Sent) => {
    if (!sent.ok) return setSending({ kind: "failed", problem: sent.problem });
    setSending({ kind: "idle" });
    setOutcomes(sent.answer.outcomes);
    setProblem(sent.answer.problem && t[sent.answer.problem]);
    onAnswer(sent.answer);
  };
  // Files chosen before the scripts came would go with the plain field that they replace: they are sent instead.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the scripts have come
  useEffect(() => {
    const early = form.current?.querySelector<HTMLInputElement>("input[type=file]")?.files ?? [];
    setScripts(true);
    send([...early]);
  }, []);
  const takeDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    send([...event.dataTransfer.files]);
  };
  return (
    <form ref={form} method="post" action={action} encType="multipart/form-data" className="space-y-3">
      {children}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way to what the field inside does */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={takeDrop}
        className={`rounded-6 border border-dashed px-4 py-3 text-14 ${isOver ? "border-accent bg-accent-tint" : "border-muted/60"}`}
      >
        <label htmlFor={id} className={hasScripts ? "flex flex-wrap items-center gap-x-2 gap-y-1" : "block"}>
          <Icon name="file" className="text-accent max-md:hidden" />
          {hasScripts ? (
            <>
              <span>{t.drop}</span>
              <span className="relative rounded-6 border border-rule bg-raised px-3 py-1 font-medium hover:border-muted has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent touch:py-2.5">
                {t.choose}
                <FileInput id={id} isHidden isBusy={sending.kind === "sending"} onFiles={send} />
              </span>
            </>
          ) : (
            <>
              <span className="mb-1 block text-12 font-medium text-muted">{t.files}</span>
              <FileInput id={id} isHidden={false} isBusy={false} onFiles={send} />
            </>
          )}
        </label>
        <p className="mt-2 text-12 text-muted">{t.limits(formatBytes(maxBytes))}</p>
      </div>
      {!hasScripts && (
        <Button variant="secondary" name="intent" value="upload">
          {t.attach}
        </Button>
      )}
      {sending.kind === "sending" && (
        <div role="status">
          <Progress
            label={t.sending(sending.count)}
            done={sending.sent}
            of={sending.of}
            counts={
              sending.sent < sending.of ? t.sentOf(formatBytes(sending.sent), formatBytes(sending.of)) : t.checking
            }
          />
        </div>
      )}
      {(problem || sending.kind === "failed") && (
        <p role="alert" className="rounded-6 border border-bad bg-bad-tint px-4 py-3 text-14">
          {sending.kind === "failed" ? t[sending.problem] : problem}
        </p>
      )}
      <OutcomeList outcomes={outcomes} looseBase={looseBase} />
    </form>
  );
}

interface FileInputProps {
  id: string;
  isHidden: boolean;
  isBusy: boolean;
  onFiles: (files: File[]) => void;
}

function FileInput({ id, isHidden, isBusy, onFiles }: FileInputProps) {
  return (
    <input
      id={id}
      type="file"
      name="file"
      multiple
      accept=".pdf,.png,.jpg,.jpeg,.webp,.xlsx,.csv"
      disabled={isBusy}
      className={isHidden ? "sr-only" : "block w-full text-14"}
      onChange={(event) => {
        if (!isHidden) return;
        const files = [...(event.target.files ?? [])];
        event.target.value = "";
        onFiles(files);
      }}
    />
  );
}
