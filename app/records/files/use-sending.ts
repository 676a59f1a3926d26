import { useState } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { EvidenceAnswer, FileOutcome } from "./evidence-view.ts";
import { type Sent, sendFiles } from "./send-files.ts";

type Sending =
  | { kind: "idle" }
  | { kind: "sending"; count: number; sent: number; of: number }
  | { kind: "failed"; problem: "offline" | "tooLargeTogether" };

interface SendingProps {
  /** Target of the script, which expects JSON. */
  jsonAddress: string;
  /** Results of the form without JavaScript. */
  outcomes?: FileOutcome[];
  problem?: string | undefined;
  onAnswer: (answer: EvidenceAnswer) => void;
}

/** Uploads files with the other form fields, one batch at a time, and tracks progress and results. */
export function useSending({ jsonAddress, onAnswer, ...plain }: SendingProps) {
  const { evidence: t } = useMessages();
  const [sending, setSending] = useState<Sending>({ kind: "idle" });
  const [outcomes, setOutcomes] = useState(plain.outcomes ?? []);
  const [problem, setProblem] = useState(plain.problem);
  const settle = (sent: Sent) => {
    if (!sent.ok) return setSending({ kind: "failed", problem: sent.problem });
    setSending({ kind: "idle" });
    setOutcomes(sent.answer.outcomes);
    setProblem(sent.answer.problem && t[sent.answer.problem]);
    onAnswer(sent.answer);
  };
  const send = async (form: HTMLFormElement | null, files: File[]) => {
    if (files.length === 0 || sending.kind === "sending" || !form) return;
    const body = new FormData(form);
    body.delete("file");
    for (const file of files) body.append("file", file);
    setOutcomes([]);
    setProblem(undefined);
    setSending({ kind: "sending", count: files.length, sent: 0, of: 1 });
    const onProgress = (sent: number, of: number) => setSending({ kind: "sending", count: files.length, sent, of });
    settle(await sendFiles(jsonAddress, body, onProgress));
  };
  return { sending, outcomes, problem: sending.kind === "failed" ? t[sending.problem] : problem, send };
}
