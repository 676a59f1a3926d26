/** Where a request goes: the path with its query, and its host. */
export interface RequestTarget {
  path: string;
  host: string;
}

/**
 * Reads the target of a request line. A target in absolute form overrides the Host header (RFC 9112, 3.2.2).
 *
 * @returns null if target and host form no address, such as `*` or a host with a space
 */
export function readRequestTarget(target: string, host: string | undefined): RequestTarget | null {
  if (!target.startsWith("/")) return readAbsolute(target);
  if (!host || !isHost(host) || !URL.canParse(`http://${host}${target}`)) return null;
  return { path: target, host };
}

function readAbsolute(target: string): RequestTarget | null {
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return null;
  const { pathname, search, host } = new URL(target);
  return { path: `${pathname}${search}`, host };
}

/** A name and a port only, without a path or a user. */
function isHost(host: string): boolean {
  if (/[\s/\\?#@]/.test(host) || !URL.canParse(`http://${host}/`)) return false;
  const { pathname, username } = new URL(`http://${host}/`);
  return pathname === "/" && username === "";
}
