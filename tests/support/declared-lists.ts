import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Actor } from "#app/access/actor.server.ts";
import { isOfPerson, isOfWorkspace } from "#app/access/role.ts";
import type { AnyList } from "#app/kit/list/list.server.ts";

const APP = fileURLToPath(new URL("../../app", import.meta.url));

/** What a list is called here: its path, after a slash where it is a person's own over all workspaces. */
export function nameOf({ path, right }: AnyList): string {
  return isOfPerson(right) ? `/${path}` : path;
}

/** The address of a list's page. */
export function addressOf(list: AnyList, { tenantId, organizationId }: Pick<Actor, "tenantId" | "organizationId">) {
  if (isOfPerson(list.right)) return nameOf(list);
  return `${isOfWorkspace(list.right) ? `/tenants/${tenantId}` : `/organizations/${organizationId}`}/${list.path}`;
}

/** Every list that the product declares, by its name: whatever a `*.list.server.ts` exports. */
export async function declaredLists(): Promise<Map<string, AnyList>> {
  const files = readdirSync(APP, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith(".list.server.ts"))
    .map(({ parentPath, name }) => join(parentPath, name));
  const lists = new Map<string, AnyList>();
  for (const file of files.sort()) {
    const exported = Object.values((await import(pathToFileURL(file).href)) as Record<string, unknown>);
    const declared = exported.filter((one): one is AnyList => typeof one === "object" && one !== null && "rows" in one);
    if (declared.length === 0) throw new Error(`${relative(APP, file)} exports no list`);
    for (const list of declared) lists.set(nameOf(list), list);
  }
  return lists;
}
