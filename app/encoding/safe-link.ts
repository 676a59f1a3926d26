const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * An address that may stand as a link in an issued file: https, or http on the reader's own machine (the demo).
 * @throws Error for any other scheme, for credentials in the address, and for what is no address at all
 */
export function assertSafeLink(address: string): URL {
  const url = new URL(address);
  const isAllowed = url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname));
  if (!isAllowed || url.username || url.password) throw new Error("only https addresses may be linked in a report");
  return url;
}
