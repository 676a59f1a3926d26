import { useMessages } from "#app/kit/i18n-context.tsx";
import type { StatementOptions } from "./checklist-view.ts";

/** Names a text of the statements by its path, as its own form does. */
export function useTextLabel({ withoutData, sources }: StatementOptions): (path: string) => string {
  const { disclosure: t } = useMessages();
  const { fields } = t.page;
  const words = fields as unknown as Record<string, string>;
  return (path) => {
    const [root = "", key = "", part = ""] = path.split(".");
    if (root === "notSignificant") return fields.notSignificant(nameIn(withoutData, "code", key));
    if (root === "sourceReasons") return fields.sourceReason(nameIn(sources, "id", key));
    if (root === "exclusions") return `${fields.exclusion(Number(key) + 1)} · ${words[part] ?? part}`;
    if (root === "justifications") return `${key} · ${fields.justification}`;
    return words[root === "china" ? key : root] ?? path;
  };
}

function nameIn<K extends string>(all: readonly (Record<K, string> & { name: string })[], by: K, key: string): string {
  return all.find((one) => one[by] === key)?.name ?? key;
}
