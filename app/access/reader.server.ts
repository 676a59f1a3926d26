import { currentUser } from "./session.server.ts";

/** The workspace of a signed-in reader, for the header of public pages. Undefined for anyone else. */
export async function workspaceOf(request: Request): Promise<string | undefined> {
  return (await currentUser(request)) ? "/organizations" : undefined;
}
