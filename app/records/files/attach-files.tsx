import { type DragEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Progress } from "#app/kit/progress.tsx";
import { useScripts } from "#app/kit/use-scripts.ts";
import type { EvidenceAnswer, FileOutcome } from "./evidence-view.ts";
import { formatBytes } from "./format-bytes.ts";
import { OutcomeList } from "./outcome-list.tsx";
import { useSending } from "./use-sending.ts";

interface AttachFilesProps {
  /** Target of the form without JavaScript. */
  action: string;
  /** Target of the script, which expects JSON. */
  jsonAddress: string;
  /** Size limit per file, in bytes. */
  maxBytes: number;
  /** Results of the form without JavaScript. */
  outcomes?: FileOutcome[];
  problem?: string | undefined;
  /** Address of the evidence page, if the files aren't attached to anything yet. */
  looseBase?: string;
  /** Additional fields to send with the files. */
  children?: ReactNode;
  onAnswer: (answer: EvidenceAnswer) => void;
}

const AS_BUTTON =
  "relative rounded-6 border border-rule bg-raised px-3 py-1 font-medium hover:border-muted has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent touch:py-2.5";

/** A file upload form. With JavaScript, dropped or chosen files are sent at once. Otherwise a button sends them. */
export function AttachFiles(props: AttachFilesProps) {
  const { action, maxBytes, looseBase, children } = props;
  const { evidence: t } = useMessages();
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const hasScripts = useScripts();
  const { sending, outcomes, problem, send } = useSending(props);
  // Files chosen before the scripts came are sent; the field stays the same one, for a dialog may be open on it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the scripts have come
  useEffect(() => {
    if (input.current) send(form.current, takeFiles(input.current));
  }, []);
  return (
    <form ref={form} method="post" action={action} encType="multipart/form-data" className="space-y-3">
      {children}
      <DropField
        input={input}
        hasScripts={hasScripts}
        isOff={sending.kind === "sending"}
        maxBytes={maxBytes}
        onFiles={(files) => send(form.current, files)}
      />
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
      {problem && (
        <p role="alert" className="rounded-6 border border-bad bg-bad-tint px-4 py-3 text-14">
          {problem}
        </p>
      )}
      <OutcomeList outcomes={outcomes} looseBase={looseBase} />
    </form>
  );
}

interface DropFieldProps {
  input: RefObject<HTMLInputElement>;
  /** Without JavaScript, this is the browser's file field with a submit button. */
  hasScripts: boolean;
  isOff: boolean;
  maxBytes: number;
  onFiles: (files: File[]) => void;
}

function DropField({ input, hasScripts, isOff, maxBytes, onFiles }: DropFieldProps) {
  const { evidence: t } = useMessages();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const takeDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way to what the field inside does
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
        <span className={hasScripts ? "" : "mb-1 block text-12 font-medium text-muted"}>
          {hasScripts ? t.drop : t.files}
        </span>
        <span className={hasScripts ? AS_BUTTON : "block"}>
          {hasScripts && t.choose}
          <input
            ref={input}
            id={id}
            type="file"
            name="file"
            multiple
            accept=".pdf,.ofd,.xml,.png,.jpg,.jpeg,.webp,.xlsx,.csv"
            disabled={isOff}
            className={hasScripts ? "sr-only" : "block w-full text-14"}
            onChange={(event) => onFiles(takeFiles(event.target))}
          />
        </span>
      </label>
      <p className="mt-2 text-12 text-muted">{t.limits(formatBytes(maxBytes))}</p>
    </div>
  );
}

/** Returns the files and clears the field, so that the same file can be chosen again and none is sent twice. */
function takeFiles(input: HTMLInputElement): File[] {
  const files = [...(input.files ?? [])];
  input.value = "";
  return files;
}
