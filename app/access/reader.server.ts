import { currentUser } from "./session.server.ts";

/** Where a signed-in reader of a public page works, for its header; undefined for anyone else. */
export async function workspaceOf(request: Request): Promise<string | undefined> {
  return (await currentUser(request)) ? "/organizations" : undefined;
}
