import { useMessages } from "#app/kit/i18n-context.tsx";
import type { GridData } from "./grid-data.ts";

/** A link to the method inputs of a record. */
export function MethodLink({ grid, recordId }: { grid: GridData; recordId: string }) {
  const { method } = useMessages();
  const name = grid.records.find(({ id }) => id === recordId)?.method;
  if (!name) return null;
  const query = new URLSearchParams({ inventory: grid.inventoryId, record: recordId });
  const words = method.words as Record<string, { title: string }>;
  return (
    <p className="mt-4 text-14">
      <a className="text-link" href={`/organizations/${grid.organizationId}/activities/by-method?${query}`}>
        {method.page.edit}: {words[name]?.title ?? name}
      </a>
    </p>
  );
}
