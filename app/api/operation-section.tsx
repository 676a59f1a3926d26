import type { ReactNode } from "react";
import { Chip, type ChipTone } from "#app/kit/chip.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { CodeBlock } from "#app/log/code-block.tsx";
import type { OperationView } from "./api-view.ts";
import { FieldTable, TypeText } from "./field-table.tsx";
import { Prose } from "./prose.tsx";

const TONES: Record<OperationView["method"], ChipTone> = {
  GET: "neutral",
  POST: "accent",
  PATCH: "warning",
  DELETE: "warning",
};

export function OperationSection({ operation }: { operation: OperationView }) {
  const { api: t } = useMessages();
  const words = t.operation[operation.id as keyof typeof t.operation];
  const { method, path, scope, isPublic, parameters, body, answer, example } = operation;
  return (
    <section
      id={operation.id}
      aria-labelledby={`${operation.id}-title`}
      className="scroll-mt-6 border-t border-line pt-6"
    >
      <h4 id={`${operation.id}-title`} className="text-16 font-semibold">
        <a href={`#${operation.id}`} className="text-ink no-underline hover:underline">
          {words.title}
        </a>
      </h4>
      <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1">
        <Chip tone={TONES[method]}>
          <span translate="no">{method}</span>
        </Chip>
        <code className="font-mono text-12 break-all">{path}</code>
      </p>
      <p className="mt-2 max-w-160 text-14">
        <Prose text={words.text} />
      </p>
      <p className="mt-1 text-12 text-muted">
        {isPublic ? t.noKey : scope === null ? t.anyScope : <Prose text={t.needs(`\`${scope}\``)} />}
      </p>
      <div className="mt-4 grid grid-cols-2 gap-x-8 gap-y-5 max-wide:grid-cols-1">
        <div className="min-w-0 space-y-5">
          {parameters.length > 0 && (
            <Part title={t.parametersTitle}>
              <FieldTable label={t.parametersTitle} fields={parameters} />
            </Part>
          )}
          {body && (
            <Part title={t.bodyTitle}>
              <FieldTable label={t.bodyTitle} fields={body.fields} />
            </Part>
          )}
          <Part title={t.answerTitle}>
            <p className="pt-2 text-14">
              <span className="tabular-nums">{answer.status}</span>
              {" · "}
              {answer.object ? (
                <TypeText parts={[{ text: answer.object, object: answer.object }]} />
              ) : answer.type ? (
                <span translate="no">{answer.type}</span>
              ) : (
                t.noBody
              )}
            </p>
          </Part>
          <Part title={t.refusalsTitle}>
            <ul className="flex flex-wrap gap-x-3 gap-y-1 pt-2 text-12">
              {operation.problems.map(({ code, anchor, status }) => (
                <li key={code}>
                  <span className="text-muted tabular-nums">{status}</span>{" "}
                  <a href={`#${anchor}`} className="text-link touch:py-1" translate="no">
                    {code}
                  </a>
                </li>
              ))}
            </ul>
          </Part>
        </div>
        <div className="min-w-0 space-y-3" data-example={operation.id}>
          <p className="text-12 font-medium text-muted">{t.requestTitle}</p>
          <CodeBlock text={example.curl} />
          <p className="text-12 font-medium text-muted">{t.answerTitle}</p>
          <section
            aria-label={`${words.title}: ${t.answerTitle}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
            tabIndex={0}
            className="max-h-96 overflow-y-auto rounded-6"
          >
            <CodeBlock text={example.answer} />
          </section>
        </div>
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="border-b border-rule pb-1 text-12 font-medium text-muted">{title}</p>
      {children}
    </div>
  );
}
