/** Where a request goes: the path with its query, and the host that it names. */
export interface RequestTarget {
  path: string;
  host: string;
}

/**
 * Reads the target of a request line. A target in absolute form takes the place of the Host header (RFC 9112, 3.2.2).
 *
 * @returns null where no address can be made of target and host, such as `*` or a host with a blank
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

/** Nothing beyond a name and a port, such as the path or the user that an address may hold. */
function isHost(host: string): boolean {
  if (/[\s/\\?#@]/.test(host) || !URL.canParse(`http://${host}/`)) return false;
  const { pathname, username } = new URL(`http://${host}/`);
  return pathname === "/" && username === "";
}
