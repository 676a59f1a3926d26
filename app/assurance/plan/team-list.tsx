import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { Member } from "./team.server.ts";

/** The team as the verifier names it. */
export function TeamList({ members, isEditable = false }: { members: Member[]; isEditable?: boolean }) {
  const { verification } = useMessages();
  const t = verification.team;
  if (members.length === 0) return <p className="py-4 text-14 text-muted">{t.empty}</p>;
  return (
    <ul className="mt-2 divide-y divide-line">
      {members.map(({ id, name, role, independence }) => (
        <li key={id} className="flex flex-wrap items-start justify-between gap-3 py-3">
          <div className="min-w-0 max-w-160">
            <p className="text-14 break-words">
              <span className="font-semibold">{name}</span> <span className="text-muted">· {t.roles[role]}</span>
            </p>
            <p className="mt-0.5 text-12 break-words whitespace-pre-line text-muted">{independence}</p>
          </div>
          {isEditable && (
            <Form method="post">
              <input type="hidden" name="intent" value="removeMember" />
              <input type="hidden" name="memberId" value={id} />
              <Button size="row" variant="secondary" aria-label={t.removeOf(name)}>
                {t.remove}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
