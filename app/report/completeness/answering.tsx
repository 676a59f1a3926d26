import { Form, Link } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Progress } from "#app/kit/progress.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { EVERY_FACILITY } from "./matrix.ts";
import type { Answering } from "./matrix-verbs.server.ts";

/** Ways to explain many categories at once. */
export function ToExplain({ all, absent, here }: Answering["toExplain"] & { here: string }) {
  const { completeness: t } = useMessages();
  const to = (categories: readonly string[]) =>
    `${here}&facility=${EVERY_FACILITY}${categories.map((category) => `&category=${category}`).join("")}`;
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-2 text-14">
      {absent.length > 0 && (
        <Link className="text-link touch:py-2" preventScrollReset to={to(absent)}>
          {t.explainAbsent(absent.length)}
        </Link>
      )}
      {all.length > absent.length && (
        <Link className="text-link touch:py-2" preventScrollReset to={to(all)}>
          {t.explainAll(all.length)}
        </Link>
      )}
    </p>
  );
}

interface AnsweringProps {
  answering: Pick<Answering, "counts" | "did" | "at" | "mayUndo">;
  runId: string;
  setting: string;
  version: number;
  mayChange: boolean;
  error: string | undefined;
}

/** How far the matrix is, and what the last form did. */
export function AnsweringStatus(props: AnsweringProps) {
  const { completeness: t } = useMessages();
  const { counts } = props.answering;
  const of = counts.covered + counts.not_applicable + counts.excluded + counts.not_evaluated;
  const open = counts.not_evaluated;
  return (
    <div className="mb-6 max-w-160 space-y-3">
      <Progress
        label={t.progress}
        counts={t.counts(of - open, of)}
        done={of - open}
        of={of}
        aside={open > 0 ? <span className="font-semibold text-bad-ink">{t.open(open)}</span> : t.ready}
      />
      <LastAnswer {...props} />
    </div>
  );
}

function LastAnswer({ answering, runId, setting, version, mayChange, error }: AnsweringProps) {
  const { completeness: t, carbon } = useMessages();
  const { did, at, mayUndo } = answering;
  const [first, ...more] = at.map((category) => carbon.category[category]);
  const what = more.length > 0 ? t.several(at.length) : (first ?? "");
  const words = { saved: t.saved(what), cleared: t.cleared(what), undone: t.undone };
  return (
    <>
      {did && !error && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <DoneLine isStacked>{words[did]}</DoneLine>
          {mayUndo && mayChange && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="undo" />
              <input type="hidden" name="run" value={runId} />
              <BasedOn setting={setting} version={version} form="undo" />
              <Button variant="secondary" size="row">
                {t.undo}
              </Button>
            </Form>
          )}
        </div>
      )}
      {error && error !== "changed_since" && (
        <p role="alert" className="text-14 text-bad-ink">
          {(t.errors as Record<string, string>)[error] ?? error}
        </p>
      )}
    </>
  );
}
