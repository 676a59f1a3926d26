import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Actor } from "#app/access/actor.server.ts";
import { isOfPerson, isOfWorkspace, isPublic } from "#app/access/role.ts";
import type { AnyList } from "#app/kit/list/list.server.ts";
import { fillPath } from "#app/kit/list/list-shape.ts";
import { getReportListing } from "#app/report/report-listing.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";

const APP = fileURLToPath(new URL("../../app", import.meta.url));

/** Lists with the same rows for all who may see them. */
const SHARED: readonly string[] = ["log", "plan-holders", "verifiers"];

export function isShared({ path }: AnyList): boolean {
  return SHARED.includes(path);
}

/** The name of a list in the tests: its path, after a slash if it is a person's own over all workspaces. */
export function nameOf({ path, right }: AnyList): string {
  return isOfPerson(right) ? `/${path}` : path;
}

type Place = Pick<Actor, "tenantId" | "organizationId">;

export function baseOf({ right }: AnyList, { tenantId, organizationId }: Place): string {
  if (isOfPerson(right) || isPublic(right)) return "";
  return isOfWorkspace(right) ? `/tenants/${tenantId}` : `/organizations/${organizationId}`;
}

/** The address of a list's page. */
export function addressOf(list: AnyList, place: Place, ids: Record<string, string> = {}): string {
  return `${baseOf(list, place)}/${fillPath(list, ids)}`;
}

/** The ids in a list's path; the rows that they name have to be created first. */
export async function idsOf({ path }: AnyList, doors: Doors, actor: Actor): Promise<Record<string, string>> {
  if (!path.includes(":issuerId")) return {};
  const { issuerId } = await doors.withTenant(actor, (tx) => getReportListing(tx, actor.organizationId));
  return { issuerId: issuerId! };
}

/** Works through the door that reads the rows of a list. */
export function behindDoor<T>(list: AnyList, doors: Doors, actor: Actor, work: (tx: TenantTx) => Promise<T>) {
  return isPublic(list.right)
    ? doors.withPublic((tx) => work(tx as unknown as TenantTx))
    : doors.withTenant(actor, work);
}

/** Every declared list by name: all exports of `*.list.server.ts` files. */
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
