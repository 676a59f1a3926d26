import { useCallback, useEffect, useState } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { useScripts } from "#app/kit/use-scripts.ts";
import { AttachFiles } from "./attach-files.tsx";
import { EvidenceFiles } from "./evidence-files.tsx";
import type { EvidenceAnswer, EvidenceView } from "./evidence-view.ts";

interface RecordFilesProps {
  organizationId: string;
  recordId: string;
  /** 0 if not saved yet. */
  version: number;
  mayEdit: boolean;
  /** Called after files were attached or removed. */
  onChange?: () => void;
}

/** Delay before files are loaded, so that moving through rows with the arrow keys sends no requests. */
const STAY_MS = 250;

type State = { kind: "loading" } | { kind: "failed" } | { kind: "ready"; files: EvidenceView[]; maxBytes: number };

/**
 * The files of one record in the panel and below the form, with a link to their page if JavaScript is not available.
 */
export function RecordFiles({ organizationId, recordId, version, mayEdit, onChange }: RecordFilesProps) {
  const { evidence: t } = useMessages();
  const base = `/organizations/${organizationId}`;
  const page = `${base}/activities/${recordId}/evidence`;
  const [state, setState] = useState<State>({ kind: "loading" });
  const [problem, setProblem] = useState<EvidenceAnswer["problem"]>();
  const hasScripts = useScripts();
  const load = useCallback(
    async (signal?: AbortSignal) => {
      try {
        const answer = await fetch(`${page}.json`, signal ? { signal } : {});
        setState(answer.ok ? { kind: "ready", ...(await answer.json()) } : { kind: "failed" });
      } catch {
        if (!signal?.aborted) setState({ kind: "failed" });
      }
    },
    [page],
  );
  const isSaved = version > 0;
  useEffect(() => {
    if (!isSaved) return;
    const abort = new AbortController();
    const timer = setTimeout(() => load(abort.signal), STAY_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [isSaved, load]);
  if (!isSaved) return <p className="text-12 text-muted">{t.saveFirst}</p>;
  const show = ({ files, problem: found }: EvidenceAnswer) => {
    setProblem(found);
    setState((before) => (before.kind === "ready" ? { ...before, files } : before));
    onChange?.();
  };
  const detach = async (attachmentId: string, reason: string) => {
    const body = new URLSearchParams({ intent: "detach", attachmentId, reason });
    const answer = await fetch(`${page}.json`, { method: "POST", body }).catch(() => null);
    if (answer?.ok) show(await answer.json());
    else await load();
  };
  const link = (
    <a href={page} className="text-link text-14 touch:inline-flex touch:min-h-11 touch:items-center">
      {t.openPage}
    </a>
  );
  if (!hasScripts) return link;
  if (state.kind === "loading") return <p className="text-12 text-muted">{t.loading}</p>;
  if (state.kind === "failed") return <p className="text-12 text-muted">{t.failed}</p>;
  return (
    <div className="space-y-3">
      {problem === "held" && (
        <p role="alert" className="text-12 text-bad">
          {t.held}
        </p>
      )}
      <EvidenceFiles base={base} files={state.files} mayEdit={mayEdit} action={page} onDetach={detach} />
      {mayEdit && <AttachFiles action={page} jsonAddress={`${page}.json`} maxBytes={state.maxBytes} onAnswer={show} />}
    </div>
  );
}
